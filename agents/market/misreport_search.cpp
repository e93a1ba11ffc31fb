#include "agents/market/misreport_search.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/core/contracts.hpp"

#include "agents/market/lie.hpp"
#include "agents/market/lie_candidates.hpp"
#include "agents/market/ticks.hpp"

namespace peerwatt::market {
namespace {

// A report replaces one found before only if its gain is larger by this part of the rounding error.
constexpr double kSignificance = 1e-3;

void assign_worths(std::span<const double> given, std::span<const Order> orders,
                   std::vector<double>& worths) {
  PEERWATT_EXPECTS(given.empty() || given.size() == orders.size());
  worths.assign(given.begin(), given.end());
  worths.resize(orders.size());
  for (std::size_t i = given.size(); i < orders.size(); ++i) worths[i] = orders[i].limit_price;
}

void sort_once(std::vector<double>& prices) {
  std::sort(prices.begin(), prices.end());
  prices.erase(std::unique(prices.begin(), prices.end()), prices.end());
}

}  // namespace

void MisreportSearch::load(const CallMarket& market, const Worths& worths) {
  asks_.assign(market.asks.begin(), market.asks.end());
  bids_.assign(market.bids.begin(), market.bids.end());
  demand_.assign(market.pool_demand_kwh.begin(), market.pool_demand_kwh.end());
  grid_ = market.grid;
  assign_worths(worths.asks, market.asks, ask_worths_);
  assign_worths(worths.bids, market.bids, bid_worths_);
  collect_prices();
  mechanism_.clear(this->market(), clearing_);
  clearings_ = 1;
  collect_owners();
}

void MisreportSearch::collect_prices() {
  prices_.assign({grid_.sell, grid_.feed_in, (grid_.sell + grid_.feed_in) / 2});
  total_kwh_ = 0;
  for (const std::vector<Order>* orders : {&asks_, &bids_}) {
    for (const Order& order : *orders) {
      prices_.push_back(order.limit_price);
      total_kwh_ += order.quantity_kwh;
    }
  }
  sort_once(prices_);
  largest_price_ = std::max(std::abs(prices_.front()), std::abs(prices_.back()));
}

void MisreportSearch::collect_owners() {
  owned_.clear();
  places_.clear();
  const auto add = [this](std::span<const Order> orders, Side side) {
    for (std::uint32_t i = 0; i < orders.size(); ++i) {
      places_.push_back({side, i});
      owned_.push_back({orders[i].owner, {side, i}, utility_of({side, i})});
    }
  };
  add(asks_, Side::kSell);
  add(bids_, Side::kBuy);
  std::sort(owned_.begin(), owned_.end(), [](const Owned& a, const Owned& b) {
    return std::tie(a.owner, a.order.side, a.order.index) <
           std::tie(b.owner, b.order.side, b.order.index);
  });
}

CallMarket MisreportSearch::market() const {
  return {.asks = asks_, .bids = bids_, .pool_demand_kwh = demand_, .grid = grid_};
}

Order& MisreportSearch::at(OrderPlace place) {
  std::vector<Order>& orders = place.side == Side::kSell ? asks_ : bids_;
  PEERWATT_EXPECTS(place.index < orders.size());
  return orders[place.index];
}

double MisreportSearch::utility_of(OrderPlace place) const {
  double utility = 0;
  for (const Stage& stage : clearing_.stages()) {
    utility += place.side == Side::kSell
                   ? stage.asks.money[place.index] -
                         ask_worths_[place.index] * stage.asks.quantity_kwh[place.index]
                   : bid_worths_[place.index] * stage.bids.quantity_kwh[place.index] -
                         stage.bids.money[place.index];
  }
  return utility;
}

Misreport MisreportSearch::truth(OrderPlace place) {
  const Order& order = at(place);
  const auto [first, last] =
      std::equal_range(owned_.begin(), owned_.end(), Owned{order.owner, {}},
                       [](const Owned& a, const Owned& b) { return a.owner < b.owner; });
  own_ = {first, last};
  double utility = 0, kwh = 0;
  for (const Owned& own : own_) {
    utility += own.honest_utility;
    kwh += at(own.order).quantity_kwh;
  }
  return {.order = place,
          .true_price = order.limit_price,
          .reported_price = order.limit_price,
          .near_price = order.limit_price,
          .utility = utility,
          .utility_misreporting = utility,
          .rounding = rounding_of_gain(largest_price_, kwh, total_kwh_)};
}

Misreport MisreportSearch::best_for(OrderPlace place) {
  Misreport best = truth(place);
  for (const double price : prices_) try_report(on_tick(price), best, price, Approach::kAt);
  const double beyond = 4 * largest_price_ + 1;  // no rule has a breakpoint as far out
  double low = prices_.front() - beyond;
  for (const double high : prices_) {
    try_between({low, high}, best);
    low = high;
  }
  try_between({low, low + beyond}, best);
  at(place).limit_price = best.true_price;
  return best;
}

Misreport MisreportSearch::best_of_all() {
  return best_of(places_);
}

Misreport MisreportSearch::best_of(std::span<const OrderPlace> orders) {
  PEERWATT_EXPECTS(!orders.empty());
  Misreport best = best_for(orders.front());
  for (const OrderPlace order : orders.subspan(1)) {
    const Misreport next = best_for(order);
    if (next.gain() > best.gain()) best = next;
  }
  return best;
}

double MisreportSearch::best_gain_of(std::uint32_t owner) {
  double best = 0;
  for (const OrderPlace place : places_) {
    if (at(place).owner != owner) continue;
    const Misreport lie = best_for(place);
    if (lie.pays()) best = std::max(best, lie.gain());
  }
  return best;
}

// The rule's own breakpoints are asked for with the report in the middle of the range, as the order
// of limit prices, on which they depend, is the same throughout the range.
void MisreportSearch::try_between(Range range, Misreport& best) {
  at(best.order).limit_price = (range.low + range.high) / 2;
  inner_.clear();
  mechanism_.add_breakpoints(market(), inner_);
  std::erase_if(inner_, [range](double p) { return !(range.low < p && p < range.high); });
  sort_once(inner_);
  for (const double price : inner_) try_report(on_tick(price), best, price, Approach::kAt);
  inner_.push_back(range.high);
  double low = range.low;
  for (const double high : inner_) {
    try_inside({low, high}, best);
    low = high;
  }
}

void MisreportSearch::try_inside(Range range, Misreport& best) {
  const double above = next_tick(range.low, 1);
  const double below = next_tick(range.high, -1);
  if (above > below) return;  // neighbouring ticks: no other price can be stated
  try_report(on_tick((range.low + range.high) / 2), best);
  try_report(above, best, range.low, Approach::kJustAbove);
  try_report(below, best, range.high, Approach::kJustBelow);
}

void MisreportSearch::try_report(double price, Misreport& best, double near_price,
                                 Approach approach) {
  at(best.order).limit_price = price;
  mechanism_.clear(market(), clearing_);
  ++clearings_;
  double utility = 0;
  for (const Owned& own : own_) utility += utility_of(own.order);
  if (utility <= best.utility_misreporting + kSignificance * best.rounding) return;
  best.reported_price = price;
  best.near_price = near_price;
  best.approach = approach;
  best.utility_misreporting = utility;
}

}  // namespace peerwatt::market
