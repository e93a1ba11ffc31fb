#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/scenario/market_settings.hpp"

#include "agents/market/catalogue.hpp"
#include "agents/messages.hpp"

namespace peerwatt::agents {

// What the trade of a neighbourhood came to; energies in kWh, money in currency.
struct MarketTotals {
  double volume_kwh = 0;
  double auction_kwh = 0;     // the part traded in auctions
  double mid_market_kwh = 0;  // and at the mid-market price
  double paid = 0;
  double earned = 0;
  double auction_welfare = 0;
  double welfare = 0;  // of all trades, at the orders' limit prices
  double max_welfare = 0;
  market::PriceRange prices;   // where there is a volume
  bool has_coalition = false;  // anyone in the neighbourhood can gain by trading
};

// The orders of one neighbourhood and the market rule that clears them.
class NeighbourhoodMarket {
 public:
  explicit NeighbourhoodMarket(const scenario::MarketSettings& settings);

  void clear_orders();
  void take(std::uint32_t prosumer, SimTime arrival, const OrderMessage& order);
  MarketTotals clear(const Prices& prices);

  std::size_t order_count() const { return asks_.size() + bids_.size(); }
  const market::Clearing& clearing() const { return clearing_; }
  // Calls `receive(prosumer, award)` for everyone whose order was in the last clearing.
  template <class Receiver>
  void for_each_award(Receiver&& receive) const {
    for (std::size_t i = 0; i < asks_.size(); ++i) {
      receive(asks_[i].owner, award(market::Side::kSell, i));
    }
    for (std::size_t i = 0; i < bids_.size(); ++i) {
      receive(bids_[i].owner, award(market::Side::kBuy, i));
    }
  }

 private:
  Award award(market::Side side, std::size_t order) const;

  std::unique_ptr<market::Mechanism> mechanism_;
  std::vector<market::Order> asks_;
  std::vector<market::Order> bids_;
  std::vector<double> pool_wants_;  // by bid
  market::Clearing clearing_;
};

}  // namespace peerwatt::agents
