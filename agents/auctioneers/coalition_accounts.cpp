#include "agents/auctioneers/coalition_accounts.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/summation.hpp"

namespace peerwatt::agents {

// Slots are apart by an odd number, so that no two of a coalition meet.
RandomAddress coalition_address(std::uint64_t seed, Purpose purpose, std::uint64_t first_member,
                                std::int32_t slot) {
  constexpr std::uint64_t kSlotStride = 0x9e3779b97f4a7c15;
  return {seed, purpose, first_member + static_cast<std::uint64_t>(slot) * kSlotStride, 0};
}

void CoalitionAccounts::settle(const ZoneMarket& market, const Prices& prices,
                               const ZoneOutcome& outcome) {
  const bool shapley = settings_.shares == scenario::SharesRule::kShapley;
  groups_.group(outcome.coalitions);
  for (std::size_t coalition = 0; coalition < groups_.size(); ++coalition) {
    const std::span<const MemberId> members = groups_.members(coalition);
    gather(market, prices, outcome, members);
    const game::NetworkCharge charge = market.network_charge(coalition);
    if (charge.applies()) charge_network(charge);
    if (shapley) {
      share_by_shapley({supply_kwh_, demand_kwh_, prices.sell - prices.feed_in, charge},
                       coalition_address(seed_, Purpose::kShapley,
                                         outcome.identities[members.front()], outcome.slot));
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
      outcome.fills[members[i]].network_charge += charges_[i];
      if (shapley) outcome.shares[members[i]] = {transfers_[i], half_widths_[i]};
    }
  }
}

void CoalitionAccounts::gather(const ZoneMarket& market, const Prices& prices,
                               const ZoneOutcome& outcome, std::span<const MemberId> members) {
  const game::TradingTerms terms = market.terms();
  for (std::vector<double>* column : {&supply_kwh_, &demand_kwh_, &sold_kwh_, &bought_kwh_, &gains_,
                                      &charges_, &transfers_, &half_widths_, &values_}) {
    column->assign(members.size(), 0.0);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    const market::Fill& fill = outcome.fills[members[i]];
    const bool buys = fill.side == market::Side::kBuy;
    supply_kwh_[i] = terms.supply_kwh[members[i].index()];
    demand_kwh_[i] = terms.demand_kwh[members[i].index()];
    (buys ? bought_kwh_ : sold_kwh_)[i] = fill.quantity_kwh;
    gains_[i] = buys ? prices.sell * fill.quantity_kwh - fill.money
                     : fill.money - prices.feed_in * fill.quantity_kwh;
  }
}

void CoalitionAccounts::charge_network(const game::NetworkCharge& charge) {
  network_charges_.add(sold_kwh_, bought_kwh_, charge, charges_);
  for (std::size_t i = 0; i < gains_.size(); ++i) gains_[i] -= charges_[i];
}

// What the trades came to together is divided in the proportions of the Shapley value of v, to
// which it is equal where all trade was in a pool at the mid-market price.
void CoalitionAccounts::share_by_shapley(const game::TradingGame& game,
                                         const RandomAddress& first) {
  coalition_.play(game);
  shapley_.divide(coalition_, {first, static_cast<std::uint32_t>(settings_.shapley_orders)},
                  values_, half_widths_);
  const double value = accurate_sum(values_);
  const double gained = accurate_sum(gains_);
  if (!(value > settings_.tolerance)) {
    std::fill(half_widths_.begin(), half_widths_.end(), 0.0);
    return;
  }
  const double scale = gained / value;
  for (std::size_t i = 0; i < gains_.size(); ++i) {
    transfers_[i] = gains_[i] - scale * values_[i];
    half_widths_[i] *= std::abs(scale);
  }
}

}  // namespace peerwatt::agents
