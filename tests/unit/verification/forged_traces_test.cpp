#include <map>
#include <string>

#include "tests/unit/verification/forgery.hpp"
#include "tests/unit/verification/traced_village.hpp"
#include "tools/verification/verify.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

using Reasons = std::map<std::string, std::string>;

// What the rest of a trace does not tell, at least not always: the seal alone protects it.
const Reasons kSealOnly{
    {"network/bus_zone", "a bus in which nobody lives may be in the zone next to it"},
    {"network/reactance_ohm", "there is no power flow"},
    {"network/rating_kva", "there is no power flow"},
    {"network/resistance_ohm", "nothing depends on it without a charge by resistance"},
    {"prosumers/static/pv_capacity_kw", "weather and measured series are not in the trace"},
    {"prosumers/static/battery_capacity_kwh", "where the battery was never full"},
    {"prosumers/static/battery_power_kw", "where the power was never the limit"},
    {"prosumers/static/battery_keeps_for_peak", "where there is no battery"},
    {"prosumers/static/battery_sale_share", "where nothing was above the reserve"},
};
const Reasons kWithoutDistance{
    {"network/length_km", "nothing depends on it without a charge for distance or a radius"},
    {"prosumers/static/bus", "another bus of the same zone"},
};
const Reasons kWithReductions{
    {"system/reduction_requested_kwh", "it rests on a forecast"},
};

Reasons together(Reasons reasons, const Reasons& others) {
  reasons.insert(others.begin(), others.end());
  return reasons;
}

bool is_caught(const std::filesystem::path& file) {
  try {
    return !verify({file, {}}).holds(Strictness::kUsual);
  } catch (const InputError&) {
    return true;
  }
}

bool breaks_seal(const std::filesystem::path& file) {
  try {
    const Verification first_slot = verify({file, output::IndexRange{0, 1}});
    return !first_slot.checks.front().holds();
  } catch (const InputError&) {
    return true;
  }
}

void expect_seal_to_catch_all(const scenario::Scenario& scenario) {
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(
      scenario, {.file = folder / "run.h5", .level = output::TraceLevel::kOrders});
  REQUIRE_FALSE(breaks_seal(file));
  test::Forgery forgery{file};
  for (const std::string& column : forgery.columns()) {
    for (const std::size_t place : forgery.places(column)) {
      forgery.alter(column, place);
      CAPTURE(forgery.altered());
      CHECK(breaks_seal(file));
      forgery.put_back();
    }
  }
}

void expect_recomputation_to_catch_all_but(const Reasons& seal_only,
                                           const scenario::Scenario& scenario) {
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(
      scenario, {.file = folder / "run.h5", .level = output::TraceLevel::kOrders});
  test::Forgery forgery{file};
  for (const std::string& column : forgery.columns()) {
    bool all_caught = true;
    for (const std::size_t place : forgery.places(column)) {
      forgery.alter(column, place);
      forgery.reseal();
      CAPTURE(forgery.altered());
      const bool caught = is_caught(file);
      CHECK((caught || seal_only.contains(column)));
      all_caught = all_caught && caught;
      forgery.put_back();
    }
    CAPTURE(column);
    // The list is not longer than it has to be.
    CHECK(all_caught == !seal_only.contains(column));
  }
  forgery.reseal();
  CHECK_FALSE(is_caught(file));
}

}  // namespace

TEST_CASE("the seal catches every number that was altered") {
  expect_seal_to_catch_all(test::village());
  expect_seal_to_catch_all(test::troubled_village());
}

TEST_CASE("a careful forger who seals the trace anew is caught by recomputation") {
  expect_recomputation_to_catch_all_but(together(kSealOnly, kWithoutDistance), test::village());
}

TEST_CASE("a careful forger is caught where coalitions form, loads are reduced and markets fail") {
  expect_recomputation_to_catch_all_but(together(kSealOnly, kWithReductions),
                                        test::troubled_village());
}

}  // namespace peerwatt::verification
