#include "agents/notes/demand_bound.hpp"
#include "agents/notes/equipment.hpp"
#include "agents/notes/topics.hpp"

namespace peerwatt::notes {

using scenario::ReductionTrigger;

void note_power_plant(const scenario::Scenario& scenario, NoteList& notes) {
  const scenario::VirtualPowerPlantSettings& plant = scenario.virtual_power_plant;
  const std::string path = "virtual_power_plant";
  if (!plant.is_on()) {
    notes.idle({path + ".price", path + ".above_kw", path + ".answer_s"}, {path + ".trigger"},
               "without effect: the trigger is never (peak and demand are the others)");
    return;
  }
  if (!any_group(scenario, has_flexible_load) && !any_group(scenario, has_battery)) {
    notes.surprise(path + ".trigger", {"prosumers"},
                   "nobody has flexible load or a battery, so nothing can be reduced");
  }
  if (plant.trigger != ReductionTrigger::kDemand) {
    notes.idle({path + ".above_kw"}, {path + ".trigger"},
               "without effect: it is for `trigger: demand`");
    return;
  }
  const std::optional<double> unreachable = unreachable_demand_kw(scenario);
  if (unreachable && plant.above_kw >= *unreachable) {
    notes.surprise(path + ".above_kw", {"prosumers", "other_customers"},
                   "nothing will be asked for: {} kW is over ten times the mean demand of "
                   "everybody",
                   plant.above_kw);
  }
}

}  // namespace peerwatt::notes
