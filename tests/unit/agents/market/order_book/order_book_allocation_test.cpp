#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/market/order_book/order_book.hpp"

#include "tests/support/allocation_count.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// The same window of trading again and again: orders that rest, trade, are replaced and cancelled.
class Window {
 public:
  void open() {
    book_.clear();
    for (std::uint32_t i = 0; i < kOrders; ++i) {
      const auto bits =
          random_bits({.seed = 1, .purpose = Purpose::kMarket, .owner = 0, .draw = i});
      const double price = 0.1 + 1e-3 * (bits[0] % 100);
      const Side side = bits[1] % 2 == 0 ? Side::kBuy : Side::kSell;
      const Receipt receipt = book_.submit(
          side, {.quantity_kwh = 0.5 + bits[2] % 4, .limit_price = price, .owner = i % 50});
      trades_ += receipt.executions.size();
      tickets_[i] = receipt.ticket;
      const Ticket earlier = tickets_[bits[3] % (i + 1)];
      if (i % 3 == 0) book_.cancel(earlier);
      if (i % 3 == 1) book_.replace(earlier, 3, price);
    }
  }
  std::size_t trades() const { return trades_; }

 private:
  static constexpr std::uint32_t kOrders = 5000;
  OrderBook book_;
  std::vector<Ticket> tickets_ = std::vector<Ticket>(kOrders);
  std::size_t trades_ = 0;
};

TEST_CASE("an order book allocates nothing once warm") {
  Window window;
  window.open();
  const std::size_t warm = allocation_count();
  for (int i = 0; i < 5; ++i) window.open();
  const std::size_t after = allocation_count();
  CHECK(after == warm);
  CHECK(window.trades() > 6 * 1000);
}

// Cancelled orders far from the best ones are found late, but their memory does not pile up.
TEST_CASE("an order book that is not cleared stays as small as what rests in it") {
  OrderBook book;
  const auto come_and_go = [&book](int times) {
    for (int i = 0; i < times; ++i) {
      const double price = 0.2 + 1e-6 * (i % 1000);
      const Ticket far =
          book.submit(Side::kSell, {.quantity_kwh = 1, .limit_price = price, .owner = 1}).ticket;
      if (i % 2 == 0) book.replace(far, 2, 0.3);
      book.cancel(far);
    }
  };
  book.submit(Side::kSell, {.quantity_kwh = 1, .limit_price = 0.1, .owner = 2});
  come_and_go(1000);
  const std::size_t warm = allocation_count();
  come_and_go(100'000);
  const std::size_t after = allocation_count();
  CHECK(after == warm);
  CHECK(book.size() == 1);
}

}  // namespace
}  // namespace peerwatt::market
