#include <algorithm>
#include <map>

#include "engine/core/letter_case.hpp"

#include "agents/notes/equipment.hpp"
#include "agents/notes/inhabited_places.hpp"
#include "agents/notes/topics.hpp"
#include "agents/scenario/placement.hpp"

namespace peerwatt::notes {
namespace {

using network::FeederDescription;

// Loads that become nobody's, neither a prosumer's nor other customers'.
void note_unused_loads(const scenario::Scenario& scenario, const scenario::Placement& placement,
                       NoteList& notes) {
  const FeederDescription& feeder = scenario.network.feeder;
  if (scenario.network.base_load != scenario::BaseLoad::kNone) return;
  std::size_t unused = 0;
  double total_kw = 0;
  for (std::size_t i = 0; i < feeder.loads.size(); ++i) {
    if (placement.trading_customers()[i]) continue;
    ++unused;
    total_kw += feeder.loads[i].power_kw;
  }
  if (unused == 0) return;
  notes.surprise("network.feeder", {"network.base_load"},
                 "{} load{} in the feeder's files ({:.6g} kW in all) {} not used; base_load: "
                 "as_given or profile makes {} other customers",
                 unused, unused == 1 ? "" : "s", total_kw, unused == 1 ? "is" : "are",
                 unused == 1 ? "it" : "them");
}

void note_base_loads(const scenario::Scenario& scenario, NoteList& notes) {
  const scenario::NetworkSettings& network = scenario.network;
  if (network.base_load != scenario::BaseLoad::kNone && network.feeder.loads.empty()) {
    notes.idle({"network.base_load", "network.base_load_shape"}, {"network.feeder"},
               "without effect: the feeder's files have no loads");
  } else if (network.base_load != scenario::BaseLoad::kProfile) {
    notes.idle({"network.base_load_shape"}, {"network.base_load"},
               "without effect: base_load is not profile");
  }
}

// What only a power flow by phase looks at.
void note_phases(const scenario::Scenario& scenario, NoteList& notes) {
  const scenario::NetworkSettings& network = scenario.network;
  if (network.power_flow == scenario::PowerFlow::kThreePhase) return;
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    notes.idle({group_path(i) + ".phase"}, {"network.power_flow"},
               "without effect: the power flow is not by phase");
  }
  const auto single = std::ranges::count_if(
      network.feeder.loads, [](const auto& load) { return load.phase != network::Phase::kAll; });
  if (single == 0 || !network.has_power_flow()) return;
  notes.surprise("network.power_flow", {"network.feeder"},
                 "{} load{} in the feeder's files {} on one phase, and taken as spread over all "
                 "three: fewer losses, and less of a voltage drop, than with three_phase",
                 single, single == 1 ? "" : "s", single == 1 ? "is" : "are");
}

void note_inverters(const scenario::Scenario& scenario, NoteList& notes) {
  using devices::ReactivePower;
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const ReactivePower rule = scenario.prosumers[i].pv.inverter.reactive_power;
    const std::string path = group_path(i) + ".pv.inverter", key = path + ".reactive_power";
    if (rule != ReactivePower::kByPowerFactor) {
      notes.idle({group_path(i) + ".pv.power_factor"}, {key},
                 "without effect: reactive_power is not power_factor");
    } else {
      notes.idle({path + ".kva_per_kw"}, {key},
                 "without effect: reactive power goes by the power factor, whatever the rating");
    }
    if (rule != ReactivePower::kOwnCurve) {
      notes.idle({path + ".curve"}, {key}, "without effect: reactive_power is not own_curve");
    }
  }
}

// What only a power flow looks at.
void note_power_flow(const scenario::Scenario& scenario, NoteList& notes) {
  const scenario::NetworkSettings& network = scenario.network;
  if (!network.has_power_flow()) {
    notes.idle({"network.limits"}, {"network.power_flow"},
               "without effect: no power flow is computed");
    for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
      for (const char* key : {".load.power_factor", ".pv.power_factor", ".pv.inverter"}) {
        notes.idle({group_path(i) + key}, {"network.power_flow"},
                   "without effect: no power flow is computed");
      }
    }
    return;
  }
  note_inverters(scenario, notes);
  const auto has_impedance = [](const network::FeederLine& line) {
    return line.resistance_ohm != 0 || line.reactance_ohm != 0;
  };
  const auto has_rating = [](const network::FeederLine& line) { return line.rating_kva > 0; };
  if (std::ranges::none_of(network.feeder.lines, has_impedance)) {
    notes.surprise("network.power_flow", {"network.feeder"},
                   "no line of the feeder has an impedance: all voltages are the source's, and "
                   "nothing is lost");
  }
  if (std::ranges::none_of(network.feeder.lines, has_rating)) {
    notes.surprise("network.power_flow", {"network.feeder"},
                   "no line of the feeder has a rating: loadings are not known");
  }
}

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
                 "not used: network.power_flow is none");
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
                    const std::vector<std::uint32_t>& homes, const std::vector<std::size_t>& loaded,
                    const FeederDescription& feeder, NoteList& notes) {
  const auto far = std::ranges::count_if(homes, [&](std::size_t bus) {
    return !std::binary_search(loaded.begin(), loaded.end(), bus);
  });
  if (far == 0) return;
  notes.surprise(path + (group.zones.empty() ? ".buses" : ".zones"), {"network.feeder"},
                 "{} of {} members live at buses without a load in the feeder's files, which have "
                 "loads at {} of {} buses ({}): say place: at_loads, or name those in buses",
                 far, group.count, loaded.size(), feeder.buses.size(), some_names(loaded, feeder));
}

}  // namespace

void note_feeder(const scenario::Scenario& scenario, NoteList& notes) {
  const FeederDescription& feeder = scenario.network.feeder;
  for (const std::string& note : feeder.notes) notes.surprise("network.feeder", {}, "{}", note);
  const scenario::Placement placement{scenario};
  note_unused_loads(scenario, placement, notes);
  note_base_loads(scenario, notes);
  note_power_flow(scenario, notes);
  note_phases(scenario, notes);
  if (!scenario.network.has_power_flow()) note_unused_electricity(feeder, notes);
  note_spellings(feeder, notes);
  const std::vector<std::size_t> loaded = buses_with_load(feeder);
  if (loaded.empty()) return;
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const scenario::ProsumerGroup& group = scenario.prosumers[i];
    note_far_homes(group, group_path(i), placement.homes(i), loaded, feeder, notes);
  }
}

}  // namespace peerwatt::notes
