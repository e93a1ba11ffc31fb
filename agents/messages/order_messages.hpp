#pragma once

#include <cstdint>

#include "engine/core/id.hpp"

#include "agents/market/energy_class.hpp"
#include "agents/market/fill.hpp"
#include "agents/market/order.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// Call markets know new orders only, order books all three.
enum class OrderAction : std::uint8_t { kPlace, kReplace, kCancel };

// Prosumer -> auctioneer: what it would trade in a round. Market place -> the one above it: what it
// could not fill of such an order, repeated until received.
//
// In a call market the quantity holds at the reservation price, and `pool_quantity_kwh` is what the
// prosumer would trade in a pool altogether. In an order book a prosumer has one order at a time,
// whose quantity counts what it has traded in the round already.
struct OrderMessage {
  RoundId round{};
  OrderAction action = OrderAction::kPlace;
  market::Side side = market::Side::kBuy;
  market::EnergyClass energy = market::EnergyClass::kSolar;  // that is sold
  market::Order order{};  // its owner is the prosumer; the market place knows when it arrives
  double pool_quantity_kwh = 0;
  // What kinds of energy are worth to a buyer on top of its limit price, currency/kWh.
  market::ClassPremiums premiums{};
  double local_premium = 0;

  ProsumerId prosumer() const { return ProsumerId{order.owner}; }
};

// What trading gave a prosumer: auctioneer -> prosumer, at a clearing or a trade in an order book;
// market place above the neighbourhoods -> auctioneer, repeated until received.
struct FillNotice {
  RoundId round{};
  ProsumerId prosumer{};
  market::Fill fill{};
};

// Market place above the neighbourhoods -> auctioneer: it has cleared, and somebody has traded.
// Repeated until received.
struct AreaResult {
  RoundId round{};
};

}  // namespace peerwatt::agents
