#include "agents/environment/community.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/random.hpp"

#include "engine/parameters/member_draws.hpp"

#include "agents/devices/power_factor.hpp"
#include "agents/scenario/member_names.hpp"

namespace peerwatt::agents {
namespace {

using parameters::DrawnProperty;
using parameters::MemberDraws;
using scenario::ProsumerGroup;

// What is drawn for a device or by a bidding rule is declared there; this is the rest.
constexpr DrawnProperty kSolarPremium{10}, kStoragePremium{11}, kLocalPremium{12}, kFirstVisit{13};

BiddingHabits draw_habits(const scenario::BiddingSettings& settings, const MemberDraws& draws) {
  return {.strategy = settings.strategy,
          .arrivals = settings.arrivals,
          .visits_per_gate = settings.visits_per_gate,
          .first_at = draws.sample(settings.first_at, kFirstVisit),
          .revise_s = settings.revise_s,
          .order_lifetime_s = settings.order_lifetime_s};
}

// Where a member of a group lives.
struct Home {
  std::uint32_t group = 0;
  std::uint32_t member = 0;
  BusId bus;
  ZoneId zone;
  network::Phase phase{};
};

void add_homes(const scenario::Scenario& scenario, const scenario::Placement& placement,
               std::size_t group, const network::DistributionNetwork& network,
               std::vector<Home>& homes) {
  const std::vector<std::uint32_t>& buses = placement.homes(group);
  if (buses.empty()) {
    throw InputError{
        fmt::format("prosumers[{}]: no bus of the feeder is in a zone where the group "
                    "'{}' could live (give its buses zones)",
                    group, scenario.prosumers[group].name)};
  }
  for (std::uint32_t member = 0; member < buses.size(); ++member) {
    const BusId bus{buses[member]};
    homes.push_back({static_cast<std::uint32_t>(group), member, bus, network.zone(bus),
                     placement.phases(group)[member]});
  }
}

void add_prosumer(const ProsumerGroup& group, const Home& home, std::uint64_t seed,
                  Community& community) {
  const std::uint64_t owner = identity(group.name, home.member);
  const MemberDraws draws{seed, owner};
  community.names.push_back(scenario::member_name(group, home.member));
  community.identities.push_back(owner);
  community.groups.push_back(home.group);
  community.members.push_back(home.member);
  community.buses.push_back(home.bus);
  community.zones.push_back(home.zone);
  community.phases.push_back(home.phase);
  community.pv_capacity_kw.push_back(devices::draw_pv_capacity_kw(group.pv, draws));
  community.batteries.push_back(devices::draw_battery(group.battery, draws));
  const devices::FlexibleLoad flexible = devices::draw_flexible_load(group.flexible_load, draws);
  community.flexible_share.push_back(flexible.share);
  community.choke_price.push_back(flexible.choke_price);
  community.reservation.push_back(bidding::draw_reservation(group.reservation, draws));
  community.battery_sale_share.push_back(group.battery.sale_share);
  community.premiums.push_back({draws.sample(group.preferences.solar_premium, kSolarPremium),
                                draws.sample(group.preferences.storage_premium, kStoragePremium)});
  community.local_premium.push_back(draws.sample(group.preferences.local_premium, kLocalPremium));
  community.bidding.push_back(draw_habits(group.bidding, draws));
}

}  // namespace

market::ClassHandling Community::class_handling() const {
  const bool apart = std::any_of(premiums.begin(), premiums.end(), [](const auto& of_classes) {
    return of_classes != market::ClassPremiums{};
  });
  return apart ? market::ClassHandling::kApart : market::ClassHandling::kTogether;
}

bool Community::learns_from_stated_prices(ProsumerId prosumer) const {
  return bidding::entry(bidding[prosumer].strategy).learning ==
         bidding::Learning::kFromStatedPrices;
}

ReactiveEnergy Community::reactive_kvarh(ProsumerId prosumer, double served_kwh,
                                         double generation_kwh, double hours) const {
  const ReactivePowers& powers = reactive_powers[groups[prosumer]];
  ReactiveEnergy drawn{.load = powers.load_share * served_kwh};
  if (powers.inverter.reactive_power == devices::ReactivePower::kByPowerFactor) {
    drawn.inverter = powers.generation_share * generation_kwh;
  } else if (powers.inverter.reactive_power == devices::ReactivePower::kByPower) {
    const double full = devices::power_factor_at_full_power(inverter_kva(prosumer));
    drawn.inverter =
        hours * devices::reactive_by_power(generation_kwh / hours, pv_capacity_kw[prosumer], full);
  }
  return drawn;
}

double Community::inverter_limit_kvar(ProsumerId prosumer, double generation_kwh,
                                      double hours) const {
  if (!answers_to_voltage(prosumer)) return 0;
  return devices::reactive_limit_kvar(generation_kwh / hours, inverter_kva(prosumer));
}

IdRange<ProsumerId> Community::in_zones(IdRange<ZoneId> range) const {
  const auto before = [this](ZoneId zone) {
    return static_cast<std::uint32_t>(std::lower_bound(zones.begin(), zones.end(), zone) -
                                      zones.begin());
  };
  const std::uint32_t first = before(*range.begin());
  return {ProsumerId{first}, before(*range.end()) - first};
}

Community make_community(const scenario::Scenario& scenario, const scenario::Placement& placement,
                         const network::DistributionNetwork& network) {
  Community community;
  std::vector<Home> homes;
  for (std::size_t group = 0; group < scenario.prosumers.size(); ++group) {
    add_homes(scenario, placement, group, network, homes);
    const ProsumerGroup& settings = scenario.prosumers[group];
    community.reactive_powers.push_back(
        {.load_share = devices::reactive_per_active(settings.load.power_factor),
         .generation_share = devices::reactive_per_active(settings.pv.power_factor),
         .inverter = settings.pv.inverter});
  }
  std::stable_sort(homes.begin(), homes.end(),
                   [](const Home& a, const Home& b) { return a.zone < b.zone; });
  const auto seed = static_cast<std::uint64_t>(scenario.seed);
  for (const Home& home : homes) {
    add_prosumer(scenario.prosumers[home.group], home, seed, community);
  }
  return community;
}

}  // namespace peerwatt::agents
