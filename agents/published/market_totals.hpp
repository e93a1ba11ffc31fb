#pragma once

#include <array>

#include "agents/market/clearing.hpp"
#include "agents/market/energy_class.hpp"

namespace peerwatt::agents {

// Energy of one kind that was traded, and what its sellers earned with it.
struct Traded {
  double energy_kwh = 0;
  double earned = 0;  // currency

  void add(const Traded& other) {
    energy_kwh += other.energy_kwh;
    earned += other.earned;
  }
};

// What the trade at market places came to; energies in kWh, money in currency.
struct MarketTotals {
  double volume_kwh = 0;
  double auction_kwh = 0;     // the part traded in auctions
  double mid_market_kwh = 0;  // and at the mid-market price
  double paid = 0;
  double earned = 0;
  double auction_welfare = 0;
  double welfare = 0;         // of all trades, at the orders' limit prices
  double max_welfare = 0;     // of the efficient allocation of the orders of each place
  market::PriceRange prices;  // where there is a volume
  std::array<Traded, market::kEnergyClasses> classes;
  bool has_coalition = false;  // anyone there can gain by trading

  void add(const MarketTotals& other);
};

// What was traded on one level of the market in a slot.
struct LevelTotals {
  MarketTotals market;
  double network_charge = 0;  // currency
};

}  // namespace peerwatt::agents
