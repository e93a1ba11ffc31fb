// Long random sequences of orders, cancellations and replacements, played on the order book and on
// one that scans a vector.
#include "agents/market/order_book/order_book.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "tests/property/plain_order_book.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint64_t kSequences = 48;
constexpr std::uint32_t kEvents = 1500;
constexpr double kPerKwh = 1e9;

double kwh(std::int64_t quantity) {
  return static_cast<double>(quantity) / kPerKwh;
}

// One sequence. What differs between them: how many prices and owners there are, how much is
// cancelled and replaced.
class Duel {
 public:
  explicit Duel(std::uint64_t seed) : seed_{seed} {}

  void play() {
    for (event_ = 0; event_ < kEvents; ++event_) {
      act();
      check_market();
    }
    check_balance();
  }

 private:
  // Numbers of the event.
  double number(std::uint32_t which) const {
    return uniform({.seed = seed_, .purpose = Purpose::kMarket, .owner = event_, .draw = which});
  }
  std::size_t pick(std::uint32_t which, std::size_t count) const {
    return static_cast<std::size_t>(number(which) * static_cast<double>(count));
  }
  // Six decades of kWh, from 1e-3 to 1e3.
  std::int64_t quantity() const { return std::llround(std::pow(10, 6 + 6 * number(1))); }
  double price() const {
    constexpr int kTicks[]{1, 3, 20, 1'000'000'000};
    const int ticks = kTicks[seed_ % 4];
    return 0.05 + 0.25 * std::floor(number(2) * ticks) / ticks;
  }
  std::uint32_t owner() const {
    constexpr std::size_t kOwners[]{2, 5, 1000};
    return static_cast<std::uint32_t>(pick(3, kOwners[seed_ % 3]));
  }

  void act() {
    const double what = number(0);
    const double submits = 0.3 + 0.1 * static_cast<double>(seed_ % 5);
    if (what < submits || tickets_.empty()) {
      submit();
    } else if (what > 0.999) {
      book_.clear();
      plain_.clear();
    } else if (number(4) < 0.5) {
      cancel(pick(5, tickets_.size()));
    } else {
      replace(pick(5, tickets_.size()));
    }
  }
  void submit() {
    const std::int64_t amount = quantity();
    const LimitOrder order{number(6) < 0.5 ? Side::kBuy : Side::kSell, kwh(amount), price(),
                           owner()};
    plain_.submit(order, amount);
    check_receipt(book_.submit(order), tickets_.size());
  }
  void cancel(std::size_t order) {
    REQUIRE(book_.cancel(tickets_[order]) == plain_.orders()[order].rests);
    plain_.cancel(order);
  }
  void replace(std::size_t order) {
    const PlainOrder& before = plain_.orders()[order];
    const bool keeps_price = number(7) < 0.5;
    const std::int64_t part = std::llround(2 * number(8) * static_cast<double>(before.left));
    const std::int64_t total = number(9) < 0.1 ? before.executed / 2 : before.executed + part;
    const double new_price = keeps_price ? before.terms.limit_price : price();
    const Receipt receipt = book_.replace(tickets_[order], kwh(total), new_price);
    if (!before.rests) {
      REQUIRE(receipt.state == OrderState::kUnknown);
      REQUIRE(receipt.executions.empty());
      return;
    }
    plain_.replace(order, total, new_price);
    check_receipt(receipt, order);
  }

  void check_receipt(const Receipt& receipt, std::size_t order) {
    const PlainOrder& expected = plain_.orders()[order];
    REQUIRE(receipt.state == (expected.rests ? OrderState::kResting : OrderState::kDone));
    REQUIRE(receipt.executed_kwh == kwh(expected.executed));
    REQUIRE(receipt.executions.size() == plain_.trades.size());
    for (std::size_t i = 0; i < plain_.trades.size(); ++i) {
      const Execution& execution = receipt.executions[i];
      const PlainTrade& trade = plain_.trades[i];
      REQUIRE(execution.resting == tickets_[trade.resting]);
      REQUIRE(execution.resting_owner == plain_.orders()[trade.resting].terms.owner);
      REQUIRE(execution.resting_owner != expected.terms.owner);
      REQUIRE(execution.quantity_kwh == kwh(trade.quantity));
      REQUIRE(execution.price == trade.price);
      REQUIRE(execution.resting_unfilled_kwh == kwh(plain_.orders()[trade.resting].left));
      traded_ += trade.quantity;
    }
    REQUIRE(receipt.withdrawn.size() == plain_.withdrawn.size());
    for (std::size_t i = 0; i < plain_.withdrawn.size(); ++i) {
      REQUIRE(receipt.withdrawn[i] == tickets_[plain_.withdrawn[i]]);
    }
    if (order == tickets_.size()) {
      tickets_.push_back(receipt.ticket);
    } else if (expected.rests) {
      REQUIRE(receipt.ticket == tickets_[order]);
    }
  }

  void check_market() {
    REQUIRE(book_.size() == plain_.size());
    for (const Side side : {Side::kBuy, Side::kSell}) {
      const PlainOrder* expected = plain_.best(side);
      const auto best = book_.best(side);
      REQUIRE(best.has_value() == (expected != nullptr));
      if (!best) continue;
      REQUIRE(best->limit_price == expected->terms.limit_price);
      REQUIRE(best->quantity_kwh == kwh(expected->left));
      REQUIRE(best->owner == expected->terms.owner);
    }
    const auto bid = book_.best(Side::kBuy);
    const auto ask = book_.best(Side::kSell);
    if (bid && ask) REQUIRE(bid->limit_price < ask->limit_price);
  }
  void check_balance() {
    std::int64_t bought = 0, sold = 0;
    for (std::size_t i = 0; i < tickets_.size(); ++i) {
      const PlainOrder& order = plain_.orders()[i];
      REQUIRE(book_.unfilled_kwh(tickets_[i]) == (order.rests ? kwh(order.left) : 0));
      REQUIRE(book_.executed_kwh(tickets_[i]) == (order.rests ? kwh(order.executed) : 0));
      (order.terms.side == Side::kBuy ? bought : sold) += order.executed;
    }
    CHECK(bought == sold);
    CHECK(bought == traded_);
    CHECK(traded_ > 0);
  }

  std::uint64_t seed_;
  std::uint32_t event_ = 0;
  OrderBook book_;
  PlainBook plain_;
  std::vector<Ticket> tickets_;  // by order; void ones stay
  std::int64_t traded_ = 0;
};

TEST_CASE("the order book does what one that scans all orders does, event by event") {
  for (std::uint64_t seed = 1; seed <= kSequences; ++seed) {
    CAPTURE(seed);
    Duel{seed}.play();
  }
}

}  // namespace
}  // namespace peerwatt::market
