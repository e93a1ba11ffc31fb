#include "agents/market/stated_book.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/contracts.hpp"

namespace peerwatt::market {
namespace {

constexpr std::uint32_t kOtherHalf = std::uint32_t{1}
                                     << 31;  // by this bit of a draw muda picks the half

}  // namespace

void StatedBook::Orders::load(std::span<const Order> given, std::span<const double> given_demand) {
  orders.assign(given.begin(), given.end());
  demand.assign(given_demand.begin(), given_demand.end());
  truths.resize(given.size());
  std::iota(truths.begin(), truths.end(), std::uint32_t{0});
}

void StatedBook::load(const CallMarket& truth, const OrderWorth& worth) {
  PEERWATT_EXPECTS(truth.pool_demand_kwh.empty() ||
                   truth.pool_demand_kwh.size() == truth.bids.size());
  worth_ = &worth;
  asks_.load(truth.asks, {});
  bids_.load(truth.bids, truth.pool_demand_kwh);
  grid_ = truth.grid;
  clearings_ = 0;
  false_name_ = 0;
  for (const Orders* side : {&asks_, &bids_}) {
    for (const Order& order : side->orders) false_name_ = std::max(false_name_, order.owner + 1);
  }
}

const Order& StatedBook::order(OrderPlace place) const {
  const std::vector<Order>& orders = (place.side == Side::kSell ? asks_ : bids_).orders;
  PEERWATT_EXPECTS(place.index < orders.size());
  return orders[place.index];
}

Order StatedBook::named(const StatedOrder& stated) const {
  Order order = this->order(stated.truth);
  order.quantity_kwh = stated.quantity_kwh;
  order.limit_price = stated.limit_price;
  if (stated.name != Name::kOwn) order.owner = false_name_;
  if (stated.name == Name::kFalseInOtherHalf) order.random_draw ^= kOtherHalf;
  return order;
}

// Builds the stated market. An order replaces the true one that it refers to, unless an earlier one
// of `stated` has done so.
void StatedBook::state(std::span<const StatedOrder> stated) {
  stated_asks_ = asks_;
  stated_bids_ = bids_;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const auto before = stated.first(i);
    state(stated[i], std::none_of(before.begin(), before.end(), [&](const StatedOrder& earlier) {
            return earlier.truth == stated[i].truth;
          }));
  }
}

// States one order: in place of the true one, or beside it. Its demand in a pool is the same part
// of the true demand as its quantity is of the true quantity.
void StatedBook::state(const StatedOrder& stated, bool replaces) {
  const Order& truth = order(stated.truth);
  const std::uint32_t index = stated.truth.index;
  Orders& to = side(stated.truth.side);
  const bool has_demand = !to.demand.empty();
  const double part = truth.quantity_kwh > 0 ? stated.quantity_kwh / truth.quantity_kwh : 1;
  const double demand = has_demand ? part * bids_.demand[index] : 0;
  if (replaces) {
    to.orders[index] = named(stated);
    if (has_demand) to.demand[index] = demand;
    return;
  }
  to.orders.push_back(named(stated));
  to.truths.push_back(index);
  if (has_demand) to.demand.push_back(demand);
}

// Adds what stated orders trade to the true orders that they stand for.
void StatedBook::add_fills(const Fills& fills, Orders& side) {
  for (std::size_t i = 0; i < side.truths.size(); ++i) {
    side.quantities_kwh[side.truths[i]] += fills.quantity_kwh[i];
    side.money[side.truths[i]] += fills.money[i];
  }
}

double StatedBook::utility(Mechanism& mechanism, std::uint32_t owner,
                           std::span<const StatedOrder> stated) {
  state(stated);
  mechanism.clear(stated_asks_.market(stated_bids_, grid_), clearing_);
  ++clearings_;
  double utility = 0;
  for (const Side which : {Side::kSell, Side::kBuy}) {
    const bool sells = which == Side::kSell;
    const std::vector<Order>& truths = (sells ? asks_ : bids_).orders;
    Orders& traded = side(which);
    traded.quantities_kwh.assign(truths.size(), 0);
    traded.money.assign(truths.size(), 0);
    for (const Stage& stage : clearing_.stages())
      add_fills(sells ? stage.asks : stage.bids, traded);
    for (std::uint32_t i = 0; i < truths.size(); ++i) {
      if (truths[i].owner != owner) continue;
      utility += worth_->of({which, i}, traded.quantities_kwh[i]);
      utility += sells ? traded.money[i] : -traded.money[i];
    }
  }
  return utility;
}

}  // namespace peerwatt::market
