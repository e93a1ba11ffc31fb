#pragma once

#include "agents/market/order.hpp"

namespace peerwatt::market {

// What trading gave an order, or one trader altogether; energies in kWh, money in currency.
struct Fill {
  Side side = Side::kBuy;
  double quantity_kwh = 0;
  double auction_kwh = 0;     // the part traded in an auction
  double stored_kwh = 0;      // the part of a sale that was offered as stored energy
  double money = 0;           // paid by a buyer, earned by a seller
  double network_charge = 0;  // paid on top of that

  // Adds another fill of the same side.
  void add(const Fill& other) {
    side = other.side;
    quantity_kwh += other.quantity_kwh;
    auction_kwh += other.auction_kwh;
    stored_kwh += other.stored_kwh;
    money += other.money;
    network_charge += other.network_charge;
  }
};

}  // namespace peerwatt::market
