#include "agents/observers/baselines.hpp"

#include <algorithm>
#include <vector>

#include "agents/devices/own_supply.hpp"

namespace peerwatt::agents {
namespace {

std::vector<devices::BatteryParameters> for_own_use(
    std::vector<devices::BatteryParameters> batteries) {
  for (devices::BatteryParameters& battery : batteries) {
    battery.policy = devices::BatteryPolicy::kSelfConsumption;
  }
  return batteries;
}

}  // namespace

HouseholdsAlone::HouseholdsAlone(const Community& community,
                                 std::span<const devices::BatteryParameters> batteries,
                                 double slot_hours)
    : community_{community},
      batteries_{batteries, slot_hours},
      balance_(community.size()),
      comfort_lost_(community.size()) {}

// The terms are those of ProsumerLedger::settle without trades, in the same order: a run without
// trade has the same balances to the last digit.
void HouseholdsAlone::play(const Scene& scene) {
  bought_kwh_ = fed_in_kwh_ = unserved_kwh_ = 0;
  for (const ProsumerId i : community_.prosumers()) {
    const devices::OwnSupply supply = devices::supply_household(
        {scene.load_kwh[i], scene.generation_kwh[i], community_.flexible_share[i]}, batteries_, i,
        scene.is_peak);
    const game::ResidualDemand demand =
        supply.residual(community_.choke_price[i], scene.prices.base);
    const double from_grid = demand.inflexible_kwh + demand.elastic_kwh(scene.prices.sell);
    const double unserved = std::max(0.0, supply.deficiency_kwh - from_grid);
    balance_[i] = from_grid * scene.prices.sell - supply.surplus_kwh * scene.prices.feed_in;
    comfort_lost_[i] = demand.flexible.comfort_lost(unserved);
    bought_kwh_ += from_grid;
    fed_in_kwh_ += supply.surplus_kwh;
    unserved_kwh_ += unserved;
    if (!drawn_kwh_.empty()) {
      drawn_kwh_[i] = from_grid - supply.surplus_kwh;
      served_kwh_[i] = scene.load_kwh[i] - unserved;
    }
  }
}

void HouseholdsAlone::keep_connections() {
  drawn_kwh_ = Community::Column<double>(community_.size());
  served_kwh_ = Community::Column<double>(community_.size());
}

Baselines::Baselines(const Community& community, double slot_hours)
    : ordinary_{community, for_own_use(community.batteries.values()), slot_hours},
      no_trade_{community, community.batteries, slot_hours} {}

void Baselines::keep_connections() {
  ordinary_.keep_connections();
  no_trade_.keep_connections();
}

void Baselines::play(const HouseholdsAlone::Scene& scene) {
  HouseholdsAlone::Scene at_tariff = scene;
  at_tariff.prices.sell = scene.prices.base;
  ordinary_.play(at_tariff);
  no_trade_.play(scene);
}

}  // namespace peerwatt::agents
