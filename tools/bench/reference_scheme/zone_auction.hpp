#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "tools/bench/reference_scheme/households.hpp"

namespace peerwatt::bench {

// `kwh`: wanted or offered at the limit price; `pool_kwh`: at the mid-market price, of an offer the
// same.
struct RowOrder {
  double kwh = 0;
  double limit = 0;  // currency/kWh
  double pool_kwh = 0;
  std::uint32_t row = 0;
  bool sells = false;
};

// What a zone adds up to in a slot, in the order of its rows; kWh and currency.
struct ZoneSums {
  double satiation_price = 0;  // the highest that ends somebody's demand
  double demand_at_base = 0;
  double answers = 0;
  double supply = 0, elastic = 0, feed_in = 0;
  double unserved = 0, balance = 0, load = 0;
  double volume = 0, auction_volume = 0, paid = 0, earned = 0, welfare = 0;
};

// Writes the orders of the rows into `orders`, which is emptied first.
void make_orders(const Columns& columns, Rows rows, const TariffPrices& prices,
                 std::vector<RowOrder>& orders);

// The auctioneer of a zone: trade reduction, then the rest at the mid-market price. It keeps the
// order of the limit prices from one clearing to the next, which repairs it by insertion.
class ZoneAuction {
 public:
  explicit ZoneAuction(std::uint32_t first_row);

  // Writes what every row is awarded into the columns, and what was traded into the sums.
  void clear(std::span<const RowOrder> orders, const TariffPrices& prices, SlotColumns& out,
             ZoneSums& sums);

 private:
  struct Side {
    std::array<const RowOrder*, kZoneRows> orders{};  // the best first
    std::array<double, kZoneRows> filled{};           // in the auction
    int count = 0;
    int marginal = -1;  // the last that trades without reduction
    double price = 0;   // its limit
    double rest = 0;    // wanted or offered at the mid-market price

    void fill(double volume);
  };
  void rank(std::span<const RowOrder> orders);
  void split(Side& bids, Side& asks) const;
  static void match(Side& bids, Side& asks);
  static void award(const Side& side, double sign, double pool, const TariffPrices& prices,
                    SlotColumns& out, ZoneSums& sums);

  std::uint32_t first_row_;
  std::array<std::uint16_t, kZoneRows> ranked_{};  // members by the last limit price of each
  std::array<double, kZoneRows> limits_{};
  std::array<const RowOrder*, kZoneRows> order_of_{};  // by member; null: none in this round
};

}  // namespace peerwatt::bench
