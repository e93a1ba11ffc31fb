#include "agents/market/allocation/holdings.hpp"

#include <limits>
#include <utility>
#include <vector>

#include "agents/market/order.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr double kAny = std::numeric_limits<double>::infinity();
using Places = std::vector<std::pair<Side, std::uint32_t>>;

// Owner 1 has two asks and a bid, owner 2 an ask and owner 3 a bid.
const std::vector<Order> kAsks{{2, 0.1, 0, 1}, {4, 0.2, 0, 2}, {3, 0.3, 0, 1}};
const std::vector<Order> kBids{{1, 0.4, 0, 1}, {6, 0.5, 0, 3}};
const CallMarket kMarket{.asks = kAsks, .bids = kBids};

Stage some_trades() {
  Stage stage;
  stage.asks.quantity_kwh = {2, 3, 0};
  stage.bids.quantity_kwh = {0.25, 4.75};
  return stage;
}

TEST_CASE("owners of one order come first, then those of several with all of them") {
  Holdings holdings;
  holdings.group(kMarket, kAny);
  std::vector<Places> owners;
  holdings.for_each_owner(kMarket, some_trades(), [&](std::span<const Holding> owner) {
    Places& places = owners.emplace_back();
    for (const Holding& each : owner) places.emplace_back(each.side, each.place);
  });
  CHECK(owners == std::vector<Places>{{{Side::kSell, 1}},
                                      {{Side::kBuy, 1}},
                                      {{Side::kSell, 0}, {Side::kSell, 2}, {Side::kBuy, 0}}});
}

TEST_CASE("a holding is what was traded of an order and what is left of it") {
  const Stage stage = some_trades();
  const Holding ask = ask_holding(kMarket, stage, 1);
  CHECK(ask.side == Side::kSell);
  CHECK(ask.limit_price == 0.2);
  CHECK(ask.filled_kwh == 3);
  CHECK(ask.rest_kwh == 1);
  const Holding bid = bid_holding(kMarket, stage, 1);
  CHECK(bid.side == Side::kBuy);
  CHECK(bid.place == 1);
  CHECK(bid.filled_kwh == 4.75);
  CHECK(bid.rest_kwh == 1.25);
}

TEST_CASE("the most that one owner offers is the sum of its asks") {
  Holdings holdings;
  holdings.group(kMarket, kAny);
  CHECK(holdings.most_offered() == 2 + 3);
  CHECK(holdings.most_wanted() == 6);
}

TEST_CASE("no order counts as more than what can be traded") {
  Holdings holdings;
  holdings.group(kMarket, 2.5);
  CHECK(holdings.most_offered() == 2 + 2.5);
  CHECK(holdings.most_wanted() == 2.5);
}

TEST_CASE("the only order of a side, where it is nobody's, is no owner's") {
  const std::vector<Order> nobodys{{5, 0.1, 0, kNobody}};
  Holdings holdings;
  holdings.group({.asks = nobodys, .bids = kBids}, kAny);
  CHECK(holdings.most_offered() == 0);
  CHECK(holdings.most_wanted() == 6);
}

}  // namespace
}  // namespace peerwatt::market
