#include "agents/bidding/zip.hpp"

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/bidding/bidders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

constexpr std::uint64_t kSeed = 5;
constexpr PriceRange kRange{0, 4};
constexpr Terms kSeller{Side::kSell, 1, kRange};
constexpr Terms kBuyer{Side::kBuy, 2, kRange};

Bidders zip(std::uint64_t identity) {
  const Bidders::Bidder bidder{identity, StrategyId::kZip};
  return {kSeed, {&bidder, 1}};
}

RandomAddress address(std::uint64_t identity, std::uint32_t draw) {
  return {.seed = kSeed, .purpose = Purpose::kMarket, .owner = identity, .draw = draw};
}

// What a trader is born with, as the report has it.
struct Born {
  explicit Born(std::uint64_t identity)
      : buying_margin{-0.05 - 0.3 * uniform(address(identity, 0))},
        selling_margin{0.05 + 0.3 * uniform(address(identity, 1))},
        learning_rate{0.1 + 0.4 * uniform(address(identity, 2))},
        momentum{0.1 * uniform(address(identity, 3))} {}
  double buying_margin, selling_margin, learning_rate, momentum;
};

// How far the target price of the n-th change lies beyond the shout, in a range of 4.
double step(std::uint64_t identity, std::uint32_t change, double shout) {
  const auto bits = random_bits(address(identity, (std::uint32_t{1} << 31) + change));
  return 0.05 * bits[0] * 0x1p-32 * shout + 0.05 * bits[1] * 0x1p-32;
}

// Prices are shouted as the nearest multiple of 1e-9.
doctest::Approx near(double value) {
  return doctest::Approx(value).epsilon(0.5e-9);
}

TEST_CASE("a ZIP trader begins with a margin of 5 to 35 % over its limit price") {
  for (std::uint64_t identity = 0; identity < 200; ++identity) {
    Bidders trader = zip(identity);
    const Born born{identity};
    CHECK(trader.price(0, kSeller) == near(1 + born.selling_margin));
    CHECK(trader.price(0, kBuyer) == near(2 * (1 + born.buying_margin)));
    CHECK(trader.price(0, kSeller) >= 1.05);
    CHECK(trader.price(0, kSeller) < 1.35);
  }
}

TEST_CASE("each of many traders has its own margin, whatever the others learn") {
  Zip strategy;
  std::uint32_t choices = 0;
  for (const std::uint64_t identity : {3, 4}) strategy.enlist({kSeed, identity, choices});
  TraderRandom first{kSeed, 3, choices};
  strategy.observe(0, kSeller, Activity::kActive, {Side::kSell, 2, Response::kAccepted}, first);
  const double second_price = 1 + Born{4}.selling_margin;
  CHECK(strategy.price(1, kSeller, first) == doctest::Approx(second_price).epsilon(1e-15));
  CHECK(strategy.price(0, kSeller, first) > 1 + Born{3}.selling_margin);
}

TEST_CASE("the margin learns by the Widrow-Hoff rule with momentum") {
  for (std::uint64_t identity = 0; identity < 50; ++identity) {
    Bidders trader = zip(identity);
    const Born born{identity};
    double price = 1 + born.selling_margin;
    double change = 0;
    for (std::uint32_t i = 0; i < 6; ++i) {
      // A seller observes that 2 was accepted, and aims a little higher.
      trader.observe(0, kSeller, Activity::kActive, {Side::kSell, 2, Response::kAccepted});
      const double target = 2 + step(identity, i, 2);
      change = born.momentum * change + (1 - born.momentum) * born.learning_rate * (target - price);
      price += change;
      if (price > 2) break;
      REQUIRE(trader.price(0, kSeller) == near(price));
    }
  }
}

TEST_CASE("a buyer learns in the mirror image") {
  for (std::uint64_t identity = 0; identity < 50; ++identity) {
    Bidders trader = zip(identity);
    const Born born{identity};
    const double price = 2 * (1 + born.buying_margin);
    trader.observe(0, kBuyer, Activity::kActive, {Side::kBuy, 1, Response::kAccepted});
    const double target = 1 - step(identity, 0, 1);
    const double change = (1 - born.momentum) * born.learning_rate * (target - price);
    CHECK(trader.price(0, kBuyer) == near(price + change));
  }
}

TEST_CASE("a trader whose own shout failed concedes, and one whose own shout was taken asks more") {
  Bidders trader = zip(8);
  const double first = trader.price(0, kSeller);
  trader.observe(0, kSeller, Activity::kActive, {Side::kSell, first, Response::kIgnored});
  const double second = trader.price(0, kSeller);
  CHECK(second < first);
  trader.observe(0, kSeller, Activity::kDone, {Side::kSell, second, Response::kAccepted});
  CHECK(trader.price(0, kSeller) > second);
}

TEST_CASE("a price never leaves the limit or the market's range, whatever is observed") {
  Bidders trader = zip(8);
  for (int i = 0; i < 300; ++i) {
    const double heard = i % 60 < 30 ? 3.9 : 0.1;
    for (const Terms& terms : {kSeller, kBuyer}) {
      for (const Side from : {Side::kBuy, Side::kSell}) {
        trader.observe(0, terms, Activity::kActive, {from, heard, Response::kAccepted});
      }
    }
    REQUIRE(trader.price(0, kSeller) >= 1);
    REQUIRE(trader.price(0, kSeller) <= 4);
    REQUIRE(trader.price(0, kBuyer) <= 2);
    REQUIRE(trader.price(0, kBuyer) >= 0);
    if (i % 60 == 29) CHECK(trader.price(0, kSeller) > 3.5);
    if (i % 60 == 59) CHECK(trader.price(0, kSeller) == 1);
    if (i % 60 == 29) CHECK(trader.price(0, kBuyer) == 2);
    if (i % 60 == 59) CHECK(trader.price(0, kBuyer) < 0.5);
  }
}

TEST_CASE("what is learnt as a buyer leaves the seller alone") {
  constexpr std::uint64_t kIdentity = 8;
  Bidders trader = zip(kIdentity);
  const Born born{kIdentity};
  const double price = trader.price(0, kSeller);
  for (int i = 0; i < 2; ++i) {
    trader.observe(0, kBuyer, Activity::kActive, {Side::kBuy, 0.5, Response::kAccepted});
  }
  CHECK(trader.price(0, kSeller) == price);
  trader.observe(0, kSeller, Activity::kActive, {Side::kSell, 2, Response::kAccepted});
  const double target = 2 + step(kIdentity, 2, 2);
  CHECK(trader.price(0, kSeller) ==
        near(price + (1 - born.momentum) * born.learning_rate * (target - price)));
}

TEST_CASE("the price follows a limit that changes with the tariff") {
  Bidders trader = zip(8);
  const double price = trader.price(0, kSeller);
  CHECK(trader.price(0, {Side::kSell, 2, kRange}) == near(2 * price));
  CHECK(trader.price(0, {Side::kSell, 1, {0, 1.01}}) == 1.01);
}

TEST_CASE("prices in another currency are learnt alike") {
  constexpr double kRate = 64;
  Bidders one = zip(8), other = zip(8);
  for (int i = 0; i < 20; ++i) {
    const double heard = 1 + 0.1 * (i % 7);
    one.observe(0, kSeller, Activity::kActive, {Side::kBuy, heard, Response::kAccepted});
    other.observe(0, {Side::kSell, kRate, {0, 4 * kRate}}, Activity::kActive,
                  {Side::kBuy, kRate * heard, Response::kAccepted});
    CHECK(other.price(0, {Side::kSell, kRate, {0, 4 * kRate}}) ==
          near(kRate * one.price(0, kSeller)));
  }
}

TEST_CASE("a limit price of zero or below is shouted as it is, and teaches nothing") {
  Bidders trader = zip(8);
  const double asked = trader.price(0, kSeller);
  for (const double limit : {0.0, -0.1}) {
    const Terms terms{Side::kSell, limit, {-0.2, 0.3}};
    CHECK(trader.price(0, terms) == limit);
    trader.observe(0, terms, Activity::kActive, {Side::kBuy, 0.2, Response::kAccepted});
    CHECK(trader.price(0, terms) == limit);
  }
  CHECK(trader.price(0, kSeller) == asked);
}

TEST_CASE("a buyer's margin is never more than its limit price") {
  const Terms buyer{Side::kBuy, 0.1, {-0.5, 0.5}};
  Bidders trader = zip(8);
  for (int i = 0; i < 50; ++i) {
    trader.observe(0, buyer, Activity::kActive, {Side::kSell, -0.4, Response::kAccepted});
  }
  CHECK(trader.price(0, buyer) == 0);
}

TEST_CASE("below a negative shout the target is lower still") {
  const Terms seller{Side::kSell, 1, {-2, 2}};
  int compared = 0;
  for (std::uint64_t identity = 0; identity < 200; ++identity) {
    Bidders trader = zip(identity);
    const Born born{identity};
    const double price = 1 + born.selling_margin;
    trader.observe(0, seller, Activity::kActive, {Side::kBuy, -0.1, Response::kAccepted});
    const double target = -0.1 - step(identity, 0, 0.1);
    const double lower = price + (1 - born.momentum) * born.learning_rate * (target - price);
    if (lower <= 1) continue;  // the limit
    ++compared;
    CHECK(trader.price(0, seller) == near(lower));
  }
  CHECK(compared > 10);
}

}  // namespace
}  // namespace peerwatt::bidding
