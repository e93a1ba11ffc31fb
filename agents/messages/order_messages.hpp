#pragma once

#include <cstdint>

#include "agents/market/energy_class.hpp"
#include "agents/market/order.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// Prosumer -> auctioneer: what it would trade at its reservation price in an auction, and in a pool
// altogether.
struct OrderMessage {
  RoundId round;
  market::Side side = market::Side::kBuy;
  market::EnergyClass energy = market::EnergyClass::kSolar;  // that is sold
  std::uint32_t random_draw = 0;  // a random number of the sender, for randomized rules
  double quantity_kwh = 0;
  double limit_price = 0;
  double pool_quantity_kwh = 0;
  // What kinds of energy are worth to a buyer on top of its limit price, currency/kWh.
  market::ClassPremiums premiums{};
  double local_premium = 0;
};

// Auctioneer -> prosumer: what the clearing of a round gave it, bought or sold.
struct MatchNotice {
  RoundId round;
  double energy_kwh = 0;
  double stored_kwh = 0;  // the part of a sale that was offered as stored energy
};

// Market place -> the one above it: what it could not fill of an order. Repeated until received.
struct UnfilledOrder {
  RoundId round;
  std::uint32_t prosumer = 0;
  market::Side side = market::Side::kBuy;
  market::EnergyClass energy = market::EnergyClass::kSolar;
  double quantity_kwh = 0;
  double limit_price = 0;
  std::uint32_t random_draw = 0;
};

// What trading gave one prosumer.
struct Award {
  market::Side side = market::Side::kBuy;
  double quantity_kwh = 0;
  double auction_kwh = 0;     // the part traded in an auction
  double stored_kwh = 0;      // the part of a sale that was offered as stored energy
  double money = 0;           // paid by a buyer, earned by a seller
  double network_charge = 0;  // currency

  void add(const Award& other) {
    side = other.side;
    quantity_kwh += other.quantity_kwh;
    auction_kwh += other.auction_kwh;
    stored_kwh += other.stored_kwh;
    money += other.money;
    network_charge += other.network_charge;
  }
};

// Market place above the neighbourhoods -> auctioneer of a neighbourhood: what it traded for one of
// its prosumers. Repeated until received.
struct AreaAward {
  RoundId round;
  std::uint32_t prosumer = 0;
  Award award;
};

// The same two: the market place has cleared, and somebody has traded. Repeated until received.
struct AreaResult {
  RoundId round;
};

}  // namespace peerwatt::agents
