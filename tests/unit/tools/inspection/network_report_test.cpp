#include "tools/inspection/network_report.hpp"

#include <cmath>
#include <numeric>

#include "tests/unit/tools/inspection/street.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using inspection::NetworkReport;

namespace {

NetworkReport report_of(const network::FeederDescription& feeder) {
  return inspection::inspect(feeder, network::DistributionNetwork{feeder});
}

}  // namespace

TEST_CASE("a report counts what a feeder consists of") {
  const NetworkReport report = report_of(test::street());
  CHECK(report.buses == 5);
  CHECK(report.lines == 2);
  CHECK(report.transformers == 1);
  CHECK(report.switches == 1);
  CHECK(report.most_hops == 4);
  CHECK(report.length_km == doctest::Approx(0.2));
  REQUIRE(report.ratios);
  CHECK(report.ratios->median == doctest::Approx(4));
  REQUIRE(report.zones.size() == 1);
  CHECK(report.zones[0].buses == 4);
  CHECK(report.zones[0].load_kw == 25);
  CHECK(report.loads.count == 2);
  CHECK(report.loads.power_kw == 30);
  CHECK(report.loads.reactive_kvar == 6);
  CHECK(report.generators.count == 1);
  CHECK(report.generators.power_kw == 5);
  CHECK(report.suspicions.empty());
}

TEST_CASE("a report has the power flow of the feeder's loads, bus by bus and line by line") {
  const NetworkReport report = report_of(test::street());
  REQUIRE(report.solution);
  const inspection::Solution& solution = *report.solution;
  CHECK(solution.source_kw == doctest::Approx(25 + solution.losses_kw));
  CHECK(solution.buses[solution.highest].name == "station");
  CHECK(solution.buses[solution.lowest].voltage_pu == solution.buses[3].voltage_pu);
  CHECK(solution.buses[3].voltage_pu < solution.buses[2].voltage_pu);
  CHECK(solution.buses[3].load_kw == 15);
  CHECK(solution.buses[0].zone.empty());
  const double lost = std::accumulate(
      solution.branches.begin(), solution.branches.end(), 0.0,
      [](double sum, const inspection::BranchState& branch) { return sum + branch.losses_kw; });
  CHECK(lost == doctest::Approx(solution.losses_kw));
  CHECK(solution.branches[2].near_bus == "middle");
  REQUIRE(solution.most_loaded);
  CHECK(*solution.most_loaded == 0);
  CHECK(*solution.branches[0].loading_percent ==
        doctest::Approx(std::hypot(solution.source_kw, solution.source_kvar)));
}

TEST_CASE("loads that no line can carry are told, with the bus") {
  network::FeederDescription feeder = test::street();
  feeder.loads[1].power_kw = 2000;
  const NetworkReport report = report_of(feeder);
  CHECK_FALSE(report.solution);
  CHECK(report.failure.starts_with("does not converge: the voltage at bus '"));
  CHECK(report.buses == 5);
}

TEST_CASE("lengths that are not known all have no sum") {
  network::FeederDescription feeder = test::street();
  feeder.lines[1].length_km.reset();
  CHECK_FALSE(report_of(feeder).length_km);
}

TEST_CASE("loads on single phases are solved by phase, beside the balanced state") {
  network::FeederDescription feeder = test::street();
  CHECK_FALSE(report_of(feeder).phased);
  feeder.loads[0].phase = network::Phase::kB;
  const NetworkReport unknown = report_of(feeder);
  CHECK(unknown.single_phase_loads == 1);
  CHECK_FALSE(unknown.phased);
  CHECK(unknown.phased_failure.find("no zero-sequence impedance") != std::string::npos);
  REQUIRE(unknown.solution);
  for (network::FeederLine& line : feeder.lines) {
    line.zero_sequence_resistance_ohm = 4 * line.resistance_ohm;
    line.zero_sequence_reactance_ohm = 4 * line.reactance_ohm;
  }
  const NetworkReport report = report_of(feeder);
  REQUIRE(report.phased);
  CHECK(report.phased->losses_kw > report.solution->losses_kw);
  CHECK(report.phased->lowest.phase == 1);
  CHECK(report.phased->buses[report.phased->lowest.bus].voltage_pu[1] <
        report.solution->buses[report.solution->lowest].voltage_pu);
  CHECK(report.phased->buses[report.phased->most_unbalanced].unbalance_percent > 0);
}
