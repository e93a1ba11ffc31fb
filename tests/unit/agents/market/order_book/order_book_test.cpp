#include "agents/market/order_book/order_book.hpp"

#include <cmath>
#include <initializer_list>
#include <optional>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// Owners of the orders.
constexpr std::uint32_t kAnn = 1;
constexpr std::uint32_t kBob = 2;
constexpr std::uint32_t kCat = 3;

LimitOrder buy(double kwh, double price, std::uint32_t owner) {
  return {Side::kBuy, kwh, price, owner};
}
LimitOrder sell(double kwh, double price, std::uint32_t owner) {
  return {Side::kSell, kwh, price, owner};
}

// Who was traded with, in order.
std::vector<std::uint32_t> partners(const Receipt& receipt) {
  std::vector<std::uint32_t> owners;
  for (const Execution& execution : receipt.executions) owners.push_back(execution.resting_owner);
  return owners;
}

using Owners = std::vector<std::uint32_t>;

TEST_CASE("an order that does not cross rests") {
  OrderBook book;
  CHECK_FALSE(book.best(Side::kBuy));
  const Receipt bid = book.submit(buy(2, 0.15, kAnn));
  const Receipt ask = book.submit(sell(3, 0.25, kBob));
  CHECK(bid.state == OrderState::kResting);
  CHECK(ask.executions.empty());
  CHECK(book.size() == 2);
  CHECK(book.best(Side::kBuy)->limit_price == 0.15);
  CHECK(book.best(Side::kBuy)->quantity_kwh == 2);
  CHECK(book.best(Side::kSell)->limit_price == 0.25);
  CHECK(book.best(Side::kSell)->owner == kBob);
  CHECK(book.unfilled_kwh(bid.ticket) == 2);
}

TEST_CASE("an order that crosses trades at once, at the resting order's price") {
  OrderBook book;
  const Ticket bid = book.submit(buy(2, 0.25, kAnn)).ticket;
  const Receipt ask = book.submit(sell(2, 0.10, kBob));
  CHECK(ask.state == OrderState::kDone);
  CHECK(ask.executed_kwh == 2);
  REQUIRE(ask.executions.size() == 1);
  const Execution& execution = ask.executions.front();
  CHECK(execution.resting == bid);
  CHECK(execution.resting_owner == kAnn);
  CHECK(execution.quantity_kwh == 2);
  CHECK(execution.price == 0.25);
  CHECK(execution.resting_unfilled_kwh == 0);
  CHECK(book.size() == 0);
  book.submit(sell(1, 0.10, kBob));
  CHECK(book.submit(buy(1, 0.25, kAnn)).executions.front().price == 0.10);
}

TEST_CASE("an ask equal to a bid crosses, and one above it does not") {
  OrderBook book;
  book.submit(buy(1, 0.2, kAnn));
  CHECK(book.submit(sell(1, std::nextafter(0.2, 1.0), kBob)).executions.empty());
  CHECK(book.submit(sell(1, 0.2, kBob)).executions.size() == 1);
}

TEST_CASE("the better price goes first, then the earlier order") {
  OrderBook book;
  book.submit(sell(1, 0.12, 10));
  book.submit(sell(1, 0.11, 11));
  book.submit(sell(1, 0.12, 12));
  book.submit(sell(1, 0.11, 13));
  CHECK(partners(book.submit(buy(4, 0.2, kAnn))) == Owners{11, 13, 10, 12});
  book.submit(buy(1, 0.12, 10));
  book.submit(buy(1, 0.13, 11));
  book.submit(buy(1, 0.12, 12));
  CHECK(partners(book.submit(sell(3, 0.1, kAnn))) == Owners{11, 10, 12});
}

TEST_CASE("an order is filled as far as the other side goes, and what is left of it rests") {
  OrderBook book;
  book.submit(sell(1, 0.11, kAnn));
  const Ticket dear = book.submit(sell(4, 0.12, kBob)).ticket;
  book.submit(sell(1, 0.30, kAnn));
  const Receipt first = book.submit(buy(3, 0.12, kCat));
  CHECK(first.state == OrderState::kDone);
  CHECK(first.executions[0].quantity_kwh == 1);
  CHECK(first.executions[1].quantity_kwh == 2);
  CHECK(first.executions[1].resting_unfilled_kwh == 2);
  CHECK(book.unfilled_kwh(dear) == 2);
  CHECK(book.executed_kwh(dear) == 2);
  const Receipt second = book.submit(buy(5, 0.12, kCat));
  CHECK(second.state == OrderState::kResting);
  CHECK(second.executed_kwh == 2);
  CHECK(book.unfilled_kwh(second.ticket) == 3);
  CHECK(book.best(Side::kBuy)->quantity_kwh == 3);
}

TEST_CASE("what is cancelled does not trade, and cannot be cancelled twice") {
  OrderBook book;
  const Ticket first = book.submit(sell(1, 0.1, kAnn)).ticket;
  book.submit(sell(1, 0.2, kBob));
  CHECK(book.cancel(first));
  CHECK_FALSE(book.cancel(first));
  CHECK(book.unfilled_kwh(first) == 0);
  CHECK(book.best(Side::kSell)->limit_price == 0.2);
  CHECK(partners(book.submit(buy(1, 0.3, kCat))) == Owners{kBob});
  CHECK_FALSE(book.cancel({}));
}

TEST_CASE("the ticket of an order that is done stays void when another takes its place") {
  OrderBook book;
  const Ticket filled = book.submit(sell(1, 0.1, kAnn)).ticket;
  book.submit(buy(1, 0.1, kBob));
  const Ticket next = book.submit(sell(1, 0.1, kCat)).ticket;
  CHECK(next != filled);
  CHECK_FALSE(book.cancel(filled));
  CHECK(book.replace(filled, 5, 0.1).state == OrderState::kUnknown);
  CHECK(book.unfilled_kwh(filled) == 0);
  CHECK(book.unfilled_kwh(next) == 1);
}

TEST_CASE("a lower quantity keeps the place in time; a higher one or another price loses it") {
  OrderBook book;
  const auto line_up = [&](double total, double price) {
    book.clear();
    const Ticket first = book.submit(sell(3, 0.1, kAnn)).ticket;
    book.submit(sell(3, 0.1, kBob));
    book.replace(first, total, price);
    return book.best(Side::kSell)->owner;
  };
  CHECK(line_up(2, 0.1) == kAnn);
  CHECK(line_up(3, 0.1) == kAnn);
  CHECK(line_up(4, 0.1) == kBob);
  CHECK(line_up(2, 0.11) == kBob);
  CHECK(line_up(2, 0.09) == kAnn);
}

TEST_CASE("there and back again in price goes behind those who stayed") {
  OrderBook book;
  const Ticket first = book.submit(sell(3, 0.1, kAnn)).ticket;
  book.submit(sell(3, 0.1, kBob));
  book.replace(first, 3, 0.2);
  const Receipt back = book.replace(first, 3, 0.1);
  CHECK(back.ticket == first);
  CHECK(partners(book.submit(buy(6, 0.1, kCat))) == Owners{kBob, kAnn});
}

// The owner wants 4 kWh in all instead of 5; meanwhile 3 have been bought.
TEST_CASE("a replacement that crosses a fill on its way does not trade it again") {
  for (const double price : {0.2, 0.3}) {
    OrderBook book;
    const Ticket bid = book.submit(buy(5, 0.2, kAnn)).ticket;
    book.submit(sell(3, 0.2, kBob));
    const Receipt changed = book.replace(bid, 4, price);
    CHECK(changed.state == OrderState::kResting);
    CHECK(changed.executions.empty());
    CHECK(changed.executed_kwh == 3);
    CHECK(book.unfilled_kwh(bid) == 1);
    CHECK(book.submit(sell(9, 0.2, kBob)).executed_kwh == 1);
  }
}

TEST_CASE("a replacement by no more than what was executed ends the order") {
  for (const double total : {3.0, 2.0, 0.0}) {
    OrderBook book;
    const Ticket bid = book.submit(buy(5, 0.2, kAnn)).ticket;
    book.submit(sell(3, 0.2, kBob));
    const Receipt changed = book.replace(bid, total, 0.2);
    CHECK(changed.state == OrderState::kDone);
    CHECK(changed.executed_kwh == 3);
    CHECK(book.size() == 0);
    CHECK_FALSE(book.best(Side::kBuy));
  }
}

TEST_CASE("an order replaced across the market trades at once, and its fills add up") {
  OrderBook book;
  const Ticket bid = book.submit(buy(5, 0.2, kAnn)).ticket;
  book.submit(sell(1, 0.2, kBob));
  book.submit(sell(2, 0.25, kCat));
  const Receipt raised = book.replace(bid, 5, 0.3);
  CHECK(raised.state == OrderState::kResting);
  CHECK(partners(raised) == Owners{kCat});
  CHECK(raised.executions.front().price == 0.25);
  CHECK(raised.executed_kwh == 3);
  CHECK(book.executed_kwh(bid) == 3);
  CHECK(book.unfilled_kwh(bid) == 2);
  book.submit(sell(2, 0.35, kCat));
  CHECK(book.replace(bid, 5, 0.4).state == OrderState::kDone);
  CHECK(book.size() == 0);
}

TEST_CASE("an owner's resting order is cancelled rather than traded with") {
  OrderBook book;
  const Ticket own = book.submit(sell(1, 0.10, kAnn)).ticket;
  book.submit(sell(1, 0.11, kBob));
  const Ticket far = book.submit(sell(1, 0.30, kAnn)).ticket;
  const Receipt bid = book.submit(buy(3, 0.2, kAnn));
  CHECK(partners(bid) == Owners{kBob});
  REQUIRE(bid.withdrawn.size() == 1);
  CHECK(bid.withdrawn.front() == own);
  CHECK(book.unfilled_kwh(own) == 0);
  CHECK(book.unfilled_kwh(far) == 1);  // it was not in the way
  CHECK(book.unfilled_kwh(bid.ticket) == 2);
  CHECK(book.replace(bid.ticket, 3, 0.3).withdrawn.front() == far);
  CHECK(book.size() == 1);
}

TEST_CASE("an own order behind what fills the incoming one stays") {
  OrderBook book;
  book.submit(sell(1, 0.1, kBob));
  const Ticket own = book.submit(sell(1, 0.1, kAnn)).ticket;
  CHECK(book.submit(buy(1, 0.2, kAnn)).withdrawn.empty());
  CHECK(book.unfilled_kwh(own) == 1);
}

TEST_CASE("quantities that add up on paper leave nothing behind") {
  OrderBook book;
  // 0.3 - 0.1 - 0.2 is -2.8e-17 in doubles.
  book.submit(sell(0.1, 0.1, kAnn));
  book.submit(sell(0.2, 0.1, kBob));
  CHECK(book.submit(buy(0.3, 0.2, kCat)).executed_kwh == 0.3);
  CHECK(book.size() == 0);
  const Ticket large = book.submit(sell(1000, 0.1, kAnn)).ticket;
  for (int i = 0; i < 9999; ++i) book.submit(buy(0.1, 0.1, kBob));
  CHECK(book.unfilled_kwh(large) == 0.1);
  CHECK(book.executed_kwh(large) == 999.9);
  CHECK(book.submit(buy(0.1, 0.1, kBob)).executions.front().resting_unfilled_kwh == 0);
  CHECK(book.size() == 0);
}

TEST_CASE("decimal quantities down to a millionth of a watt-hour are kept exactly") {
  OrderBook book;
  for (const double unit : {1e-9, 1e-6, 1e-3, 1.0, 1e3}) {
    for (int i = 1; i < 1000; ++i) {
      const double kwh = std::round(i * unit * 1e9) / 1e9;
      const Ticket ticket = book.submit(buy(kwh, 0.1, kAnn)).ticket;
      REQUIRE(book.unfilled_kwh(ticket) == kwh);
    }
  }
}

TEST_CASE(
    "other quantities are rounded down, and less than a millionth of a watt-hour is nothing") {
  OrderBook book;
  CHECK(book.unfilled_kwh(book.submit(buy(1.7e-9, 0.1, kAnn)).ticket) == 1e-9);
  CHECK(book.unfilled_kwh(book.submit(buy(1.0 / 3, 0.1, kAnn)).ticket) == 0.333333333);
  CHECK(book.unfilled_kwh(book.submit(buy(2.0 / 3, 0.1, kAnn)).ticket) == 0.666666666);
  CHECK(book.submit(buy(0.9e-9, 0.1, kAnn)).state == OrderState::kDone);
  CHECK(book.submit(buy(0, 0.1, kAnn)).state == OrderState::kDone);
  CHECK(book.size() == 3);
}

TEST_CASE("prices may be negative or zero") {
  OrderBook book;
  book.submit(buy(1, 0.0, kAnn));
  CHECK(partners(book.submit(sell(1, -0.0, kBob))) == Owners{kAnn});
  book.submit(sell(1, -0.2, kAnn));
  CHECK(book.submit(buy(1, -0.3, kBob)).executions.empty());
  CHECK(book.submit(buy(1, -0.1, kBob)).executions.front().price == -0.2);
}

TEST_CASE("a cleared book is empty, and its tickets are void") {
  OrderBook book;
  const Ticket ask = book.submit(sell(1, 0.2, kAnn)).ticket;
  const Ticket bid = book.submit(buy(1, 0.1, kBob)).ticket;
  const Ticket gone = book.submit(buy(1, 0.1, kBob)).ticket;
  book.cancel(gone);
  book.clear();
  CHECK(book.size() == 0);
  CHECK_FALSE(book.best(Side::kBuy));
  CHECK(book.submit(buy(1, 0.3, kCat)).executions.empty());
  book.submit(buy(1, 0.3, kCat));
  for (const Ticket old : {ask, bid, gone}) {
    CHECK(book.unfilled_kwh(old) == 0);
    CHECK_FALSE(book.cancel(old));
  }
  CHECK(book.size() == 2);
}

TEST_CASE("many cancelled orders leave the order of the others alone") {
  OrderBook book;
  std::vector<Ticket> tickets;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    tickets.push_back(book.submit(sell(1, 0.1 + 0.0001 * (i * 7919 % 2000), i)).ticket);
  }
  for (std::uint32_t i = 0; i < 2000; ++i) {
    if (i % 10 != 0) CHECK(book.cancel(tickets[i]));
  }
  CHECK(book.size() == 200);
  double last = 0;
  const Receipt all = book.submit(buy(1000, 1, 5000));
  REQUIRE(all.executions.size() == 200);
  for (const Execution& execution : all.executions) {
    CHECK(execution.resting_owner % 10 == 0);
    CHECK(execution.price > last);
    last = execution.price;
  }
}

}  // namespace
}  // namespace peerwatt::market
