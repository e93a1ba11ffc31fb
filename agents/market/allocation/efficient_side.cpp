#include "agents/market/allocation/efficient_side.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace peerwatt::market {
namespace {

constexpr std::size_t kLanes = 4;  // independent sums, none of which waits for another

}  // namespace

void EfficientSide::find_margin(std::span<const Order> orders, Quanta volume, Quanta slack) {
  at_ = book_.find_marginal(volume - slack);
  equals_.clear();
  order_ = 0;
  double offered = book_.first_of(at_).quantity_kwh;
  if (at_.count > 1) {
    rank_equals(orders, volume - slack);
    offered = orders[equals_[order_]].quantity_kwh;
  }
  const Quanta traded = volume - at_.before;
  marginal_kwh_ = std::min(offered, book_.kwh(traded));
  is_marginal_filled_ = book_.quanta(offered) <= traded + slack;
}

// Finds the marginal one of the orders at the marginal price, which rank by arrival, owner and
// index in the span. Selection as in BookSide: the candidates are halved by nth_element until the
// order that reaches the target is left, O(number of equals) on average. Invariant: those before
// `order_` trade in full and are counted in `at_.before`.
void EfficientSide::rank_equals(std::span<const Order> orders, Quanta target) {
  const double price = marginal_price();
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (orders[i].limit_price == price) equals_.push_back(static_cast<std::uint32_t>(i));
  }
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(orders[a].arrival, orders[a].owner, a) <
           std::tie(orders[b].arrival, orders[b].owner, b);
  };
  std::size_t last = equals_.size();
  while (last - order_ > 1) {
    const std::size_t middle = order_ + (last - order_) / 2;
    const auto begin = equals_.begin();
    std::nth_element(begin + order_, begin + middle, begin + last, earlier);
    Quanta half = 0;
    for (std::size_t i = order_; i < middle; ++i) {
      half += book_.quanta(orders[equals_[i]].quantity_kwh);
    }
    if (at_.before + half >= target) {
      last = middle;
    } else {
      at_.before += half;
      order_ = middle;
    }
  }
}

std::optional<double> EfficientSide::next_price(std::span<const Order> orders) const {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  for (std::size_t i = order_ + 1; i < equals_.size(); ++i) {
    if (orders[equals_[i]].quantity_kwh > 0) return marginal_price();
  }
  const double sign = merit(1, side_);
  double next = kNone;
  for (const Order& order : orders) {
    const double candidate = sign * order.limit_price;
    next = candidate > at_.merit && order.quantity_kwh > 0 ? std::min(next, candidate) : next;
  }
  if (next == kNone) return std::nullopt;
  return merit(next, side_);
}

void EfficientSide::quantities_before(std::span<const Order> orders,
                                      std::vector<double>& kwh) const {
  const std::span<const Offer> better = book_.better(at_);
  kwh.resize(better.size() + order_);
  for (std::size_t i = 0; i < better.size(); ++i) kwh[i] = better[i].quantity_kwh;
  for (std::size_t i = 0; i < order_; ++i) {
    kwh[better.size() + i] = orders[equals_[i]].quantity_kwh;
  }
}

void EfficientSide::fill(std::span<const Order> orders, const EqualCut& cut, Marginal marginal,
                         std::span<double> filled_kwh) const {
  const double sign = merit(1, side_);
  const double of_marginal = marginal == Marginal::kTrades ? marginal_kwh_ : 0.0;
  for (std::size_t i = 0; i < orders.size(); ++i) {  // no branch to mispredict
    const double at = sign * orders[i].limit_price;
    const double kept = cut.remaining(orders[i].quantity_kwh);
    filled_kwh[i] = (at < at_.merit ? kept : 0.0) + (at == at_.merit ? of_marginal : 0.0);
  }
  for (std::size_t i = 0; i < equals_.size(); ++i) {
    const std::uint32_t index = equals_[i];
    filled_kwh[index] = i < order_    ? cut.remaining(orders[index].quantity_kwh)
                        : i == order_ ? of_marginal
                                      : 0.0;
  }
}

double EfficientSide::gain(const EqualCut& cut) const {
  const std::span<const Offer> better = book_.better(at_);
  std::array<double, kLanes> sums{};
  const auto of = [&](const Offer& offer) {
    return (at_.merit - offer.merit) * cut.remaining(offer.quantity_kwh);
  };
  std::size_t i = 0;
  for (; i + kLanes <= better.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += of(better[i + lane]);
  }
  for (; i < better.size(); ++i) sums[0] += of(better[i]);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

}  // namespace peerwatt::market
