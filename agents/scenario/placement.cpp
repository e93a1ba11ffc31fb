#include "agents/scenario/placement.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <unordered_map>

#include "engine/core/random.hpp"

#include "engine/parameters/member_draws.hpp"

namespace peerwatt::scenario {
namespace {

using Indices = std::vector<std::uint32_t>;

constexpr parameters::DrawnProperty kBus{14}, kPhase{15};

// The buses of a feeder by name, and what a group may live at of them.
class Buses {
 public:
  explicit Buses(const network::FeederDescription& feeder) : feeder_{feeder} {
    for (std::uint32_t i = 0; i < feeder.buses.size(); ++i) {
      by_name_.emplace(feeder.buses[i].name, i);
    }
  }

  std::uint32_t find(const std::string& name) const { return by_name_.at(name); }
  Indices of(const ProsumerGroup& group) const {
    Indices buses;
    for (const std::string& name : group.buses) buses.push_back(find(name));
    if (!buses.empty()) return buses;
    const std::set<std::string_view> zones{group.zones.begin(), group.zones.end()};
    for (std::uint32_t i = 0; i < feeder_.buses.size(); ++i) {
      const network::FeederBus& bus = feeder_.buses[i];
      if (bus.zone.empty() || bus.name == feeder_.root) continue;
      if (zones.empty() || zones.contains(bus.zone)) buses.push_back(i);
    }
    return buses;
  }

 private:
  const network::FeederDescription& feeder_;
  std::unordered_map<std::string_view, std::uint32_t> by_name_;
};

Indices in_turn(const Indices& buses, std::int64_t count) {
  Indices homes;
  if (buses.empty()) return homes;
  homes.reserve(static_cast<std::size_t>(count));
  while (homes.size() < static_cast<std::size_t>(count)) {
    homes.push_back(buses[homes.size() % buses.size()]);
  }
  return homes;
}

// One of so many things, for a member. Addressed by group and member: neither more groups nor more
// members move anybody.
std::size_t drawn_place(const ProsumerGroup& group, std::int64_t member, std::uint64_t seed,
                        parameters::DrawnProperty property, std::size_t choices) {
  const parameters::Distribution any{parameters::Distribution::Kind::kUniform,
                                     {0.0, static_cast<double>(choices)}};
  const parameters::MemberDraws draws{seed,
                                      identity(group.name, static_cast<std::uint64_t>(member))};
  return std::min(static_cast<std::size_t>(draws.sample(any, property)), choices - 1);
}

Indices at_random(const Indices& buses, const ProsumerGroup& group, std::uint64_t seed) {
  Indices homes;
  if (buses.empty()) return homes;
  for (std::int64_t member = 0; member < group.count; ++member) {
    homes.push_back(buses[drawn_place(group, member, seed, kBus, buses.size())]);
  }
  return homes;
}

constexpr std::array kSinglePhases{network::Phase::kA, network::Phase::kB, network::Phase::kC};

// But for those that follow their loads.
network::Phase phase_of(const ProsumerGroup& group, std::int64_t member, std::uint64_t seed) {
  switch (group.phase) {
    case PhaseChoice::kA:
      return network::Phase::kA;
    case PhaseChoice::kB:
      return network::Phase::kB;
    case PhaseChoice::kC:
      return network::Phase::kC;
    case PhaseChoice::kInTurn:
      return kSinglePhases[static_cast<std::size_t>(member) % kSinglePhases.size()];
    case PhaseChoice::kAtRandom:
      return kSinglePhases[drawn_place(group, member, seed, kPhase, kSinglePhases.size())];
    case PhaseChoice::kByLoad:
    case PhaseChoice::kAll:
      break;
  }
  return network::Phase::kAll;
}

std::vector<network::Phase> phases_of(const ProsumerGroup& group, std::uint64_t seed) {
  std::vector<network::Phase> phases;
  for (std::int64_t member = 0; member < group.count; ++member) {
    phases.push_back(phase_of(group, member, seed));
  }
  return phases;
}

// The loads at some buses whose customers do not trade yet, in the order of the feeder; where all
// of them do, all again.
Indices loads_to_take(const network::FeederDescription& feeder, const Buses& buses,
                      const Indices& wanted, const std::vector<bool>& trading) {
  const std::set<std::uint32_t> places{wanted.begin(), wanted.end()};
  Indices all, free;
  for (std::uint32_t i = 0; i < feeder.loads.size(); ++i) {
    const network::FeederLoad& load = feeder.loads[i];
    if (!is_customer(load) || !places.contains(buses.find(load.bus))) continue;
    all.push_back(i);
    if (!trading[i]) free.push_back(i);
  }
  return free.empty() ? all : free;
}

}  // namespace

bool is_customer(const network::FeederLoad& load) {
  return load.power_kw >= 0;
}

Placement::Placement(const Scenario& scenario) : trading_(scenario.network.feeder.loads.size()) {
  const network::FeederDescription& feeder = scenario.network.feeder;
  const Buses buses{feeder};
  const auto seed = static_cast<std::uint64_t>(scenario.seed);
  for (const ProsumerGroup& group : scenario.prosumers) {
    const Indices wanted = buses.of(group);
    phases_.push_back(phases_of(group, seed));
    switch (group.place) {
      case Place::kInTurn:
        homes_.push_back(in_turn(wanted, group.count));
        break;
      case Place::kAtRandom:
        homes_.push_back(at_random(wanted, group, seed));
        break;
      case Place::kAtLoads:
        Indices homes;
        for (const std::uint32_t load :
             in_turn(loads_to_take(feeder, buses, wanted, trading_), group.count)) {
          trading_[load] = true;
          if (group.phase == PhaseChoice::kByLoad) {
            phases_.back()[homes.size()] = feeder.loads[load].phase;
          }
          homes.push_back(buses.find(feeder.loads[load].bus));
        }
        homes_.push_back(std::move(homes));
        break;
    }
  }
}

}  // namespace peerwatt::scenario
