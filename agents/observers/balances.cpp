#include "agents/observers/balances.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/id_vector.hpp"
#include "engine/core/summation.hpp"

namespace peerwatt::agents {
namespace {

double coalition_residual_kwh(const recording::ProsumerRecord& prosumers,
                              std::uint32_t coalitions) {
  IdVector<CoalitionId, double> sold_less_bought(coalitions);
  double outside = 0;  // traded without a coalition, which must not be
  for (std::size_t i = 0; i < prosumers.coalition.size(); ++i) {
    const double net = prosumers.p2p_sold_kwh[i] - prosumers.p2p_bought_kwh[i];
    if (const auto coalition = CoalitionId::from_number(prosumers.coalition[i])) {
      sold_less_bought[coalition] += net;
    } else {
      outside += std::fabs(net);
    }
  }
  double worst = outside;
  for (const double net : sold_less_bought) worst = std::max(worst, std::fabs(net));
  return worst;
}

}  // namespace

double energy_residual_kwh(const recording::ProsumerRecord& prosumers, std::uint32_t coalitions) {
  double worst = coalition_residual_kwh(prosumers, coalitions);
  for (std::size_t i = 0; i < prosumers.load_kwh.size(); ++i) {
    const double bought = prosumers.deficiency_kwh[i] - prosumers.p2p_bought_kwh[i] -
                          prosumers.grid_bought_kwh[i] - prosumers.unserved_kwh[i];
    const double sold =
        prosumers.surplus_kwh[i] - prosumers.p2p_sold_kwh[i] - prosumers.grid_sold_kwh[i];
    const double household = prosumers.deficiency_kwh[i] - prosumers.surplus_kwh[i] -
                             prosumers.load_kwh[i] + prosumers.generation_kwh[i] -
                             prosumers.battery_charged_kwh[i];
    worst = std::max({worst, std::fabs(bought), std::fabs(sold), std::fabs(household)});
  }
  return worst;
}

// The value V of the energy that is used is counted down from where all load is served.
double welfare_residual(const recording::SystemRecord& system,
                        const recording::ProsumerRecord& prosumers,
                        const game::GenerationCost& cost) {
  const double value = -accurate_sum(prosumers.comfort_lost);
  const double cps = system.other_customers_paid - system.cps_balance - system.generation_cost;
  const double rows = value - accurate_sum(prosumers.balance) + cps - system.auctioneer_balance -
                      system.operator_balance - system.other_customers_paid;
  const double drawn = accurate_sum(prosumers.load_kwh) - accurate_sum(prosumers.unserved_kwh) +
                       accurate_sum(prosumers.battery_charged_kwh) -
                       accurate_sum(prosumers.generation_kwh);
  const double demand = std::max(0.0, system.other_demand_kwh + drawn + system.losses_kwh);
  return std::fabs(rows - (value - cost.cost(demand)));
}

double money_residual(const recording::SystemRecord& system,
                      const recording::ProsumerRecord& prosumers) {
  return std::fabs(accurate_sum(prosumers.balance) + system.cps_balance +
                   system.auctioneer_balance + system.operator_balance);
}

}  // namespace peerwatt::agents
