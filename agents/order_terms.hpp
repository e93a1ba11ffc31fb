#pragma once

#include <cstdint>

#include "agents/community.hpp"
#include "agents/households.hpp"
#include "agents/market/catalogue.hpp"
#include "agents/messages.hpp"

namespace peerwatt::agents {

// On what terms prosumers trade at announced prices: pure functions of who they are and of what
// their houses left over (model, sections 2 and 3).
class OrderTerms {
 public:
  OrderTerms(const Community& community, const Households& households,
             const scenario::MarketSettings& market, std::uint64_t seed);

  bool anyone_trades() const { return mechanism_.role != market::Role::kNone; }
  // r = p_fit + lambda*(p_gs - p_fit).
  double reservation_price(std::uint32_t prosumer, const Prices& prices) const;

  // Calls `send(order)` for each order of a prosumer at the prices of a round: energy from the sun
  // and out of the battery is offered apart. Nobody has orders of both sides.
  template <class Send>
  void for_each_order(std::uint32_t prosumer, RoundId round, const Prices& prices,
                      Send&& send) const {
    if (households_.surplus_kwh()[prosumer] > 0) {
      for (const market::EnergyClass energy :
           {market::EnergyClass::kSolar, market::EnergyClass::kStorage}) {
        const double kwh = for_sale_kwh(prosumer, energy);
        if (kwh > 0) send(offer(prosumer, round, prices, {energy, kwh}));
      }
    } else if (households_.deficiency_kwh()[prosumer] > 0) {
      const OrderMessage order = bid(prosumer, round, prices);
      if (order.quantity_kwh > 0 || order.pool_quantity_kwh > 0) send(order);
    }
  }

 private:
  OrderMessage blank(std::uint32_t prosumer, RoundId round, const Prices& prices) const;
  struct Offer {
    market::EnergyClass energy;
    double kwh;
  };
  OrderMessage offer(std::uint32_t prosumer, RoundId round, const Prices& prices,
                     Offer offer) const;
  double for_sale_kwh(std::uint32_t prosumer, market::EnergyClass energy) const {
    const double stored = households_.for_sale_kwh(prosumer);
    return energy == market::EnergyClass::kStorage ? stored
                                                   : households_.surplus_kwh()[prosumer] - stored;
  }
  OrderMessage bid(std::uint32_t prosumer, RoundId round, const Prices& prices) const;
  double highest_pool_price(const Prices& prices) const;
  std::uint32_t lot(std::uint32_t prosumer, RoundId round) const;

  const Community& community_;
  const Households& households_;
  const market::MechanismEntry& mechanism_;
  bool draws_lots_;
  std::uint64_t seed_;
};

}  // namespace peerwatt::agents
