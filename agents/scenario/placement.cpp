#include "agents/scenario/placement.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "engine/core/random.hpp"

#include "engine/parameters/member_draws.hpp"

namespace peerwatt::scenario {
namespace {

using Indices = std::vector<std::uint32_t>;

constexpr parameters::DrawnProperty kBus{14};

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

// Addressed by group and member: neither more groups nor more members move anybody.
Indices at_random(const Indices& buses, const ProsumerGroup& group, std::uint64_t seed) {
  Indices homes;
  if (buses.empty()) return homes;
  const auto choices = static_cast<double>(buses.size());
  const parameters::Distribution any{parameters::Distribution::Kind::kUniform, {0.0, choices}};
  for (std::int64_t member = 0; member < group.count; ++member) {
    const parameters::MemberDraws draws{seed,
                                        identity(group.name, static_cast<std::uint64_t>(member))};
    const double drawn = draws.sample(any, kBus);
    homes.push_back(buses[std::min(static_cast<std::size_t>(drawn), buses.size() - 1)]);
  }
  return homes;
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
  for (const ProsumerGroup& group : scenario.prosumers) {
    const Indices wanted = buses.of(group);
    switch (group.place) {
      case Place::kInTurn:
        homes_.push_back(in_turn(wanted, group.count));
        break;
      case Place::kAtRandom:
        homes_.push_back(at_random(wanted, group, static_cast<std::uint64_t>(scenario.seed)));
        break;
      case Place::kAtLoads:
        Indices homes;
        for (const std::uint32_t load :
             in_turn(loads_to_take(feeder, buses, wanted, trading_), group.count)) {
          trading_[load] = true;
          homes.push_back(buses.find(feeder.loads[load].bus));
        }
        homes_.push_back(std::move(homes));
        break;
    }
  }
}

}  // namespace peerwatt::scenario
