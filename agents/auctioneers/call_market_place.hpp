#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/order_result.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/published/market_totals.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

// A market place where all orders of a round are cleared at once.
class CallMarketPlace {
 public:
  CallMarketPlace(market::MechanismId rule, const market::MechanismParameters& parameters);

  // A round begins; the orders of the one before are gone.
  void open();
  // `charge`: currency/kWh that its side pays here on top of the price.
  void take(SimTime arrival, const OrderMessage& message, double charge = 0);
  MarketTotals close(const Prices& prices);

  // Of the round that was closed last, an order each: asks first.
  std::span<const OrderResult> results() const { return std::span{results_}.first(result_count_); }
  // The market as the rule saw it last.
  market::CallMarket call_market(const Prices& prices) const;
  // Calls `receive(trade)` for every trade of the last clearing: seller, buyer, quantity, prices,
  // rule and class are filled in. Who trades with all others together has no partner.
  template <class Receiver>
  void for_each_trade(Receiver&& receive) const {
    for (const market::Stage& stage : clearing_.stages()) {
      for (const market::Pair& pair : stage.pairs) receive(trade(stage, pair));
      if (!stage.pairs.empty()) continue;
      for (std::size_t i = 0; i < asks_.size(); ++i) {
        if (stage.asks.quantity_kwh[i] > 0) receive(trade(stage, market::Side::kSell, i));
      }
      for (std::size_t i = 0; i < bids_.size(); ++i) {
        if (stage.bids.quantity_kwh[i] > 0) receive(trade(stage, market::Side::kBuy, i));
      }
    }
  }

 private:
  recording::TradeRecord trade(const market::Stage& stage, const market::Pair& pair) const;
  recording::TradeRecord trade(const market::Stage& stage, market::Side side,
                               std::size_t order) const;
  void write_results();
  void add_fills(const market::Stage& stage);
  void count_classes(MarketTotals& totals) const;

  std::unique_ptr<market::Mechanism> mechanism_;
  std::vector<market::Order> asks_;
  std::vector<market::EnergyClass> ask_classes_;
  std::vector<market::Order> bids_;
  std::vector<double> pool_demand_;              // by bid
  std::vector<market::ClassPremiums> premiums_;  // by bid
  std::vector<double> ask_limit_elsewhere_;      // by ask: without the charge
  std::vector<double> bid_limit_elsewhere_;      // by bid: without charge and worth of local energy
  market::Clearing clearing_;
  std::vector<OrderResult> results_;  // never shorter than before: filling new ones takes longer
  std::size_t result_count_ = 0;
};

}  // namespace peerwatt::agents
