#pragma once

#include <cstdint>

#include "engine/kernel/simulation.hpp"

#include "agents/cps/concentrators.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/reduction_steps.hpp"
#include "agents/messages/zone_lines.hpp"
#include "agents/published/cps_account.hpp"
#include "agents/scenario/virtual_power_plant_settings.hpp"

namespace peerwatt::agents {

// What the CPS expects of a slot before it opens.
struct Expectation {
  std::int32_t slot = 0;
  bool is_peak = false;
  double base_price = 0;
  double other_demand_kwh = 0;
  double prosumer_net_kwh = 0;  // what prosumers take less what they feed in, at the base tariff
};

// The CPS's side of the virtual power plant: it asks the auctioneers for a reduction of what their
// members take in the slot, adds up their promises, and calls the same share of all of them, as
// there is one price.
class VirtualPowerPlant {
 public:
  VirtualPowerPlant(const scenario::VirtualPowerPlantSettings& settings, const Timetable& timetable,
                    const Directory& directory, kernel::Simulation& simulation,
                    const ZoneLines& lines, const ZoneReports& reports);

  // Asks for what the slot needs. Returns the time until the answer is called: nothing where
  // nothing is asked for.
  Duration ask(const Expectation& expected);
  const ReductionAccount& account() const { return account_; }  // of the slot
  double price() const { return settings_.price; }

 private:
  void on_call_due(kernel::Batch batch);
  double needed_kwh(const Expectation& expected) const;

  const scenario::VirtualPowerPlantSettings& settings_;
  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  const ZoneLines& lines_;
  const ZoneReports& reports_;
  ReductionSteps steps_;
  std::int32_t slot_ = kNoSlot;
  ReductionAccount account_;
};

}  // namespace peerwatt::agents
