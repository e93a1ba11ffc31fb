#include <algorithm>

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

struct Evening {
  double peak_import_kw = 0;
  double reserve_kwh = 0;
  double paid = 0;
};

Evening run_of(const scenario::Scenario& scenario) {
  Evening result;
  const double slot_hours = static_cast<double>(scenario.clock.slot_s) / 3600;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    const recording::SystemRecord& system = slot.system;
    result.peak_import_kw =
        std::max(result.peak_import_kw, system.prosumer_supply_kwh / slot_hours);
    result.reserve_kwh += system.reserve_kwh;
    result.paid += system.reduction_paid;
    CHECK(slot.certificates.energy_residual_kwh < 1e-9);
    CHECK(slot.certificates.money_residual < 1e-9);
  }
  return result;
}

}  // namespace

TEST_CASE("the scenario of the virtual power plant takes off the peak that its comment says") {
  const auto file = std::filesystem::path{PEERWATT_SOURCE_DIR} / "configs/virtual_power_plant.yaml";
  scenario::Scenario scenario = scenario::load_scenario(file).scenario;
  const Evening with = run_of(scenario);
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kNever;
  const Evening without = run_of(scenario);
  CHECK(without.peak_import_kw == doctest::Approx(44.5).epsilon(0.002));
  CHECK(with.peak_import_kw == doctest::Approx(37.2).epsilon(0.002));
  CHECK(without.reserve_kwh == doctest::Approx(58.9).epsilon(0.002));
  CHECK(with.reserve_kwh == doctest::Approx(7.5).epsilon(0.01));
  CHECK(with.paid == doctest::Approx(19.48).epsilon(0.001));
  CHECK(without.paid == 0);
}
