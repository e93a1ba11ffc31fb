#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/market/mechanism_id.hpp"
#include "agents/market/order.hpp"

namespace peerwatt::market {

struct CallMarket;

// What the orders of one side got: one value each.
struct Fills {
  std::vector<double> quantity_kwh;
  std::vector<double> money;  // paid by buyers, earned by sellers

  void reset(std::size_t orders) {
    quantity_kwh.assign(orders, 0.0);
    money.assign(orders, 0.0);
  }
};

// Who traded with whom: places in the market's spans.
struct Pair {
  std::uint32_t ask = 0;
  std::uint32_t bid = 0;
  double quantity_kwh = 0;
  double price_buyer = 0;
  double price_seller = 0;
};

// Prices of traded energy, currency/kWh; meaningful where there was a trade.
struct PriceRange {
  double least = 0;
  double most = 0;
};

// What one rule decided about the orders it was given.
struct Stage {
  MechanismId rule = MechanismId::kNone;
  Fills asks;
  Fills bids;
  std::vector<Pair> pairs;  // empty where everyone trades with all others together
  double volume_kwh = 0;
  double paid = 0;  // currency, by all buyers; not what they pay the grid
  double earned = 0;
  double welfare = 0;  // currency, of the trades at the orders' limit prices
  PriceRange prices;
  // The price of everything that a side trades, where it is the same for all; a pool counts what
  // goes through the grid.
  std::optional<double> price_seller;
  std::optional<double> price_buyer;

  // What the auctioneer keeps, currency.
  double auctioneer_surplus() const { return paid - earned; }
};

// What a mechanism decided, stage by stage. Keeps its memory when it is used again.
class Clearing {
 public:
  void clear() {
    count_ = 0;
    max_welfare = 0;
  }
  // A stage in which nobody has traded anything yet.
  Stage& add_stage(MechanismId rule, const CallMarket& market);

  std::span<const Stage> stages() const { return std::span{stages_}.first(count_); }
  std::span<Stage> stages() { return std::span{stages_}.first(count_); }

  double volume_kwh() const;
  double paid() const;
  double earned() const;
  double welfare() const;

  double max_welfare = 0;  // currency, of the efficient allocation of all orders

 private:
  std::vector<Stage> stages_;
  std::size_t count_ = 0;
};

// Value of a stage's trades at the orders' limit prices, currency.
double welfare(const CallMarket& market, const Stage& stage);

// What an order that traded in a stage has as its price, currency/kWh: the price of all or of its
// side, where that is one, and else its money by its energy.
double traded_price(const Stage& stage, Side side, std::size_t order);

// Lets everyone pay or earn the price of the own side, once quantities and volume are known.
void pay_uniformly(Stage& stage, double price_seller, double price_buyer);

// Sums up the fills of a stage: volume, money, welfare and range of prices.
void sum_up(const CallMarket& market, Stage& stage);

}  // namespace peerwatt::market
