#include <algorithm>
#include <map>

#include "engine/core/letter_case.hpp"

#include "agents/notes/equipment.hpp"
#include "agents/notes/placement.hpp"
#include "agents/notes/topics.hpp"

namespace peerwatt::notes {
namespace {

using network::FeederDescription;

void note_unused_loads(const FeederDescription& feeder, NoteList& notes) {
  if (feeder.loads.empty()) return;
  double total_kw = 0;
  for (const network::FeederLoad& load : feeder.loads) total_kw += load.power_kw;
  notes.surprise("network.feeder", {},
                 "the {} load{} in the feeder's files ({:.6g} kW in all) {} not used: who consumes "
                 "what is said by prosumers and other_customers",
                 feeder.loads.size(), feeder.loads.size() == 1 ? "" : "s", total_kw,
                 feeder.loads.size() == 1 ? "is" : "are");
}

// What only power flow asks for.
void note_unused_electricity(const FeederDescription& feeder, NoteList& notes) {
  const auto has_shunt = [](const network::FeederBus& bus) {
    return bus.shunt_kw != 0 || bus.shunt_kvar != 0 || bus.held_voltage_pu.has_value();
  };
  const auto has_branches = [](const network::FeederLine& line) {
    return line.charging_kvar != 0 || line.iron_loss_kw != 0 || line.phase_shift_degree != 0;
  };
  if (std::ranges::none_of(feeder.buses, has_shunt) &&
      std::ranges::none_of(feeder.lines, has_branches)) {
    return;
  }
  notes.surprise("network.feeder", {},
                 "shunts, held voltages, charging, iron losses and phase shifts of the feeder are "
                 "not used: a run computes no power flow");
}

// A zone's name in lower case, without blanks.
std::string folded(const std::string& zone) {
  std::string text = lower_case(zone);
  std::erase(text, ' ');
  return text;
}

// Zones that one neighbourhood may have been meant by: those in two of them cannot trade.
void note_spellings(const FeederDescription& feeder, NoteList& notes) {
  std::map<std::string, std::string> spellings;
  for (const network::FeederBus& bus : feeder.buses) {
    std::string& first = spellings.emplace(folded(bus.zone), bus.zone).first->second;
    if (bus.zone == first) continue;
    notes.surprise("network.feeder", {},
                   "zones '{}' and '{}' are two, though only letter case or blanks tell them apart "
                   "(bus '{}')",
                   first, bus.zone, bus.name);
    return;
  }
}

// The first few names, to show how buses are called.
std::string some_names(const std::vector<std::size_t>& buses, const FeederDescription& feeder) {
  constexpr std::size_t kShown = 3;
  std::string names;
  for (std::size_t i = 0; i < std::min(kShown, buses.size()); ++i) {
    names += (i == 0 ? "" : ", ") + feeder.buses[buses[i]].name;
  }
  return buses.size() > kShown ? names + ", ..." : names;
}

void note_far_homes(const scenario::ProsumerGroup& group, const std::string& path,
                    const std::vector<std::size_t>& buses, const std::vector<std::size_t>& loaded,
                    const FeederDescription& feeder, NoteList& notes) {
  std::int64_t far = 0;
  for (std::size_t place = 0; place < buses.size(); ++place) {
    if (std::binary_search(loaded.begin(), loaded.end(), buses[place])) continue;
    far += members_at(place, buses.size(), group.count);
  }
  if (far == 0) return;
  notes.surprise(path + (group.zones.empty() ? ".buses" : ".zones"), {"network.feeder"},
                 "{} of {} members live at buses without a load in the feeder's files, which have "
                 "loads at {} of {} buses ({}): name those in buses",
                 far, group.count, loaded.size(), feeder.buses.size(), some_names(loaded, feeder));
}

}  // namespace

void note_feeder(const scenario::Scenario& scenario, NoteList& notes) {
  const FeederDescription& feeder = scenario.network.feeder;
  for (const std::string& note : feeder.notes) notes.surprise("network.feeder", {}, "{}", note);
  note_unused_loads(feeder, notes);
  note_unused_electricity(feeder, notes);
  note_spellings(feeder, notes);
  const std::vector<std::size_t> loaded = buses_with_load(feeder);
  if (loaded.empty()) return;
  const Placement placement{feeder};
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const scenario::ProsumerGroup& group = scenario.prosumers[i];
    note_far_homes(group, group_path(i), placement.buses_of(group), loaded, feeder, notes);
  }
}

}  // namespace peerwatt::notes
