#include "engine/power_flow/phase_grid.hpp"

#include "engine/core/diagnostics.hpp"

#include "tests/unit/engine/power_flow/phased_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::PhaseGrid;

namespace {

network::FeederDescription transformer(network::Connection connection, double shift_degree) {
  network::FeederDescription feeder = test::one_phased_line(0.01, 0.01);
  feeder.lines[0].kind = network::LineKind::kTransformer;
  feeder.lines[0].connection = connection;
  feeder.lines[0].phase_shift_degree = shift_degree;
  return feeder;
}

std::string refusal(const network::FeederDescription& feeder) {
  const network::DistributionNetwork network{feeder};
  try {
    const PhaseGrid grid{network};
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("conductors share a third of what zero sequence exceeds positive sequence by") {
  const network::DistributionNetwork network{test::one_phased_line(0.03, 0.12)};
  const PhaseGrid grid{network};
  CHECK(grid.balanced.resistance[1] == doctest::Approx(0.03));
  CHECK(grid.mutual_resistance[1] == doctest::Approx(0.03));
  CHECK(grid.mutual_reactance[1] == 0);
  CHECK(grid.deltas.empty());
}

TEST_CASE("a transformer that turns by an odd multiple of 30 degrees has a delta") {
  using network::Connection;
  for (const double shift : {30.0, 150.0, -30.0, 330.0, 90.0}) {
    CAPTURE(shift);
    const network::DistributionNetwork network{transformer(Connection::kByShift, shift)};
    const PhaseGrid grid{network};
    REQUIRE(grid.deltas.size() == 1);
    CHECK(grid.deltas[0].position == 1);
  }
  const network::DistributionNetwork stars{transformer(Connection::kByShift, 0)};
  CHECK(PhaseGrid{stars}.deltas.empty());
  const network::DistributionNetwork said{transformer(Connection::kDeltaWye, 0)};
  CHECK(PhaseGrid{said}.deltas.size() == 1);
}

TEST_CASE("what cannot be computed by phase is refused, with what to do") {
  using network::Connection;
  CHECK(has(refusal(transformer(Connection::kByShift, 180)), "two stars with a shift of 180"));
  CHECK(has(refusal(transformer(Connection::kNoNeutral, 0)), "no neutral behind it"));
  network::FeederDescription reversed = transformer(Connection::kDeltaWye, 30);
  std::swap(reversed.lines[0].from, reversed.lines[0].to);
  CHECK(has(refusal(reversed), "its delta is at the end away from the root"));
  // All that is wrong at once, each where its file says it.
  network::FeederDescription wrong = transformer(Connection::kNoNeutral, 0);
  wrong.lines[0].position = {"feeder.yaml", 7, 3};
  wrong.buses.push_back({.name = "far", .zone = "", .position = {"feeder.yaml", 4, 5}});
  wrong.buses.back().held_voltage_pu = 1;
  wrong.lines.push_back(wrong.lines[0]);
  wrong.lines[1].name = "unknown";
  wrong.lines[1].kind = network::LineKind::kLine;
  wrong.lines[1].from = "end";
  wrong.lines[1].to = "far";
  wrong.lines[1].position = {"feeder.yaml", 8, 3};
  wrong.lines[1].zero_sequence_resistance_ohm.reset();
  wrong.lines[1].zero_sequence_reactance_ohm.reset();
  const std::string all = refusal(wrong);
  CHECK(has(all, "feeder.yaml:7:3: transformer 'line': there is no neutral behind it"));
  CHECK(has(all, "feeder.yaml:4:5: bus 'far': a generator holds its voltage"));
  CHECK(has(all, "feeder.yaml:8:3: line 'unknown' has no zero-sequence impedance"));
  network::FeederDescription held = test::one_phased_line(0.01, 0.01);
  held.buses[1].held_voltage_pu = 1;
  CHECK(has(refusal(held), "bus 'end': a generator holds its voltage"));
  network::FeederDescription unknown = test::one_phased_line(0.01, 0.01);
  unknown.lines[0].zero_sequence_resistance_ohm.reset();
  unknown.lines[0].zero_sequence_reactance_ohm.reset();
  CHECK(has(refusal(unknown), "line 'line' has no zero-sequence impedance"));
  unknown.lines[0].kind = network::LineKind::kSwitch;
  CHECK(refusal(unknown).empty());
}
