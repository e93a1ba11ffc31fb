#include "tools/verification/leader_outlay.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "tools/verification/tried_prices.hpp"

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

double LeaderOutlay::of_demand(double price, double prosumers_kwh) const {
  const recording::RuleStatics& rules = facts_.rules;
  const double demand = slot_.record.system.other_demand_kwh + prosumers_kwh;
  return rules.cost_quadratic * demand * demand + rules.cost_linear * demand + rules.cost_fixed +
         rules.reserve_price * std::max(0.0, demand - rules.capacity_kwh) - price * prosumers_kwh;
}

double LeaderOutlay::demand_kwh(double price, std::span<const Position> left) const {
  double sum = 0;
  for (const Position& position : left) sum += position.want(price);
  return sum;
}

double LeaderOutlay::at(double price, std::span<const Position> left) const {
  return of_demand(price, demand_kwh(price, left));
}

// Rising; E_g is straight from one to the next.
std::vector<double> LeaderOutlay::corners(std::span<const Position> left) const {
  const double base = slot_.record.system.price_base, cap = facts_.rules.price_cap;
  std::vector<double> prices;
  for (int i = 0; i <= kGridPrices; ++i) prices.push_back(base + (cap - base) * i / kGridPrices);
  for (const Position& position : left) {
    prices.push_back(position.satiation_price());
    prices.push_back(position.saturation_price());
  }
  std::erase_if(prices, [&](double price) { return price < base || price > cap; });
  std::sort(prices.begin(), prices.end());
  thin_evenly(prices, kMostCorners);
  const double room = facts_.rules.capacity_kwh - slot_.record.system.other_demand_kwh;
  const std::size_t count = prices.size();
  for (std::size_t i = 0; i + 1 < count; ++i) {
    const double more = demand_kwh(prices[i], left), less = demand_kwh(prices[i + 1], left);
    if (!(more > room && room > less)) continue;
    prices.push_back(prices[i] + (prices[i + 1] - prices[i]) * (more - room) / (more - less));
  }
  std::sort(prices.begin(), prices.end());
  return prices;
}

LeaderOutlay::Least LeaderOutlay::least(std::span<const Position> left) const {
  const std::vector<double> prices = corners(left);
  const auto point = [&](double price) { return Point{price, at(price, left)}; };
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

double LeaderOutlay::slack(double price, std::span<const Position> left) const {
  const recording::RuleStatics& rules = facts_.rules;
  double slope = 0;
  for (const Position& position : left) slope += position.slope();
  const double demand = demand_kwh(price, left);
  const double marginal =
      2 * rules.cost_quadratic * (slot_.record.system.other_demand_kwh + demand) +
      rules.cost_linear + rules.reserve_price;
  return rules.price_tolerance * (demand + slope * (price + marginal));
}

}  // namespace peerwatt::verification
