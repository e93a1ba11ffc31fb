#include "agents/bidding/bidders.hpp"

#include <initializer_list>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/market/ticks.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

constexpr PriceRange kRange{0.05, 0.35};
constexpr Terms kSeller{Side::kSell, 0.15, kRange};
constexpr Terms kBuyer{Side::kBuy, 0.25, kRange};

constexpr StrategyId kZip = StrategyId::kZip;
constexpr StrategyId kZiC = StrategyId::kZiC;
constexpr StrategyId kTruthful = StrategyId::kTruthful;

// A few rounds in which everyone states a price in turn and all observe it; the prices of the
// chosen trader.
std::vector<double> play(Bidders& bidders, std::size_t chosen,
                         const std::vector<std::size_t>& who) {
  std::vector<double> prices;
  for (int round = 0; round < 20; ++round) {
    prices.push_back(bidders.price(chosen, kSeller));
    for (const std::size_t trader : who) {
      bidders.observe(trader, kSeller, Activity::kActive,
                      {Side::kSell, prices.back(), Response::kIgnored});
    }
  }
  return prices;
}

TEST_CASE("the price of a trader does not depend on who else there is, nor on its index") {
  for (const StrategyId strategy : {kZip, kZiC}) {
    const std::vector<Bidders::Bidder> few{{11, strategy}};
    const std::vector<Bidders::Bidder> many{
        {5, kZip}, {6, kZiC}, {7, kTruthful}, {11, strategy}, {12, kZip}};
    Bidders alone{3, few}, crowd{3, many};
    for (int i = 0; i < 9; ++i) {
      crowd.price(1, kBuyer);
      crowd.observe(0, kBuyer, Activity::kActive, {Side::kBuy, 0.3, Response::kIgnored});
    }
    CHECK(play(alone, 0, {0}) == play(crowd, 3, {0, 1, 2, 3, 4}));
  }
}

TEST_CASE("seeds and identities differ from each other") {
  const std::vector<Bidders::Bidder> both{{1, kZip}, {2, kZip}, {1, kZiC}, {2, kZiC}};
  Bidders first{3, both}, second{4, both};
  for (const std::size_t trader : {std::size_t{0}, std::size_t{2}}) {
    const double price = first.price(trader, kSeller);
    CHECK(price != first.price(trader + 1, kSeller));
    CHECK(price != second.price(trader, kSeller));
  }
}

TEST_CASE("the random numbers of a trader are at the addresses that are promised") {
  const std::vector<Bidders::Bidder> one{{42, kZiC}};
  Bidders bidders{9, one};
  for (std::uint32_t i = 0; i < 4; ++i) {
    const double place = uniform({.seed = 9,
                                  .purpose = Purpose::kMarket,
                                  .owner = 42,
                                  .draw = (std::uint32_t{1} << 31) + i});
    CHECK(bidders.price(0, kBuyer) == doctest::Approx(0.05 + 0.2 * place).epsilon(0.5e-9));
  }
}

TEST_CASE("whatever the strategy, a whole multiple of 1e-9 is stated, within the limit") {
  for (const StrategyEntry& strategy : strategies()) {
    CAPTURE(strategy.name);
    const std::vector<Bidders::Bidder> one{{42, strategy.id}};
    Bidders bidders{9, one};
    for (int i = 0; i < 200; ++i) {
      Terms seller{market::Side::kSell, 0.123456789, {0.05, 0.250000001}};
      seller.elapsed = i / 200.0;
      const double price = bidders.price(0, seller);
      CHECK(market::on_tick(price) == price);
      CHECK(price <= 0.250000001);
      CHECK((price >= seller.limit_price || strategy.limit_rule == LimitRule::kIgnored));
    }
  }
}

TEST_CASE("only those who learn change with what they observe") {
  std::vector<Bidders::Bidder> all;
  for (const StrategyEntry& strategy : strategies()) all.push_back({1, strategy.id});
  Bidders deaf{1, all}, learning{1, all};
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(deaf.learns(i) == (all[i].strategy == kZip));
    learning.observe(i, kSeller, Activity::kActive, {Side::kSell, 0.1, Response::kIgnored});
    CHECK((deaf.price(i, kSeller) == learning.price(i, kSeller)) == !deaf.learns(i));
  }
}

}  // namespace
}  // namespace peerwatt::bidding
