#include "agents/market/allocation/merit_order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace peerwatt::market {
namespace {

// Maps merits between the best and the worst to 32-bit integers, in equal steps and without
// changing their order. Half of each merit is used, so that no difference is infinite.
class MeritKey {
 public:
  MeritKey(double best, double worst) : best_{best / 2} {
    const double per_unit = std::numeric_limits<std::uint32_t>::max() / (worst / 2 - best_);
    per_unit_ = std::isfinite(per_unit) ? per_unit : 0;
  }
  std::uint32_t operator()(double merit) const {
    return static_cast<std::uint32_t>((merit / 2 - best_) * per_unit_);
  }

 private:
  double best_;
  double per_unit_;
};

}  // namespace

std::span<const KeyedPlace> MeritOrder::sort(std::span<const Order> orders,
                                             std::span<const double> kwh, Side side) {
  ranking_.clear();
  double best = std::numeric_limits<double>::infinity();
  double worst = -best;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const double at = merit(orders[i].limit_price, side);
    best = kwh[i] > 0 ? std::min(best, at) : best;
    worst = kwh[i] > 0 ? std::max(worst, at) : worst;
  }
  const MeritKey key{best, worst};
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (kwh[i] > 0) ranking_.push_back(keyed(key(merit(orders[i].limit_price, side)), i));
  }
  sort_.sort(ranking_);
  const double sign = merit(1, side);
  sort_equal_keys(ranking_, [&](KeyedPlace a, KeyedPlace b) {
    const Order& left = orders[place_of(a)];
    const Order& right = orders[place_of(b)];
    return std::tuple{sign * left.limit_price, left.arrival, left.owner, place_of(a)} <
           std::tuple{sign * right.limit_price, right.arrival, right.owner, place_of(b)};
  });
  return ranking_;
}

}  // namespace peerwatt::market
