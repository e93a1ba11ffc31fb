#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/scenario/market_settings.hpp"

#include "agents/market/call_auction.hpp"
#include "agents/messages.hpp"

namespace peerwatt::agents {

// What the clearing of a neighbourhood came to.
struct Clearing {
  market::AuctionOutcome auction;
  double mid_market_kwh = 0;
  double mid_market_price = 0;
  bool has_coalition = false;  // anyone in the neighbourhood can gain by trading

  double paid() const {
    return auction.volume_kwh * auction.price_buyer + mid_market_kwh * mid_market_price;
  }
  double earned() const {
    return auction.volume_kwh * auction.price_seller + mid_market_kwh * mid_market_price;
  }
};

// What a clearing gave one prosumer.
struct Award {
  market::Side side = market::Side::kBuy;
  double auction_kwh = 0;
  double mid_market_kwh = 0;
  double money = 0;  // paid by a buyer, earned by a seller
};

// The scheme `auction_then_mid_market` for the orders of one neighbourhood: the auction first, then
// what sellers have left and buyers still want at the mid-market price (model, section 3).
class NeighbourhoodMarket {
 public:
  explicit NeighbourhoodMarket(const scenario::MarketSettings& settings);

  void clear_orders();
  void take(std::uint32_t prosumer, SimTime arrival, const OrderMessage& order);
  Clearing clear(const Prices& prices);

  std::size_t order_count() const { return asks_.size() + bids_.size(); }
  // Calls `receive(prosumer, award)` for everyone whose order was in the last clearing.
  template <class Receiver>
  void for_each_award(const Clearing& clearing, Receiver&& receive) const {
    for (std::size_t i = 0; i < asks_.size(); ++i) {
      receive(asks_[i].owner, award(market::Side::kSell, clearing, auction_sold_[i], mid_sold_[i]));
    }
    for (std::size_t i = 0; i < bids_.size(); ++i) {
      receive(bids_[i].owner,
              award(market::Side::kBuy, clearing, auction_bought_[i], mid_bought_[i]));
    }
  }

 private:
  static Award award(market::Side side, const Clearing& clearing, double auction_kwh,
                     double mid_market_kwh);
  double trade_the_rest();

  market::CallAuction auction_;
  std::vector<market::Order> asks_;
  std::vector<market::Order> bids_;
  std::vector<double> mid_wanted_;  // by bid: wanted at the mid-market price altogether
  std::vector<double> auction_sold_;
  std::vector<double> auction_bought_;
  std::vector<double> rest_offered_;
  std::vector<double> rest_wanted_;
  std::vector<double> mid_sold_;
  std::vector<double> mid_bought_;
};

}  // namespace peerwatt::agents
