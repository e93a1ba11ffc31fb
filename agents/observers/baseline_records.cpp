#include "agents/observers/baseline_records.hpp"

#include "engine/core/summation.hpp"

namespace peerwatt::agents {

void add_to(recording::ProsumerRecord& prosumers, const Baselines& baselines) {
  const HouseholdsAlone& ordinary = baselines.ordinary();
  const HouseholdsAlone& no_trade = baselines.no_trade();
  prosumers.balance_ordinary = ordinary.balance();
  prosumers.balance_no_trade = no_trade.balance();
  prosumers.comfort_lost_ordinary = ordinary.comfort_lost();
  prosumers.comfort_lost_no_trade = no_trade.comfort_lost();
  prosumers.battery_energy_ordinary_kwh = ordinary.battery_energy_kwh();
  prosumers.battery_energy_no_trade_kwh = no_trade.battery_energy_kwh();
}

void add_to(recording::SystemRecord& system, const Baselines& baselines, const LossesAlone& losses,
            const game::GenerationCost& cost) {
  const HouseholdsAlone& ordinary = baselines.ordinary();
  const HouseholdsAlone& no_trade = baselines.no_trade();
  const auto net_demand = [&](const HouseholdsAlone& households, double losses_kwh) {
    return game::net_demand_kwh(system.other_demand_kwh + losses_kwh, households.bought_kwh(),
                                households.fed_in_kwh());
  };
  system.losses_ordinary_kwh = losses.ordinary_kwh;
  system.losses_no_trade_kwh = losses.no_trade_kwh;
  system.net_demand_ordinary_kwh = net_demand(ordinary, losses.ordinary_kwh);
  system.net_demand_no_trade_kwh = net_demand(no_trade, losses.no_trade_kwh);
  system.prosumer_supply_ordinary_kwh = ordinary.bought_kwh();
  system.prosumer_supply_no_trade_kwh = no_trade.bought_kwh();
  system.reserve_ordinary_kwh = cost.reserve_kwh(system.net_demand_ordinary_kwh);
  system.reserve_no_trade_kwh = cost.reserve_kwh(system.net_demand_no_trade_kwh);
  system.unserved_no_trade_kwh = no_trade.unserved_kwh();
  system.generation_cost_ordinary = cost.cost(system.net_demand_ordinary_kwh);
  system.marginal_cost_ordinary = cost.marginal_saving(system.net_demand_ordinary_kwh);
  system.prosumers_balance_ordinary = accurate_sum(ordinary.balance());
}

}  // namespace peerwatt::agents
