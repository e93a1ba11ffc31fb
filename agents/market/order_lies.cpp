#include "agents/market/order_lies.hpp"

#include <algorithm>
#include <cmath>

#include "agents/market/lie_candidates.hpp"

namespace peerwatt::market {
namespace {

constexpr std::array kShares{0.1, 0.25, 0.5, 0.75, 0.9};  // of an order, for a split's first part
constexpr std::array kMore{0.1, 0.5, 1.0};       // of an order, for a second part beyond the rest
constexpr std::size_t kMostFirstParts = 10;      // candidate quantities, besides these shares
constexpr std::size_t kMostPricesTogether = 10;  // if two orders are split together
// A lie replaces one found before only if its gain is larger by this part of the rounding error.
constexpr double kSignificance = 1e-3;

}  // namespace

void OrderLies::load(const CallMarket& truth, const OrderWorth& worth) {
  book_.load(truth, worth);
  prices_ = candidate_prices(truth, tried_.most_prices);
  largest_price_ = total_kwh_ = 0;
  for (const double price : prices_) largest_price_ = std::max(largest_price_, std::abs(price));
  for (const std::span<const Order> orders : {truth.asks, truth.bids}) {
    for (const Order& order : orders) total_kwh_ += order.quantity_kwh;
  }
}

LieFindings OrderLies::best_of(std::uint32_t owner) {
  owner_ = owner;
  collect_own();
  begin();
  for (const OrderPlace place : own_) try_order(place);
  const auto bid = std::find_if(own_.begin(), own_.end(),
                                [](OrderPlace place) { return place.side == Side::kBuy; });
  const bool on_both_sides = bid != own_.begin() && bid != own_.end();
  if (tried_.splits && on_both_sides) try_double_splits(own_.front(), *bid);
  return found_;
}

// Lists the owner's orders, asks first.
void OrderLies::collect_own() {
  own_.clear();
  const CallMarket truth = book_.truth();
  for (const Side side : {Side::kSell, Side::kBuy}) {
    const std::span<const Order> orders = side == Side::kSell ? truth.asks : truth.bids;
    for (std::uint32_t i = 0; i < orders.size(); ++i) {
      if (orders[i].owner == owner_) own_.push_back({side, i});
    }
  }
}

// Sets the truth as the best of every kind.
void OrderLies::begin() {
  found_ = {.utility = book_.utility(mechanism_, owner_, {})};
  double own_kwh = 0;
  for (const OrderPlace place : own_) own_kwh += book_.order(place).quantity_kwh;
  for (std::size_t kind = 0; kind < kLieKinds; ++kind) {
    found_.best[kind] = {.kind = static_cast<LieKind>(kind),
                         .owner = owner_,
                         .utility = found_.utility,
                         .utility_lying = found_.utility,
                         .rounding = rounding_of_gain(largest_price_, own_kwh, total_kwh_)};
  }
}

void OrderLies::try_order(OrderPlace place) {
  if (tried_.prices) try_prices(place);
  if (book_.order(place).quantity_kwh <= 0) return;
  quantities_ = candidate_quantities(book_.truth(), place, tried_.most_quantities);
  if (tried_.quantities) try_quantities(place);
  if (tried_.splits) try_splits(place);
}

void OrderLies::try_prices(OrderPlace place) {
  const Order& truth = book_.order(place);
  for (const double price : prices_) {
    if (price == truth.limit_price) continue;
    try_lie(LieKind::kPrice, std::array{StatedOrder{place, truth.quantity_kwh, price}});
  }
}

void OrderLies::try_quantities(OrderPlace place) {
  const double truth = book_.order(place).limit_price;
  for (const double kwh : quantities_) {
    try_lie(LieKind::kQuantity, std::array{StatedOrder{place, kwh, truth}});
    for (const double price : prices_) {
      if (price == truth || kwh <= 0) continue;
      try_lie(LieKind::kQuantityAndPrice, std::array{StatedOrder{place, kwh, price}});
    }
  }
}

// Returns the first parts of a split that are tried, kWh: shares of the order, and some of the
// quantities at which the margin of the market moves.
std::vector<double> OrderLies::first_parts(OrderPlace place) const {
  const double whole = book_.order(place).quantity_kwh;
  std::vector<double> parts;
  for (const double kwh : quantities_) {
    if (kwh > 0 && kwh < whole) parts.push_back(kwh);
  }
  parts = thinned(std::move(parts), kMostFirstParts);
  for (const double share : kShares) parts.push_back(share * whole);
  const std::size_t all = parts.size();
  return thinned(std::move(parts), all);
}

void OrderLies::try_splits(OrderPlace place) {
  const double whole = book_.order(place).quantity_kwh;
  collect_first_prices(place);
  for (const double first : first_parts(place)) {
    try_parts(place, first, whole - first);
    if (!tried_.any_sum) continue;
    for (const double share : kMore) {
      if (first + share * whole != whole) try_parts(place, first, share * whole);
    }
  }
  if (!tried_.any_sum) return;
  for (const double share : kMore) try_parts(place, whole, share * whole);
}

// Collects the prices for the first part of a split: the true one and all candidates, or the true
// one, the lowest and the highest.
void OrderLies::collect_first_prices(OrderPlace place) {
  const double truth = book_.order(place).limit_price;
  first_prices_.assign({truth});
  if (tried_.price_pairs) {
    first_prices_.insert(first_prices_.end(), prices_.begin(), prices_.end());
  } else {
    const auto [lowest, highest] = std::minmax_element(prices_.begin(), prices_.end());
    first_prices_.insert(first_prices_.end(), {*lowest, *highest});
  }
}

// Tries a split into these two quantities at all pairs of prices.
void OrderLies::try_parts(OrderPlace place, double first_kwh, double second_kwh) {
  const double truth = book_.order(place).limit_price;
  for (const double first_price : first_prices_) {
    const auto try_second = [&](double price) {
      std::array stated{StatedOrder{place, first_kwh, first_price},
                        StatedOrder{place, second_kwh, price}};
      try_names(stated, 1);
    };
    try_second(truth);
    for (const double price : prices_) try_second(price);
  }
}

// Splits an ask and a bid at once, since an owner on both sides can bring about a trade with
// itself. With S shares and R prices that is S^2*R^2 lies, each under up to 3 names.
void OrderLies::try_double_splits(OrderPlace ask, OrderPlace bid) {
  const Order sold = book_.order(ask);
  const Order bought = book_.order(bid);
  if (sold.quantity_kwh <= 0 || bought.quantity_kwh <= 0) return;
  const std::vector<double> prices = thinned(prices_, kMostPricesTogether);
  for (const double ask_share : kShares) {
    for (const double bid_share : kShares) {
      for (const double ask_price : prices) {
        for (const double bid_price : prices) {
          std::array stated{StatedOrder{ask, ask_share * sold.quantity_kwh, sold.limit_price},
                            StatedOrder{bid, bid_share * bought.quantity_kwh, bought.limit_price},
                            StatedOrder{ask, (1 - ask_share) * sold.quantity_kwh, ask_price},
                            StatedOrder{bid, (1 - bid_share) * bought.quantity_kwh, bid_price}};
          try_names(stated, 2);
        }
      }
    }
  }
}

// Tries the orders under the owner's name, then with the last `named` of them under a false one.
void OrderLies::try_names(std::span<StatedOrder> stated, std::size_t named) {
  try_lie(LieKind::kSplit, stated);
  if (!tried_.false_names) return;
  for (const Name name : {Name::kFalse, Name::kFalseInOtherHalf}) {
    for (StatedOrder& order : stated.last(named)) order.name = name;
    try_lie(LieKind::kFalseName, stated);
  }
}

void OrderLies::try_lie(LieKind kind, std::span<const StatedOrder> stated) {
  const auto index = static_cast<std::size_t>(kind);
  Lie& best = found_.best[index];
  ++found_.tried[index];
  const double utility = book_.utility(mechanism_, owner_, stated);
  if (utility <= best.utility_lying + kSignificance * best.rounding) return;
  best.stated.assign(stated.begin(), stated.end());
  best.utility_lying = utility;
}

}  // namespace peerwatt::market
