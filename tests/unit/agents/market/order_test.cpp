#include "agents/market/order.hpp"

#include <limits>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();

TEST_CASE("cheap asks and dear bids have the smaller merit") {
  CHECK(merit(0.10, Side::kSell) < merit(0.12, Side::kSell));
  CHECK(merit(0.30, Side::kBuy) < merit(0.25, Side::kBuy));
}

TEST_CASE("an ask and a bid can trade where their merits add up to no more than zero") {
  CHECK(merit(0.20, Side::kSell) + merit(0.20, Side::kBuy) <= 0);
  CHECK(merit(0.20, Side::kSell) + merit(0.21, Side::kBuy) <= 0);
  CHECK(merit(0.21, Side::kSell) + merit(0.20, Side::kBuy) > 0);
}

TEST_CASE("the best order of a side is the best that has a quantity") {
  const std::vector<Order> orders{{1, 0.2, 0, 1}, {0, 0.1, 0, 2}, {2, 0.3, 0, 3}, {0, 0.4, 0, 4}};
  CHECK(best_merit(orders, Side::kSell) == 0.2);
  CHECK(best_merit(orders, Side::kBuy) == -0.3);
}

TEST_CASE("a side without a quantity has no best order") {
  CHECK(best_merit({}, Side::kSell) == kNone);
  const std::vector<Order> empty{{0, 0.2, 0, 1}};
  CHECK(best_merit(empty, Side::kSell) == kNone);
  CHECK(best_merit(empty, Side::kBuy) == kNone);
}

}  // namespace
}  // namespace peerwatt::market
