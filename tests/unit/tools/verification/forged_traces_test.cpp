#include <map>
#include <string>

#include "tests/support/traced_village.hpp"
#include "tests/unit/tools/verification/forgery.hpp"
#include "tools/verification/verify.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

using Reasons = std::map<std::string, std::string>;

// What neither the rest of a trace nor its scenario tells: the seal alone protects it.
const Reasons kWithReductions{
    {"system/reduction_requested_kwh", "it rests on a forecast"},
};

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

bool is_any(const std::string&) {
  return true;
}

// What only runs with power flow have.
bool is_of_wires(const std::string& column) {
  return column.starts_with("network/") || column.find("losses") != column.npos ||
         column.find("power_factor") != column.npos;
}

// What is by phase.
bool is_of_phases(const std::string& column) {
  return column.find("phase") != column.npos || column.find("sequence") != column.npos ||
         column.find("delta") != column.npos || column.starts_with("network/base_load_k") ||
         column == "network/voltage_pu" || column == "network/power_kw";
}

// What only runs have in which reactive power goes by power or voltage.
bool is_of_inverters(const std::string& column) {
  return column.find("inverter") != column.npos || column.find("volt_var") != column.npos;
}

void expect_recomputation_to_catch_all_but(const Reasons& seal_only,
                                           const scenario::Scenario& scenario,
                                           bool (*is_tried)(const std::string&) = is_any) {
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(
      scenario, {.file = folder / "run.h5", .level = output::TraceLevel::kOrders});
  test::Forgery forgery{file};
  for (const std::string& column : forgery.columns()) {
    if (!is_tried(column)) continue;
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
  expect_seal_to_catch_all(test::village_with_faults());
}

TEST_CASE("a careful forger who seals the trace anew is caught by recomputation") {
  expect_recomputation_to_catch_all_but({}, test::village());
}

TEST_CASE("a careful forger is caught where coalitions form, loads are reduced and markets fail") {
  expect_recomputation_to_catch_all_but(kWithReductions, test::village_with_faults());
}

TEST_CASE("a careful forger is caught at the wires") {
  expect_recomputation_to_catch_all_but({}, test::village_with_wires(), is_of_wires);
}

TEST_CASE("a careful forger is caught at the inverters") {
  expect_recomputation_to_catch_all_but({}, test::village_with_inverters(), is_of_inverters);
}

TEST_CASE("a careful forger is caught at the phases") {
  expect_recomputation_to_catch_all_but({}, test::village_with_phases(), is_of_phases);
}

}  // namespace peerwatt::verification
