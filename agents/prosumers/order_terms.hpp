#pragma once

#include <cstdint>

#include "agents/environment/community.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/prosumers/households.hpp"

namespace peerwatt::agents {

// On what terms prosumers trade at announced prices: pure functions of who they are and of what
// their houses left over (model, sections 2 and 3). What may be traded follows from their devices
// and the tariff; the price beyond which a prosumer does not go, from its reservation rule. Orders
// to call markets state that price; in an order book a strategy prices on top of it.
class OrderTerms {
 public:
  OrderTerms(const Community& community, const Households& households,
             const scenario::MarketSettings& market, std::uint64_t seed);

  bool anyone_trades() const { return mechanism_.role != market::Role::kNone; }
  // What the prosumer's rule of agents/bidding says of these prices, a whole multiple of 1e-9
  // currency/kWh.
  double reservation_price(ProsumerId prosumer, const Prices& prices) const;

  // Calls `send(message)` for each order of a prosumer at the prices of a round. Energy from the
  // sun and stored energy are offered apart, except in an order book, where a prosumer has one
  // order. Nobody has orders of both sides.
  template <class Send>
  void for_each_order(ProsumerId prosumer, RoundId round, const Prices& prices, Send&& send) const {
    const double solar_kwh = households_.solar_for_sale_kwh(prosumer);
    const double stored_kwh = households_.stored_for_sale_kwh(prosumer);
    if (solar_kwh + stored_kwh > 0) {
      const auto send_offer = [&](market::EnergyClass energy, double kwh) {
        if (kwh > 0) send(offer(prosumer, round, prices, {energy, kwh}));
      };
      send_offer(market::EnergyClass::kSolar, sources_apart_ ? solar_kwh : solar_kwh + stored_kwh);
      if (sources_apart_) send_offer(market::EnergyClass::kStorage, stored_kwh);
    } else if (households_.deficiency_kwh()[prosumer] > 0) {
      const OrderMessage message = bid(prosumer, round, prices);
      if (message.order.quantity_kwh > 0 || message.pool_quantity_kwh > 0) send(message);
    }
  }

 private:
  OrderMessage blank(ProsumerId prosumer, RoundId round, const Prices& prices) const;
  struct Offer {
    market::EnergyClass energy;
    double kwh;
  };
  OrderMessage offer(ProsumerId prosumer, RoundId round, const Prices& prices, Offer offer) const;
  OrderMessage bid(ProsumerId prosumer, RoundId round, const Prices& prices) const;
  double highest_pool_price(const Prices& prices) const;
  std::uint32_t random_draw(ProsumerId prosumer, RoundId round) const;

  const Community& community_;
  const Households& households_;
  const market::MechanismEntry& mechanism_;
  bool is_randomized_;
  bool sources_apart_;  // energy from the sun and stored energy are offered in orders of their own
  std::uint64_t seed_;
};

}  // namespace peerwatt::agents
