#pragma once

#include <memory>
#include <vector>

#include "agents/market/catalogue.hpp"
#include "agents/market_place.hpp"

namespace peerwatt::agents {

// A market place where all orders of a round are cleared at once.
class CallMarketPlace final : public MarketPlace {
 public:
  CallMarketPlace(market::MechanismId rule, const market::MechanismParameters& parameters);

  void take(std::uint32_t prosumer, SimTime arrival, const OrderMessage& order);

  void open(RoundId round) override;
  MarketTotals close(const Prices& prices) override;
  const market::Clearing& clearing() const { return clearing_; }

 private:
  void write_results();
  OrderResult result(market::Side side, std::size_t order) const;
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
