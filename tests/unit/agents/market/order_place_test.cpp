#include "agents/market/order_place.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("the same index on the other side is another place") {
  CHECK(OrderPlace{Side::kBuy, 2} == OrderPlace{Side::kBuy, 2});
  CHECK(OrderPlace{Side::kBuy, 2} != OrderPlace{Side::kSell, 2});
  CHECK(OrderPlace{Side::kBuy, 2} != OrderPlace{Side::kBuy, 3});
}

TEST_CASE("places sort by side, bids first, then by index") {
  std::vector<OrderPlace> places{
      {Side::kSell, 0}, {Side::kBuy, 7}, {Side::kSell, 1}, {Side::kBuy, 2}};
  std::sort(places.begin(), places.end());
  CHECK(places == std::vector<OrderPlace>{
                      {Side::kBuy, 2}, {Side::kBuy, 7}, {Side::kSell, 0}, {Side::kSell, 1}});
}

}  // namespace
}  // namespace peerwatt::market
