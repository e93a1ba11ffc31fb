#include "agents/market/stated_book.hpp"

#include <array>
#include <memory>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint32_t kSeller = 1, kBuyer = 2;
constexpr OrderPlace kAsk{Side::kSell, 0};
constexpr OrderPlace kBid{Side::kBuy, 0};

// Keeps what it was given, and lets every order trade all that it states, at 0.25.
class Witness final : public Mechanism {
 public:
  void clear(const CallMarket& market, Clearing& clearing) override {
    asks.assign(market.asks.begin(), market.asks.end());
    bids.assign(market.bids.begin(), market.bids.end());
    demand.assign(market.pool_demand_kwh.begin(), market.pool_demand_kwh.end());
    clearing.clear();
    Stage& stage = clearing.add_stage(MechanismId::kNone, market);
    trade(asks, stage.asks);
    trade(bids, stage.bids);
  }

  std::vector<Order> asks;
  std::vector<Order> bids;
  std::vector<double> demand;

 private:
  static void trade(const std::vector<Order>& orders, Fills& fills) {
    for (std::size_t i = 0; i < orders.size(); ++i) {
      fills.quantity_kwh[i] = orders[i].quantity_kwh;
      fills.money[i] = 0.25 * orders[i].quantity_kwh;
    }
  }
};

struct Fixture {
  std::vector<Order> asks{
      {.quantity_kwh = 2, .limit_price = 0.125, .arrival = 5, .owner = kSeller, .random_draw = 3}};
  std::vector<Order> bids{{.quantity_kwh = 4, .limit_price = 0.5, .owner = kBuyer}};
  std::vector<double> demand{6};
  CallMarket truth{.asks = asks,
                   .bids = bids,
                   .pool_demand_kwh = demand,
                   .grid = {.sell = 1, .feed_in = 0.0625}};
  LimitWorth worth{truth};
  Witness witness;
  StatedBook book;

  Fixture() { book.load(truth, worth); }
};

TEST_CASE_FIXTURE(Fixture, "nothing stated otherwise is the truth") {
  CHECK(book.utility(witness, kSeller, {}) == 2 * (0.25 - 0.125));
  CHECK(book.utility(witness, kBuyer, {}) == 4 * (0.5 - 0.25));
  CHECK(book.clearings() == 2);
}

TEST_CASE_FIXTURE(Fixture, "what is beyond the true quantity counts at the grid's prices") {
  const std::array sells{StatedOrder{kAsk, 3, 0.125}};
  CHECK(book.utility(witness, kSeller, sells) == 3 * 0.25 - 2 * 0.125 - 1 * 1);
  const std::array buys{StatedOrder{kBid, 8, 0.5}};
  CHECK(book.utility(witness, kBuyer, buys) == 6 * 0.5 + 2 * 0.0625 - 8 * 0.25);
  CHECK(witness.demand == std::vector<double>{12});  // as many times as much
}

TEST_CASE_FIXTURE(Fixture, "all identities of an owner count together") {
  const std::array stated{StatedOrder{kAsk, 1.5, 0.125}, StatedOrder{kAsk, 1, 0.375, Name::kFalse}};
  CHECK(book.utility(witness, kSeller, stated) == 2.5 * 0.25 - 2 * 0.125 - 0.5 * 1);
  REQUIRE(witness.asks.size() == 2);
  CHECK(witness.asks[0].owner == kSeller);
  CHECK(witness.asks[1].limit_price == 0.375);
  CHECK(witness.asks[1].arrival == 5);
  CHECK(witness.asks[1].owner == kBuyer + 1);  // nobody else's
  CHECK(witness.asks[1].random_draw == 3);
}

TEST_CASE_FIXTURE(Fixture, "a false name may fall into the other half") {
  const std::array stated{StatedOrder{kAsk, 1, 0.125},
                          StatedOrder{kAsk, 1, 0.125, Name::kFalseInOtherHalf}};
  book.utility(witness, kSeller, stated);
  CHECK((witness.asks[1].random_draw >> 31) == 1);
}

TEST_CASE_FIXTURE(Fixture, "a lie leaves no trace in the next") {
  const std::array stated{StatedOrder{kBid, 1, 0.125}, StatedOrder{kBid, 3, 0.375}};
  book.utility(witness, kBuyer, stated);
  CHECK(witness.demand == std::vector<double>{1.5, 4.5});
  CHECK(book.utility(witness, kBuyer, {}) == 1);
  CHECK(witness.bids.size() == 1);
  CHECK(witness.demand == demand);
}

}  // namespace
}  // namespace peerwatt::market
