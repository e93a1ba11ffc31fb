#include <algorithm>
#include <array>

#include "agents/scenario/consistency.hpp"

namespace peerwatt::scenario {
namespace {

bool trades_classes(const ProsumerGroup& group) {
  return group.preferences.solar_premium.most() > 0 || group.preferences.storage_premium.most() > 0;
}

void check_bidding(const Scenario& scenario, std::size_t index, Checker& check) {
  const bool continuous =
      scenario.market.mechanism == market::MechanismId::kContinuousDoubleAuction;
  const ProsumerGroup& group = scenario.prosumers[index];
  const std::string path = fmt::format("prosumers[{}]", index);
  check.require(
      !continuous || !trades_classes(group), About(path + ".preferences", {"market.mechanism"}),
      "an order book knows no classes of energy: value solar or stored energy under another "
      "market.mechanism");
  if (!continuous || group.bidding.arrivals != Arrivals::kScheduled) return;
  // Time has microseconds: who came again sooner would never go.
  constexpr double kMostVisits = 1e4, kLeastWait = 1e-6;
  const double least = std::max(kLeastWait, scenario.market.gate_s / kMostVisits);
  check.require(group.bidding.revise_s == 0 || group.bidding.revise_s >= least,
                About(path + ".bidding.revise_s", {"market.gate_s"}),
                "must be 0 (a single visit) or at least {:.3g} s, which makes {:.0f} visits until "
                "the gate closes (got {})",
                least, scenario.market.gate_s / least, group.bidding.revise_s);
}

// Where at least one load stands, all members find their places.
void check_loads(const FeederPlaces& places, const ProsumerGroup& group, const std::string& path,
                 Checker& check) {
  if (group.place != Place::kAtLoads) return;
  const bool anywhere = group.buses.empty() && group.zones.empty();
  const auto may_live_at = [&](const std::string& bus) {
    const std::string& zone = places.zone_of_bus.at(bus);
    if (zone.empty()) return false;
    return anywhere || std::ranges::find(group.buses, bus) != group.buses.end() ||
           std::ranges::find(group.zones, zone) != group.zones.end();
  };
  check.require(std::ranges::any_of(places.loaded, may_live_at),
                About(path + ".place", {"network.feeder"}),
                "no load in the feeder's files is at a bus where the group may live");
}

void check_places(const FeederPlaces& places, const ProsumerGroup& group, const std::string& path,
                  Checker& check) {
  for (std::size_t i = 0; i < group.buses.size(); ++i) {
    const std::string& name = group.buses[i];
    const About about{fmt::format("{}.buses[{}]", path, i), {"network.feeder"}};
    const auto bus = places.zone_of_bus.find(name);
    if (bus == places.zone_of_bus.end()) {
      check.require(false, about, "the feeder has no bus '{}'{}", name,
                    check.advice(name, places.buses));
    } else {
      check.require(!bus->second.empty(), about,
                    "bus '{}' is in no zone, so there is no market for who lives there (give it a "
                    "zone in the feeder)",
                    name);
    }
  }
  for (std::size_t i = 0; i < group.zones.size(); ++i) {
    const std::string& name = group.zones[i];
    if (std::binary_search(places.zones.begin(), places.zones.end(), name)) continue;
    check.require(false, About(fmt::format("{}.zones[{}]", path, i), {"network.feeder"}),
                  "the feeder has no zone '{}'{}", name, check.advice(name, places.zones));
  }
  check.require(group.buses.empty() || group.zones.empty(),
                About(path + ".zones", {path + ".buses"}), "give buses or zones, not both");
}

void check_inverter(const devices::InverterSettings& inverter, const std::string& path,
                    Checker& check) {
  if (inverter.reactive_power != devices::ReactivePower::kOwnCurve) return;
  const std::array<double, 4>& voltage_pu = inverter.curve.voltage_pu;
  constexpr std::array kKeys{"full_below_pu", "none_from_pu", "none_to_pu", "full_above_pu"};
  for (std::size_t i = 1; i < voltage_pu.size(); ++i) {
    check.require(voltage_pu[i] > voltage_pu[i - 1],
                  About(path + "." + kKeys[i], {path + "." + kKeys[i - 1]}),
                  "must be above {} {} (got {})", kKeys[i - 1], voltage_pu[i - 1], voltage_pu[i]);
  }
}

void check_group(const Scenario& scenario, const ProfilesByName& profiles,
                 const FeederPlaces& places, std::size_t index, Checker& check) {
  const ProsumerGroup& group = scenario.prosumers[index];
  const std::string path = fmt::format("prosumers[{}]", index);
  check_source(profiles, path + ".load", group.load.profile, !group.load.columns.empty(), "columns",
               check);
  check_source(profiles, path + ".pv", group.pv.profile, !group.pv.columns.empty(), "columns",
               check);
  check_inverter(group.pv.inverter, path + ".pv.inverter.curve", check);
  check_places(places, group, path, check);
  check_loads(places, group, path, check);
  const double highest = scenario.cps.tariff.highest_base_price();
  check.require(group.flexible_load.choke_price.least() > highest,
                About(path + ".flexible_load.choke_price", {"cps.tariff"}),
                "must be above the base tariff's highest price {} (the lowest value is {}): "
                "flexible load is worth its tariff at least",
                highest, group.flexible_load.choke_price.least());
  check.require(group.battery.initial_share >= group.battery.reserve_share,
                About(path + ".battery.initial_share", {path + ".battery.reserve_share"}),
                "must not be below reserve_share {} (got {})", group.battery.reserve_share,
                group.battery.initial_share);
}

}  // namespace

void check_prosumers(const Scenario& scenario, const ProfilesByName& profiles,
                     const FeederPlaces& places, Checker& check) {
  check.require(!scenario.prosumers.empty(), "prosumers", "at least one group is needed");
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    check_group(scenario, profiles, places, i, check);
    check_bidding(scenario, i, check);
  }
}

}  // namespace peerwatt::scenario
