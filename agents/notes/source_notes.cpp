#include <set>
#include <string_view>

#include "agents/notes/equipment.hpp"
#include "agents/notes/topics.hpp"

// Measured profiles, and the synthetic sun.
namespace peerwatt::notes {
namespace {

using scenario::Scenario;

std::set<std::string_view> profiles_in_use(const Scenario& scenario) {
  std::set<std::string_view> used{scenario.other_customers.profile, scenario.leader.profile,
                                  scenario.network.base_load_shape.profile};
  for (const scenario::ProsumerGroup& group : scenario.prosumers) {
    used.insert(group.load.profile);
    used.insert(group.pv.profile);
  }
  return used;
}

void note_profiles(const Scenario& scenario, NoteList& notes) {
  const std::set<std::string_view> used = profiles_in_use(scenario);
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    const profiles::ProfileLayout& profile = scenario.profiles[i];
    const std::string path = fmt::format("profiles[{}]", i);
    if (!used.contains(profile.name)) {
      notes.idle({path + ".name"},
                 {"prosumers", "other_customers", "leader", "network.base_load_shape"},
                 "without effect: nobody takes load, generation or prices from profile '{}'",
                 profile.name);
    }
    if (profiles::in_utc(profile.time_format)) {
      notes.idle({path + ".time_zone"}, {path + ".time_format"},
                 "without effect: stamps of this `time_format` carry their zone or are in UTC");
    }
  }
}

bool has_synthetic_pv(const scenario::ProsumerGroup& group) {
  return has_pv(group) && group.pv.profile.empty();
}

void note_site(const Scenario& scenario, NoteList& notes) {
  if (any_group(scenario, has_synthetic_pv)) return;
  std::vector<std::string> causes{"prosumers"};
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    for (const char* key : {".pv.share", ".pv.capacity_kw", ".pv.profile"}) {
      causes.push_back(group_path(i) + key);
    }
  }
  notes.idle({"site.latitude_degree", "site.longitude_degree", "site.mean_clearness"},
             std::move(causes), "without effect: nobody has PV under the synthetic sun");
}

}  // namespace

void note_sources(const Scenario& scenario, NoteList& notes) {
  note_profiles(scenario, notes);
  note_site(scenario, notes);
}

}  // namespace peerwatt::notes
