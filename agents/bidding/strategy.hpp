#pragma once

#include <cstdint>

#include "agents/bidding/terms.hpp"
#include "agents/bidding/trader_random.hpp"

namespace peerwatt::bidding {

// How a trader in a continuous double auction finds the price that it states in its orders. One
// object holds the state of all traders who follow the strategy; they are numbered from 0 on.
class Strategy {
 public:
  virtual ~Strategy() = default;

  // One more trader.
  virtual void enlist(const TraderRandom&) {}
  // The price it states now, currency/kWh.
  virtual double price(std::uint32_t trader, const Terms& terms, TraderRandom& random) = 0;
  // What it learns from a stated price.
  virtual void observe(std::uint32_t, const Terms&, Activity, const StatedPrice&, TraderRandom&) {}
};

}  // namespace peerwatt::bidding
