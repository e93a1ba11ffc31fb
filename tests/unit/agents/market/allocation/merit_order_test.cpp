#include "agents/market/allocation/merit_order.hpp"

#include <cstdint>
#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

using Places = std::vector<std::uint32_t>;

Places ranked(const std::vector<Order>& orders, const std::vector<double>& kwh, Side side) {
  MeritOrder order;
  Places places;
  for (const KeyedPlace item : order.sort(orders, kwh, side)) places.push_back(place_of(item));
  return places;
}

TEST_CASE("asks rank from the cheapest, bids from the most expensive") {
  CHECK(ranked(kAsks, {1, 2, 3}, Side::kSell) == Places{1, 2, 0});
  CHECK(ranked(kBids, {4, 2, 2}, Side::kBuy) == Places{0, 2, 1});
}

TEST_CASE("orders without a part in the volume are left out") {
  CHECK(ranked(kAsks, {1, 0, 3}, Side::kSell) == Places{2, 0});
  CHECK(ranked(kBids, {0, 0, 0}, Side::kBuy).empty());
}

TEST_CASE("at the same price the earlier order ranks first, then the smaller owner's") {
  const std::vector<Order> tie{
      {1, 0.2, 7, 1}, {1, 0.2, 5, 4}, {1, 0.2, 5, 3}, {1, 0.1, 9, 9}, {1, 0.2, 5, 3}};
  CHECK(ranked(tie, {1, 1, 1, 1, 1}, Side::kSell) == Places{3, 2, 4, 1, 0});
}

TEST_CASE("prices closer than the steps that merits are numbered in still rank by price") {
  // A step is 2e300/2^32 here.
  const std::vector<Order> orders{
      {1, 0.3, 0, 1}, {1, -1e300, 0, 2}, {1, 0.2, 0, 3}, {1, 1e300, 0, 4}, {1, 0.1, 0, 5}};
  CHECK(ranked(orders, {1, 1, 1, 1, 1}, Side::kSell) == Places{1, 4, 2, 0, 3});
}

}  // namespace
}  // namespace peerwatt::market
