#pragma once

#include <cstdint>
#include <vector>

#include "agents/market/mechanism.hpp"

#include "tools/bench/auction_community.hpp"

namespace peerwatt::market {

// What a kWh is worth to a home that considers a lie.
enum class Valuation : std::uint8_t {
  kLimitPrice,  // its limit price, up to the quantity of its order
  kGrid,        // what it would have from the CPS, or pay it, instead
};

// What a home has, currency, when it states the truth and at best when it does not, all other homes
// being truthful.
struct LieGains {
  double honest = 0;
  double by_price = 0;     // each gain is at least 0
  double by_quantity = 0;  // a seller buys at p_gs what it sold and does not have; a buyer feeds in
                           // what it bought and cannot use
  double by_split = 0;     // two orders, one of them at another price
};

// Tries a set of lies: limit prices at, just below and just above the others', quantities from none
// to twice the true one, and both parts of a split at the true price or one of them at another.
class OrderLies {
 public:
  OrderLies(Mechanism& mechanism, const Community& community, Valuation valuation);

  LieGains best_for(std::uint32_t home);

 private:
  struct Report {
    double part = 1;  // of the true quantity
    double limit_price = 0;
  };

  void collect_prices(std::uint32_t home);
  void try_splits(std::uint32_t home, double honest, double& gain);
  double gain_of(std::uint32_t home, const std::vector<Report>& reports, double honest);
  double utility(std::uint32_t home, const std::vector<Report>& reports);
  double utility_of(const Home& home, double kwh, double money) const;

  Mechanism& mechanism_;
  const Community& community_;
  Valuation valuation_;
  OrderBook truth_;
  OrderBook others_;  // without the home at hand
  OrderBook lie_;
  std::vector<double> prices_;  // that the home at hand may state
  Clearing clearing_;
};

}  // namespace peerwatt::market
