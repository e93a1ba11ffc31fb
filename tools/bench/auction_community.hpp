#pragma once

#include <cstdint>
#include <vector>

#include "agents/market/mechanism.hpp"
#include "agents/market/order_worth.hpp"

namespace peerwatt::market {

// A home in one slot of half an hour at peak. It sells its surplus, or buys what it lacks.
struct Home {
  double surplus_kwh = 0;     // sellers only: stored energy, or late sun
  double inflexible_kwh = 0;  // buyers only
  double flexible_kwh = 0;
  double choke_price = 0;  // value of the first flexible kWh, currency/kWh
  double lambda = 0;       // its limit price is p_fit + lambda*(p_gs - p_fit)
  std::uint32_t random_draw = 0;

  bool sells() const { return surplus_kwh > 0; }
};

struct Community {
  GridPrices grid{};
  double reference_price = 0;  // value of the last flexible kWh, currency/kWh
  std::vector<Home> homes{};

  double mid_price() const { return (grid.sell + grid.feed_in) / 2; }
  double limit_price(const Home& home) const;
  // The energy that a buyer wants at a price, kWh.
  double demand_kwh(const Home& home, double price) const;
  // What a quantity is worth to a buyer who can have it from the CPS too: nothing more than p_gs,
  // and for what exceeds its load p_fit. Currency.
  double worth(const Home& home, double kwh) const;
  // The largest gain against trade with the CPS alone that sharing all surplus can bring, currency.
  double largest_gain() const;
};

// A community at peak. Random numbers have addresses: the same seed draws the same homes.
Community draw_community(std::uint64_t seed, std::uint32_t homes, double share_of_sellers);

// The orders that homes send to the auction and the mid-market stage after it; the owner of an
// order is the index of its home.
struct HomeOrders {
  std::vector<Order> asks{};
  std::vector<Order> bids{};
  std::vector<double> pool_demand_kwh{};  // by bid
  GridPrices grid{};

  CallMarket market() const {
    return {.asks = asks, .bids = bids, .pool_demand_kwh = pool_demand_kwh, .grid = grid};
  }
  // What an order of an auction alone is worth: nothing is needed beyond its quantity.
  LimitWorth limit_worth() const { return LimitWorth{{.asks = asks, .bids = bids, .grid = grid}}; }
  // Adds the truthful order of the home with this index.
  void add(const Community& community, std::uint32_t index);
};

HomeOrders truthful_orders(const Community& community);

// What energy is worth to homes that can trade with the CPS instead. The community and its truthful
// orders must outlive it.
class GridWorth final : public OrderWorth {
 public:
  GridWorth(const Community& community, const HomeOrders& truth)
      : community_{community}, truth_{truth} {}

  double of(OrderPlace place, double kwh) const override;

 private:
  const Community& community_;
  const HomeOrders& truth_;
};

}  // namespace peerwatt::market
