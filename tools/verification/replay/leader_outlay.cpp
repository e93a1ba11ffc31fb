#include "tools/verification/replay/leader_outlay.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "tools/verification/replay/generation.hpp"
#include "tools/verification/replay/leader_demand.hpp"
#include "tools/verification/replay/tried_prices.hpp"

namespace peerwatt::verification {
namespace {

constexpr int kGridPrices = 256;
constexpr std::size_t kMostCorners = 2048;

struct Point {
  double price;
  double outlay;
};

// Where the parabola through three points, the second half-way, is lowest, if that is between them.
std::optional<double> vertex(const Point& first, const Point& middle, const Point& last) {
  const double half = middle.price - first.price;
  const double bend = first.outlay - 2 * middle.outlay + last.outlay;
  if (!(bend > 0)) return {};
  const double shift = half * (first.outlay - last.outlay) / (2 * bend);
  if (std::fabs(shift) >= half) return {};
  return middle.price + shift;
}

}  // namespace

double LeaderOutlay::at(double price, const Followers& followers) const {
  const FollowerSums sums = sums_at(price, followers);
  const double sold =
      sums.elastic_kwh + (facts_.rules.counts_inflexible_load ? sums.inflexible_kwh : 0.0);
  return generation_of(facts_.rules, std::max(0.0, LeaderDemand{facts_, slot_, 0}.net_kwh(sums)))
             .cost -
         price * sold;
}

// Rising; E_g is straight from one to the next.
std::vector<double> LeaderOutlay::corners(const Followers& followers) const {
  // A base price that is rounded may lie a rounding above a cap that it equals.
  const double cap = facts_.rules.price_cap;
  const double base = std::min(slot_.record.system.price_base, cap);
  std::vector<double> prices;
  for (int i = 0; i <= kGridPrices; ++i) prices.push_back(base + (cap - base) * i / kGridPrices);
  for (const Position& position : followers.left) {
    prices.push_back(position.satiation_price());
    prices.push_back(position.saturation_price());
  }
  std::erase_if(prices, [&](double price) { return price < base || price > cap; });
  std::sort(prices.begin(), prices.end());
  thin_evenly(prices, kMostCorners);
  const std::vector<double> more = crossings(prices, followers);
  prices.insert(prices.end(), more.begin(), more.end());
  std::sort(prices.begin(), prices.end());
  return prices;
}

std::vector<double> LeaderOutlay::crossings(std::span<const double> prices,
                                            const Followers& followers) const {
  const LeaderDemand demand{facts_, slot_, 0};
  std::vector<double> found;
  double before = 0;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const double here = demand.net_kwh(sums_at(prices[i], followers));
    for (const double net : {0.0, facts_.rules.capacity_kwh}) {
      if (i == 0 || !(before > net && net > here)) continue;
      const double part = (before - net) / (before - here);
      found.push_back(prices[i - 1] + (prices[i] - prices[i - 1]) * part);
    }
    before = here;
  }
  return found;
}

LeaderOutlay::Least LeaderOutlay::least(const Followers& followers) const {
  const std::vector<double> prices = corners(followers);
  const auto point = [&](double price) { return Point{price, at(price, followers)}; };
  Point best = point(prices.front()), last = best;
  const auto consider = [&](const Point& other) {
    if (other.outlay < best.outlay) best = other;
  };
  for (const double price : prices) {
    const Point first = last, middle = point((first.price + price) / 2);
    last = point(price);
    if (const auto lowest = vertex(first, middle, last)) consider(point(*lowest));
    consider(last);
  }
  return {best.price, best.outlay};
}

double LeaderOutlay::slack(double price, const Followers& followers) const {
  const recording::RuleStatics& rules = facts_.rules;
  const FollowerSums sums = sums_at(price, followers);
  double slope = 0;
  for (const Position& position : followers.left) slope += position.slope();
  const double net = std::max(0.0, LeaderDemand{facts_, slot_, 0}.net_kwh(sums));
  const double marginal = 2 * rules.cost_quadratic * net + rules.cost_linear + rules.reserve_price;
  return rules.price_tolerance *
         (sums.elastic_kwh + sums.inflexible_kwh + slope * (price + marginal));
}

}  // namespace peerwatt::verification
