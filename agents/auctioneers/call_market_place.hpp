#pragma once

#include <memory>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/market_place.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

// The class of energy as the trace has it.
recording::EnergyClass record(market::EnergyClass energy);

// A market place where all orders of a round are cleared at once.
class CallMarketPlace final : public MarketPlace {
 public:
  CallMarketPlace(market::MechanismId rule, const market::MechanismParameters& parameters);

  // `charge`: currency/kWh that its side pays here on top of the price.
  void take(std::uint32_t prosumer, SimTime arrival, const OrderMessage& order, double charge = 0);

  void open(RoundId round) override;
  MarketTotals close(const Prices& prices) override;
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
  OrderResult result(market::Side side, std::size_t order) const;
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
};

}  // namespace peerwatt::agents
