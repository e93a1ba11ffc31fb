// The edge cases of docs/markets.md, for every rule of the catalogue.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <vector>

#include "engine/core/random.hpp"

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint32_t kOtherHalf = 1u << 31;

template <class Check>
void for_every_rule(Check&& check) {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    check(rule);
  }
}

bool clears_orders(const MechanismEntry& rule) {
  return rule.role == Role::kAuction || rule.role == Role::kContinuous;
}

double sum(const std::vector<double>& values) {
  return static_cast<double>(std::accumulate(values.begin(), values.end(), 0.0L));
}

double traded(const Clearing& clearing) {
  double kwh = 0;
  for (const Stage& stage : clearing.stages()) {
    kwh += sum(stage.asks.quantity_kwh) + sum(stage.bids.quantity_kwh);
  }
  return kwh;
}

void check_nothing_happens(const Clearing& clearing) {
  CHECK(traded(clearing) == 0);
  CHECK(clearing.volume_kwh() == 0);
  CHECK(clearing.paid() == 0);
  CHECK(clearing.earned() == 0);
  for (const Stage& stage : clearing.stages()) {
    CHECK_FALSE(stage.price_seller.has_value());
    CHECK_FALSE(stage.price_buyer.has_value());
    CHECK(stage.pairs.empty());
  }
}

// Nobody trades more than stated, and as much is sold as bought, in each stage.
void check_energy(const Clearing& clearing, const std::vector<Order>& asks,
                  const std::vector<Order>& bids) {
  for (const Stage& stage : clearing.stages()) {
    CHECK(std::isfinite(stage.paid));
    CHECK(std::isfinite(stage.earned));
    CHECK(std::abs(sum(stage.asks.quantity_kwh) - stage.volume_kwh) <= 1e-12 * stage.volume_kwh);
    CHECK(std::abs(sum(stage.bids.quantity_kwh) - stage.volume_kwh) <= 1e-12 * stage.volume_kwh);
    std::size_t beyond = 0;
    for (std::size_t i = 0; i < asks.size(); ++i) {
      beyond += stage.asks.quantity_kwh[i] > asks[i].quantity_kwh * (1 + 1e-12) ? 1 : 0;
    }
    for (std::size_t i = 0; i < bids.size(); ++i) {
      beyond += stage.bids.quantity_kwh[i] > bids[i].quantity_kwh * (1 + 1e-12) ? 1 : 0;
    }
    CHECK(beyond == 0);
  }
}

// In both halves of muda asks at 0.10 and 0.12, bids at 0.30 and 0.25, with room between.
std::vector<Order> some_asks(double unit = 1) {
  return {{2 * unit, 0.10, 0, 1, 0},
          {3 * unit, 0.12, 0, 2, kOtherHalf},
          {1 * unit, 0.11, 0, 3, kOtherHalf},
          {2 * unit, 0.13, 0, 4, 0}};
}
std::vector<Order> some_bids(double unit = 1) {
  return {{4 * unit, 0.30, 0, 5, 0},
          {2 * unit, 0.25, 0, 6, kOtherHalf},
          {1 * unit, 0.28, 0, 7, kOtherHalf},
          {1 * unit, 0.24, 0, 8, 0}};
}

TEST_CASE("nothing happens where a side is missing, or there is one order only") {
  for_every_rule([](const MechanismEntry& rule) {
    check_nothing_happens(clear(rule.id, {}, {}).clearing);
    check_nothing_happens(clear(rule.id, some_asks(), {}).clearing);
    check_nothing_happens(clear(rule.id, {}, some_bids()).clearing);
    check_nothing_happens(clear(rule.id, {some_asks()[0]}, {}).clearing);
    check_nothing_happens(clear(rule.id, {}, {some_bids()[0]}).clearing);
  });
}

TEST_CASE("an ask and a bid alone trade where no rule needs more of them") {
  for_every_rule([](const MechanismEntry& rule) {
    const Cleared c = clear(rule.id, {{2, 0.1, 0, 1, 0}}, {{3, 0.3, 0, 2, kOtherHalf}});
    const bool needs_more = rule.id == MechanismId::kTradeReduction ||
                            rule.id == MechanismId::kMcAfee || rule.id == MechanismId::kMuda;
    CHECK(c.volume() == (needs_more || rule.role == Role::kNone ? 0 : 2));
  });
}

TEST_CASE("without crossing only a pool trades") {
  std::vector<Order> asks = some_asks();
  for (Order& ask : asks) ask.limit_price += 0.21;
  for_every_rule([&](const MechanismEntry& rule) {
    const Cleared c = clear(rule.id, asks, some_bids());
    CHECK(c.clearing.max_welfare == 0);
    if (clears_orders(rule) || rule.role == Role::kNone) check_nothing_happens(c.clearing);
    if (rule.role == Role::kPool) CHECK(c.clearing.volume_kwh() == 8);
  });
}

TEST_CASE("a market of zero quantities trades nothing, and orders without any change nothing") {
  for_every_rule([](const MechanismEntry& rule) {
    check_nothing_happens(clear(rule.id, some_asks(0), some_bids(0)).clearing);
    const Cleared c = clear(rule.id, some_asks(), some_bids());
    std::vector<Order> asks = some_asks(), bids = some_bids();
    for (const double price : {0.05, 0.11, 0.12, 0.2, 0.28, 0.4}) {
      asks.push_back({0, price, 0, 9, kOtherHalf});
      bids.push_back({0, price, 0, 10, 0});
      asks.push_back({0, price, -1, 2, 0});
      bids.push_back({0, price, -1, 6, kOtherHalf});
    }
    Cleared with = clear(rule.id, asks, bids);
    for (std::size_t i = 0; i < c.clearing.stages().size(); ++i) {
      const Stage& stage = c.clearing.stages()[i];
      Stage& same = with.clearing.stages()[i];
      CHECK(sum(same.asks.quantity_kwh) == doctest::Approx(stage.volume_kwh));
      same.asks.quantity_kwh.resize(some_asks().size());
      same.bids.money.resize(some_bids().size());
      CHECK(same.asks.quantity_kwh == stage.asks.quantity_kwh);
      CHECK(same.bids.money == stage.bids.money);
    }
  });
}

TEST_CASE("where all prices are equal, everyone trades at that price") {
  std::vector<Order> asks = some_asks(), bids = some_bids();
  for (auto* orders : {&asks, &bids}) {
    for (Order& order : *orders) order.limit_price = 0.2;
  }
  for_every_rule([&](const MechanismEntry& rule) {
    const Cleared c = clear(rule.id, asks, bids);
    check_energy(c.clearing, asks, bids);
    if (!clears_orders(rule)) return;
    CHECK(c.clearing.max_welfare == 0);
    CHECK(c.volume() > 0);
    CHECK(c.stage().prices.least == doctest::Approx(0.2));
    CHECK(c.stage().prices.most == doctest::Approx(0.2));
    CHECK(c.stage().auctioneer_surplus() == doctest::Approx(0));
  });
}

TEST_CASE("of equal orders at the margin the earlier one trades, then the smaller owner's") {
  // 3 of 4 kWh are wanted at the price where three asks tie.
  const std::vector<Order> asks{{1, 0.1, 0, 1}, {1, 0.2, 7, 2}, {1, 0.2, 5, 4}, {1, 0.2, 5, 3}};
  const std::vector<Order> bids{{1, 0.3, 0, 8}, {2, 0.3, 0, 9}};
  for (const MechanismId rule :
       {MechanismId::kKPricing, MechanismId::kPayAsClear, MechanismId::kVcg, MechanismId::kPayAsBid,
        MechanismId::kContinuousDoubleAuction}) {
    CAPTURE(entry(rule).name);
    CHECK(clear(rule, asks, bids).sold() == std::vector<double>{1, 0, 1, 1});
  }
  // The marginal ask, owner 4's, stays out, as does the marginal bid.
  for (const MechanismId rule : {MechanismId::kTradeReduction, MechanismId::kMcAfee}) {
    CAPTURE(entry(rule).name);
    CHECK(clear(rule, asks, bids).sold() == std::vector<double>{0.5, 0, 0, 0.5});
  }
}

TEST_CASE("quantities of any size trade alike") {
  for_every_rule([](const MechanismEntry& rule) {
    const Cleared c = clear(rule.id, some_asks(), some_bids());
    for (const double unit : {1e-200, 1e-20, 1e-3, 1e15, 1e200}) {
      CAPTURE(unit);
      const Cleared sized = clear(rule.id, some_asks(unit), some_bids(unit));
      CHECK(sized.clearing.volume_kwh() / unit == doctest::Approx(c.clearing.volume_kwh()));
      CHECK(sized.clearing.paid() / unit == doctest::Approx(c.clearing.paid()));
      CHECK(sized.clearing.welfare() / unit == doctest::Approx(c.clearing.welfare()));
    }
  });
}

TEST_CASE("tiny and huge quantities stand side by side") {
  std::vector<Order> asks, bids;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const auto at = [i](std::uint32_t draw) {
      return uniform({.seed = 4, .purpose = Purpose::kMarket, .owner = i, .draw = draw});
    };
    const double kwh = std::pow(10, 21 * at(0) - 6);
    const auto random_draw = static_cast<std::uint32_t>(at(1) * 0x1p32);
    (i % 2 == 0 ? asks : bids).push_back({kwh, 0.05 + 0.35 * at(2), 0, i, random_draw});
  }
  for_every_rule([&](const MechanismEntry& rule) {
    check_energy(clear(rule.id, asks, bids).clearing, asks, bids);
  });
}

TEST_CASE("an owner may have several orders, equal ones too") {
  std::vector<Order> asks = some_asks(), bids = some_bids();
  asks.insert(asks.end(), 2, asks[1]);
  bids.insert(bids.end(), 2, bids[0]);
  for_every_rule([&](const MechanismEntry& rule) {
    check_energy(clear(rule.id, asks, bids).clearing, asks, bids);
  });
}

TEST_CASE("an owner alone on both sides pays itself, or does not trade") {
  std::vector<Order> asks = some_asks(), bids = some_bids();
  for (auto* orders : {&asks, &bids}) {
    for (Order& order : *orders) order.owner = 1, order.random_draw = 0;
  }
  for_every_rule([&](const MechanismEntry& rule) {
    const Cleared c = clear(rule.id, asks, bids);
    check_energy(c.clearing, asks, bids);
    const bool in_pairs = rule.id == MechanismId::kPayAsBid ||
                          rule.id == MechanismId::kRandomBilateral ||
                          rule.role == Role::kContinuous;
    if (in_pairs) check_nothing_happens(c.clearing);
    if (rule.id == MechanismId::kVcg) CHECK(c.stage().paid == doctest::Approx(c.stage().earned));
  });
}

TEST_CASE("a million orders clear") {
  constexpr std::uint32_t kMany = 1'000'000;
  std::vector<Order> asks, bids;
  for (std::uint32_t i = 0; i < kMany; ++i) {
    const auto bits = random_bits({.seed = 6, .purpose = Purpose::kMarket, .owner = i, .draw = 0});
    const double kwh = 0.5 + bits[0] * 0x1p-32;
    const double price = 0.05 + 0.35 * (bits[1] * 0x1p-32);
    (i % 2 == 0 ? asks : bids).push_back({kwh, price, 0, bits[2] >> 10, bits[3]});
  }
  for_every_rule([&](const MechanismEntry& rule) {
    if (!clears_orders(rule)) return;
    const Cleared c = clear(rule.id, asks, bids);
    check_energy(c.clearing, asks, bids);
    CHECK(c.clearing.welfare() <= c.clearing.max_welfare * (1 + 1e-12));
  });
}

}  // namespace
}  // namespace peerwatt::market
