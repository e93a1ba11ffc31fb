#include "agents/environment/community.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/random.hpp"

#include "agents/scenario/member_names.hpp"

namespace peerwatt::agents {
namespace {

using parameters::Distribution;
using scenario::ProsumerGroup;

// Addresses of what is drawn once per prosumer; far enough apart for redraws.
enum class Draw : std::uint32_t {
  kMeanLoad,
  kLoadScale,
  kHasPv,
  kPvCapacity,
  kHasBattery,
  kBatteryCapacity,
  kBatteryPower,
  kFlexibleShare,
  kChokePrice,
  kReservationLambda,
  kSolarPremium,
  kStoragePremium,
  kLocalPremium,
  kFirstVisit,
};
constexpr std::uint32_t kDrawSpacing = 1 << 13;

// The random numbers of one prosumer.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t owner) : seed_{seed}, owner_{owner} {}

  double sample(const Distribution& distribution, Draw draw) const {
    return distribution.sample(address(draw));
  }
  // An amount: less than a billionth of its unit is none. Of numbers near the smallest double,
  // quotients have no digits.
  double amount(const Distribution& distribution, Draw draw) const {
    constexpr double kLeast = 1e-9;
    const double value = sample(distribution, draw);
    return value < kLeast ? 0 : value;
  }
  bool chance(double probability, Draw draw) const { return uniform(address(draw)) < probability; }

 private:
  RandomAddress address(Draw draw) const {
    return {seed_, Purpose::kPopulation, owner_, static_cast<std::uint32_t>(draw) * kDrawSpacing};
  }
  std::uint64_t seed_;
  std::uint64_t owner_;
};

std::vector<BusId> buses_of_group(const ProsumerGroup& group,
                                  const network::DistributionNetwork& network) {
  std::vector<BusId> buses;
  for (const std::string& name : group.buses) {
    if (const auto bus = network.find_bus(name)) buses.push_back(*bus);
  }
  if (!group.buses.empty()) return buses;
  for (std::uint32_t index = 0; index < network.bus_count(); ++index) {
    const BusId bus{index};
    const ZoneId zone = network.zone(bus);
    if (!zone || bus == network.root()) continue;
    const bool wanted =
        group.zones.empty() || std::find(group.zones.begin(), group.zones.end(),
                                         network.zone_name(zone)) != group.zones.end();
    if (wanted) buses.push_back(bus);
  }
  return buses;
}

devices::BatteryParameters draw_battery(const scenario::BatterySettings& settings,
                                        const Dice& dice) {
  if (!dice.chance(settings.share, Draw::kHasBattery)) return {};
  const double capacity = dice.amount(settings.capacity_kwh, Draw::kBatteryCapacity);
  return {.capacity_kwh = capacity,
          .power_kw = capacity > 0 ? dice.amount(settings.power_kw, Draw::kBatteryPower) : 0.0,
          .round_trip_efficiency = settings.round_trip_efficiency,
          .reserve_kwh = settings.reserve_share * capacity,
          .initial_kwh = settings.initial_share * capacity,
          .policy = settings.policy};
}

BiddingHabits draw_habits(const scenario::BiddingSettings& settings, const Dice& dice) {
  return {.strategy = settings.strategy,
          .arrivals = settings.arrivals,
          .visits_per_gate = settings.visits_per_gate,
          .first_at = dice.sample(settings.first_at, Draw::kFirstVisit),
          .revise_s = settings.revise_s,
          .order_lifetime_s = settings.order_lifetime_s};
}

void add_member(const ProsumerGroup& group, std::uint64_t member, BusId bus, ZoneId zone,
                std::uint64_t seed, Community& community) {
  const std::uint64_t owner = identity(group.name, member);
  const Dice dice{seed, owner};
  community.names.push_back(scenario::member_name(group, static_cast<std::int64_t>(member)));
  community.identities.push_back(owner);
  community.buses.push_back(bus);
  community.zones.push_back(zone);
  community.mean_kwh_per_day.push_back(dice.amount(group.load.mean_kwh_per_day, Draw::kMeanLoad));
  community.load_scale.push_back(dice.amount(group.load.scale, Draw::kLoadScale));
  const bool has_pv = dice.chance(group.pv.share, Draw::kHasPv);
  community.pv_capacity_kw.push_back(has_pv ? dice.amount(group.pv.capacity_kw, Draw::kPvCapacity)
                                            : 0.0);
  community.batteries.push_back(draw_battery(group.battery, dice));
  community.flexible_share.push_back(dice.amount(group.flexible_load.share, Draw::kFlexibleShare));
  community.choke_price.push_back(dice.sample(group.flexible_load.choke_price, Draw::kChokePrice));
  community.reservation_lambda.push_back(
      dice.sample(group.reservation_lambda, Draw::kReservationLambda));
  community.battery_sale_share.push_back(group.battery.sale_share);
  community.premiums.push_back(
      {dice.sample(group.preferences.solar_premium, Draw::kSolarPremium),
       dice.sample(group.preferences.storage_premium, Draw::kStoragePremium)});
  community.local_premium.push_back(
      dice.sample(group.preferences.local_premium, Draw::kLocalPremium));
  community.bidding.push_back(draw_habits(group.bidding, dice));
}

}  // namespace

market::ClassHandling Community::class_handling() const {
  const bool apart = std::any_of(premiums.begin(), premiums.end(), [](const auto& of_classes) {
    return of_classes != market::ClassPremiums{};
  });
  return apart ? market::ClassHandling::kApart : market::ClassHandling::kTogether;
}

bool Community::learns_from_stated_prices(std::uint32_t prosumer) const {
  return bidding::entry(bidding[prosumer].strategy).learning ==
         bidding::Learning::kFromStatedPrices;
}

Community make_community(const scenario::Scenario& scenario,
                         const network::DistributionNetwork& network) {
  Community community;
  const auto seed = static_cast<std::uint64_t>(scenario.seed);
  for (std::size_t g = 0; g < scenario.prosumers.size(); ++g) {
    const ProsumerGroup& group = scenario.prosumers[g];
    const std::vector<BusId> buses = buses_of_group(group, network);
    if (buses.empty()) {
      throw InputError{
          fmt::format("prosumers[{}]: no bus of the feeder is in a zone where the group "
                      "'{}' could live (give its buses zones)",
                      g, group.name)};
    }
    community.groups.push_back({community.size(), static_cast<std::uint32_t>(group.count)});
    for (std::int64_t member = 0; member < group.count; ++member) {
      const BusId bus = buses[static_cast<std::size_t>(member) % buses.size()];
      add_member(group, static_cast<std::uint64_t>(member), bus, network.zone(bus), seed,
                 community);
    }
  }
  return community;
}

}  // namespace peerwatt::agents
