#include "agents/pricing/efficient_welfare.hpp"

#include "agents/pricing/marginal_cost_price.hpp"

namespace peerwatt::game {
namespace {

double welfare_at(const GenerationCost& cost, double inelastic_kwh,
                  std::span<const FlexibleDemand> flexible, double price) {
  double value = 0, served_kwh = 0;
  for (const FlexibleDemand& demand : flexible) {
    const double kwh = demand.wanted_kwh(price);
    value += demand.value(kwh);
    served_kwh += kwh;
  }
  return value - cost.cost(inelastic_kwh + served_kwh);
}

}  // namespace

double EfficientWelfare::most(const GenerationCost& cost, double inelastic_kwh,
                              std::span<const FlexibleDemand> flexible, double base_price) {
  double all_kwh = 0;
  for (const FlexibleDemand& demand : flexible) all_kwh += demand.wanted_kwh(base_price);
  if (cost.marginal_saving(inelastic_kwh + all_kwh) <= base_price) {
    return welfare_at(cost, inelastic_kwh, flexible, base_price);
  }
  demands_.clear();
  for (const FlexibleDemand& demand : flexible) demands_.push_back({.flexible = demand});
  elastic_.make(demands_, base_price);
  return welfare_at(cost, inelastic_kwh, flexible,
                    marginal_cost_price(cost, inelastic_kwh, elastic_));
}

}  // namespace peerwatt::game
