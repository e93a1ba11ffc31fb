#include "agents/notes/equipment.hpp"
#include "agents/notes/topics.hpp"

namespace peerwatt::notes {
namespace {

using scenario::ProsumerGroup;

void note_pv(const ProsumerGroup& group, const std::string& pv, NoteList& notes) {
  if (group.pv.share == 0) {
    notes.idle({pv + ".capacity_kw", pv + ".profile"}, {pv + ".share"},
               "without effect: pv.share is 0, so no member has PV");
  } else if (group.pv.capacity_kw.most() == 0) {
    notes.idle({pv + ".share", pv + ".profile"}, {pv + ".capacity_kw"},
               "without effect: pv.capacity_kw is 0, so no member has PV: give the peak power in "
               "kW");
  }
}

void note_missing_battery(const ProsumerGroup& group, const std::string& battery, NoteList& notes) {
  std::vector<std::string> paths;
  for (const char* key : {".power_kw", ".round_trip_efficiency", ".reserve_share", ".initial_share",
                          ".policy", ".sale_share"}) {
    paths.push_back(battery + key);
  }
  if (group.battery.share == 0) {
    paths.insert(paths.begin(), battery + ".capacity_kwh");
    notes.idle(std::move(paths), {battery + ".share"},
               "without effect: battery.share is 0, so no member has a battery");
  } else {
    paths.insert(paths.begin(), battery + ".share");
    notes.idle(std::move(paths), {battery + ".capacity_kwh"},
               "without effect: battery.capacity_kwh is 0, so no member has a battery: give the "
               "capacity in kWh");
  }
}

void note_battery(const ProsumerGroup& group, const std::string& path, NoteList& notes) {
  const std::string battery = path + ".battery";
  if (!has_battery(group)) {
    note_missing_battery(group, battery, notes);
    return;
  }
  if (group.battery.power_kw.most() == 0) {
    notes.surprise(battery + ".power_kw", {}, "is 0: the batteries never charge nor discharge");
  }
  if (group.battery.reserve_share == 1) {
    notes.surprise(battery + ".reserve_share", {}, "is 1: the batteries never discharge");
  }
  if (!has_pv(group)) {
    notes.surprise(battery + ".capacity_kwh", {path + ".pv"},
                   "batteries are charged by the PV of their own home, and no member has any: they "
                   "give what they start with and stay empty");
  }
}

void note_columns(const std::vector<std::string>& columns, std::int64_t members,
                  const std::string& path, NoteList& notes) {
  const auto named = static_cast<std::int64_t>(columns.size());
  if (named <= members) return;
  notes.surprise(path + ".columns", {},
                 "names {} columns for {} member{}: only the first {} used (count says how many "
                 "members there are)",
                 named, members, members == 1 ? "" : "s",
                 members == 1 ? "is" : fmt::format("{} are", members));
}

void note_loads(const ProsumerGroup& group, const std::string& path, NoteList& notes) {
  const std::string load = path + ".load";
  if (group.load.profile.empty()) {
    notes.idle({load + ".scale"}, {load + ".profile"},
               "without effect: it is a factor on a profile, and none is given "
               "(mean_kwh_per_day sizes the synthetic load)");
  } else {
    notes.idle({load + ".mean_kwh_per_day"}, {load + ".profile"},
               "without effect: the load is that of profile '{}' (scale changes its size)",
               group.load.profile);
  }
  if (!has_flexible_load(group)) {
    notes.idle({path + ".flexible_load.choke_price"}, {path + ".flexible_load.share"},
               "without effect: flexible_load.share is 0, so no load answers to prices");
  }
}

}  // namespace

void note_devices(const scenario::Scenario& scenario, NoteList& notes) {
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const ProsumerGroup& group = scenario.prosumers[i];
    const std::string path = group_path(i);
    note_pv(group, path + ".pv", notes);
    note_battery(group, path, notes);
    note_loads(group, path, notes);
    note_columns(group.load.columns, group.count, path + ".load", notes);
    note_columns(group.pv.columns, group.count, path + ".pv", notes);
  }
  if (scenario.other_customers.profile.empty()) {
    notes.idle({"other_customers.scale"}, {"other_customers.profile"},
               "without effect: it is a factor on a profile, and none is given");
  } else {
    notes.idle({"other_customers.mean_demand_kw"}, {"other_customers.profile"},
               "without effect: the demand is that of profile '{}' (scale changes its size)",
               scenario.other_customers.profile);
  }
}

}  // namespace peerwatt::notes
