#include "tools/bench/auction_community.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/core/random.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::market {
namespace {

// Prices in AUD/kWh as in configs/quickstart.yaml; p_gs is one that the CPS announces at peak.
constexpr GridPrices kGrid{.sell = 0.60, .feed_in = 0.08};
constexpr double kTariff = 0.30;

// The random numbers of one home.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint32_t home) : seed_{seed}, home_{home} {}
  double between(double low, double high) { return low + (high - low) * next(); }
  double next() {
    return uniform({.seed = seed_, .purpose = Purpose::kMarket, .owner = home_, .draw = draw_++});
  }

 private:
  std::uint64_t seed_;
  std::uint32_t home_;
  std::uint32_t draw_ = 0;
};

Home draw_home(std::uint64_t seed, std::uint32_t index, bool sells) {
  Draws draws{seed, index};
  Home home;
  home.lambda = draws.next();
  home.random_draw = static_cast<std::uint32_t>(draws.next() * 0x1p32);
  if (sells) {
    home.surplus_kwh = draws.between(0.1, 1.5);  // a battery's 0.2 to 3 kW
    return home;
  }
  const double load = draws.between(0.1, 1.0);  // 0.2 to 2 kW: an evening at home
  home.flexible_kwh = load * draws.between(0.1, 0.6);
  home.inflexible_kwh = load - home.flexible_kwh;
  home.choke_price = draws.between(0.45, 0.9);
  return home;
}

}  // namespace

double Community::limit_price(const Home& home) const {
  return std::lerp(grid.feed_in, grid.sell, home.lambda);
}

double Community::demand_kwh(const Home& home, double price) const {
  const double part = (home.choke_price - price) / (home.choke_price - reference_price);
  return home.inflexible_kwh + home.flexible_kwh * std::clamp(part, 0.0, 1.0);
}

double Community::worth(const Home& home, double kwh) const {
  const double load = home.inflexible_kwh + home.flexible_kwh;
  const double at_grid_price = demand_kwh(home, grid.sell);  // these kWh are worth p_gs or more
  const double dear = std::min(kwh, at_grid_price);
  const double ramp = std::clamp(kwh - at_grid_price, 0.0, load - at_grid_price);
  const double slope = (home.choke_price - reference_price) / home.flexible_kwh;
  const double first = std::min(home.choke_price, grid.sell);
  return dear * grid.sell + ramp * (first - slope * ramp / 2) +
         std::max(0.0, kwh - load) * grid.feed_in;
}

double Community::largest_gain() const {
  double supply = 0;
  for (const Home& home : homes) supply += home.surplus_kwh;
  const auto demand = [this](double price) {
    double sum = 0;
    for (const Home& home : homes) sum += home.sells() ? 0 : demand_kwh(home, price);
    return sum;
  };
  // Whoever values energy most gets it: what all want at the price where that is the supply. Above
  // p_gs nobody values it more than anyone else.
  double low = reference_price, high = grid.sell;
  for (int i = 0; i < 60; ++i) {
    const double price = (low + high) / 2;
    (demand(price) > supply ? low : high) = price;
  }
  const double at_price = demand(high);
  const double part = at_price > supply ? supply / at_price : 1;
  double gain = 0;
  for (const Home& home : homes) {
    if (home.sells()) continue;
    const double kwh = part * demand_kwh(home, high);
    gain += worth(home, kwh) - kwh * grid.feed_in;
  }
  return gain;
}

Community draw_community(std::uint64_t seed, std::uint32_t homes, double share_of_sellers) {
  Community community{.grid = kGrid, .reference_price = kTariff};
  const auto sellers =
      std::clamp(static_cast<std::uint32_t>(std::lround(share_of_sellers * homes)), 1u, homes - 1);
  for (std::uint32_t i = 0; i < homes; ++i) {
    community.homes.push_back(draw_home(seed, i, i < sellers));
  }
  return community;
}

void HomeOrders::add(const Community& community, std::uint32_t index) {
  const Home& home = community.homes[index];
  Order order{.limit_price = on_tick(community.limit_price(home)),
              .owner = index,
              .random_draw = home.random_draw};
  if (home.sells()) {
    order.quantity_kwh = home.surplus_kwh;
    asks.push_back(order);
  } else {
    order.quantity_kwh = community.demand_kwh(home, community.limit_price(home));
    bids.push_back(order);
    pool_demand_kwh.push_back(community.demand_kwh(home, community.mid_price()));
  }
}

HomeOrders truthful_orders(const Community& community) {
  HomeOrders book{.grid = community.grid};
  for (std::uint32_t i = 0; i < community.homes.size(); ++i) {
    book.add(community, i);
  }
  return book;
}

double GridWorth::of(OrderPlace place, double kwh) const {
  const GridPrices grid = community_.grid;
  if (place.side == Side::kBuy) {
    return community_.worth(community_.homes[truth_.bids[place.index].owner], kwh);
  }
  const double own = std::min(kwh, truth_.asks[place.index].quantity_kwh);
  return -grid.feed_in * own - grid.sell * (kwh - own);
}

}  // namespace peerwatt::market
