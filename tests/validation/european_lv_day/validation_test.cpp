#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/csv/table.hpp"

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/recording/trace_sink.hpp"

#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

namespace fs = std::filesystem;

const fs::path kData{PEERWATT_SHARED_DATA};
const fs::path kFeeder = kData / "feeders/eu_lv";

bool without_data() {
  const bool without = !fs::exists(kFeeder);
  if (without) MESSAGE("skipped: no public feeder at " << kFeeder.string());
  return without;
}

// Keeps what the wires came to in each minute, and all voltages of one.
class Minutes final : public recording::TraceSink {
 public:
  explicit Minutes(std::int64_t whole) : whole_{whole} {}

  void begin(const recording::RunDescription& run) override { buses = run.network.bus_name; }
  void record(const recording::SlotRecord& slot) override {
    losses_kw.push_back(60 * slot.network.losses_kwh.value_or(0));
    lowest_pu.push_back(slot.network.voltage_lowest_pu.value_or(0));
    if (slot.index + 1 != whole_) return;
    voltages_pu.assign(slot.network.voltage_pu.begin(), slot.network.voltage_pu.end());
  }
  void finish(recording::RunStatus) override {}

  double loss(std::int64_t minute) const {
    return losses_kw.at(static_cast<std::size_t>(minute - 1));
  }
  double lowest(std::int64_t minute) const {
    return lowest_pu.at(static_cast<std::size_t>(minute - 1));
  }

  std::vector<std::string> buses;
  std::vector<double> losses_kw, lowest_pu;  // by minute, from the first
  std::vector<double> voltages_pu;           // by bus and phase

 private:
  std::int64_t whole_;  // the minute whose voltages are kept
};

Minutes day(const char* power_flow, std::int64_t whole_minute) {
  const std::vector<config::Override> overrides{{"network.feeder", kFeeder.string()},
                                                {"data_dir", kData.string()},
                                                {"network.power_flow", power_flow}};
  const scenario::Scenario scenario =
      scenario::load_scenario(fs::path{PEERWATT_VALIDATION_CASE} / "scenario.yaml", overrides)
          .scenario;
  Minutes minutes{whole_minute};
  testing::StopAfter never;
  agents::SimulationRun{scenario}.execute(minutes, never);
  return minutes;
}

double number(const csv::Table& table, std::size_t row, const char* column) {
  return std::stod(std::string{table.cell(row, *table.find(column))});
}

}  // namespace

TEST_CASE("homes on their phases give the voltages of every bus and phase, and the losses") {
  if (without_data()) return;
  const Minutes found = day("three_phase", 566);
  REQUIRE(found.losses_kw.size() == 1440);
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < found.buses.size(); ++i) place[found.buses[i]] = i;
  const csv::Table nodes = csv::Table::read(kFeeder / "ref_opendss_3ph_min566_nodes.csv");
  double worst = 0;
  for (std::size_t row = 0; row < nodes.rows(); ++row) {
    std::string bus{nodes.cell(row, *nodes.find("bus"))};
    if (bus == "sourcebus") bus = "source";
    REQUIRE(place.contains(bus));
    const auto phase = static_cast<std::size_t>(number(nodes, row, "phase")) - 1;
    const double voltage = found.voltages_pu[3 * place[bus] + phase];
    worst = std::max(worst, std::abs(voltage - number(nodes, row, "vm_pu")));
  }
  CHECK(nodes.rows() == 2721);
  CHECK(worst < 1e-7);
  CHECK(found.loss(566) == doctest::Approx(2.04692846064).epsilon(1e-6));
  CHECK(std::abs(found.lowest(566) - 0.9934553717) < 1e-7);
}

TEST_CASE("spread over the phases, the same homes give the balanced losses of every hour") {
  if (without_data()) return;
  const Minutes found = day("balanced", 566);
  const csv::Table hours = csv::Table::read(kFeeder / "ref_opendss_bal_every60min.csv");
  REQUIRE(hours.rows() == 24);
  for (std::size_t row = 0; row < hours.rows(); ++row) {
    const auto minute = static_cast<std::int64_t>(number(hours, row, "minute"));
    CAPTURE(minute);
    CHECK(found.loss(minute) == doctest::Approx(number(hours, row, "p_loss_kw")).epsilon(1e-6));
    CHECK(std::abs(found.lowest(minute) - number(hours, row, "vmin_pu")) < 1e-7);
  }
  CHECK(found.loss(566) == doctest::Approx(0.984983016465).epsilon(1e-6));
}
