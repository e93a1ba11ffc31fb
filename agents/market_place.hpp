#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "agents/market/catalogue.hpp"
#include "agents/market_totals.hpp"
#include "agents/messages.hpp"

namespace peerwatt::agents {

// The orders at one place of the market, and the rule that clears them.
class MarketPlace {
 public:
  MarketPlace(market::MechanismId rule, const market::MechanismParameters& parameters);

  void clear_orders();
  void take(std::uint32_t prosumer, SimTime arrival, const OrderMessage& order);
  MarketTotals clear(const Prices& prices);

  std::size_t order_count() const { return asks_.size() + bids_.size(); }
  const market::Clearing& clearing() const { return clearing_; }
  // Calls `receive(prosumer, award)` for every order of the last clearing; of a prosumer's own they
  // add up.
  template <class Receiver>
  void for_each_award(Receiver&& receive) const {
    for (std::size_t i = 0; i < asks_.size(); ++i) {
      receive(asks_[i].owner, award(market::Side::kSell, i));
    }
    for (std::size_t i = 0; i < bids_.size(); ++i) {
      receive(bids_[i].owner, award(market::Side::kBuy, i));
    }
  }
  // Calls `receive(prosumer)` for every order of the last clearing.
  template <class Receiver>
  void for_each_owner(Receiver&& receive) const {
    for (const market::Order& ask : asks_) receive(ask.owner);
    for (const market::Order& bid : bids_) receive(bid.owner);
  }
  // Calls `receive(leftover)` for what the last clearing did not fill of each order.
  template <class Receiver>
  void for_each_leftover(Receiver&& receive) const {
    for (std::size_t i = 0; i < asks_.size(); ++i) pass_on(market::Side::kSell, i, receive);
    for (std::size_t i = 0; i < bids_.size(); ++i) pass_on(market::Side::kBuy, i, receive);
  }

 private:
  template <class Receiver>
  void pass_on(market::Side side, std::size_t order, Receiver&& receive) const {
    const Leftover rest = leftover(side, order);
    if (rest.quantity_kwh > 0) receive(rest);
  }
  Award award(market::Side side, std::size_t order) const;
  Leftover leftover(market::Side side, std::size_t order) const;
  void count_classes(MarketTotals& totals) const;

  std::unique_ptr<market::Mechanism> mechanism_;
  std::vector<market::Order> asks_;
  std::vector<market::EnergyClass> ask_classes_;
  std::vector<market::Order> bids_;
  std::vector<double> pool_wants_;               // by bid
  std::vector<market::ClassPremiums> premiums_;  // by bid
  std::vector<double> limit_elsewhere_;          // by bid: without the worth of local energy
  market::Clearing clearing_;
};

}  // namespace peerwatt::agents
