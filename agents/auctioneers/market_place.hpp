#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/market_totals.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// What became of an order.
struct OrderResult {
  std::uint32_t prosumer = 0;
  SimTime arrival;
  double quantity_kwh = 0;
  double limit_price = 0;
  market::EnergyClass energy = market::EnergyClass::kSolar;  // that was offered
  std::uint32_t random_draw = 0;
  double limit_elsewhere = 0;  // without the charge here, and what local energy is worth on top
  Award award;

  double unfilled_kwh() const { return quantity_kwh - award.quantity_kwh; }
};

// What it left, as it is offered elsewhere.
UnfilledOrder unfilled_order(const OrderResult& result, RoundId round);

// A market place: takes the orders of a round, until its gate closes.
class MarketPlace {
 public:
  virtual ~MarketPlace() = default;
  // A new round begins; the orders of the one before are gone.
  virtual void open(RoundId round) = 0;
  virtual MarketTotals close(const Prices& prices) = 0;

  // Of the round that was closed last; of a prosumer's own they add up.
  std::span<const OrderResult> results() const { return results_; }

 protected:
  MarketPlace() = default;
  MarketPlace(MarketPlace&&) = default;
  MarketPlace& operator=(MarketPlace&&) = default;

  std::vector<OrderResult> results_;
};

}  // namespace peerwatt::agents
