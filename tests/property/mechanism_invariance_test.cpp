// What a rule's outcome must not depend on: the order of the orders, units, earlier markets. And it
// cannot be better than the best.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <vector>

#include "tests/property/every_rule.hpp"
#include "tests/support/allocation_count.hpp"

namespace peerwatt::market {
namespace {

Clearing clear_anew(const MechanismEntry& rule, const SampleMarket& sample) {
  Clearing clearing;
  make_rule(rule)->clear(sample.market(), clearing);
  return clearing;
}

double largest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

// `values[place[i]]` is expected at i, within a rounding of the largest.
void check_moved(const std::vector<double>& moved, const std::vector<double>& values,
                 const std::vector<std::size_t>& place) {
  REQUIRE(moved.size() == place.size());
  double most = 0;
  for (std::size_t i = 0; i < moved.size(); ++i) {
    most = std::max(most, std::abs(moved[i] - values[place[i]]));
  }
  CHECK(most <= 1e-11 * largest(values));
}

// The factors between two clearings, and by how much quantities may be off all the same.
struct Units {
  double kwh = 1;
  double price = 1;
  double grain_kwh = 0;
};

void check_scaled(const Fills& scaled, const Fills& fills, const Units& units) {
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < fills.money.size(); ++i) {
    const double kwh = scaled.quantity_kwh[i] - fills.quantity_kwh[i] * units.kwh;
    const double money = scaled.money[i] - fills.money[i] * units.kwh * units.price;
    wrong += std::abs(kwh) <= units.grain_kwh && std::abs(money) <= units.grain_kwh ? 0 : 1;
  }
  CHECK(wrong == 0);
}

void check_scaled(const Clearing& scaled, const Clearing& clearing, const Units& units) {
  REQUIRE(scaled.stages().size() == clearing.stages().size());
  CHECK(scaled.max_welfare == clearing.max_welfare * units.kwh * units.price);
  for (std::size_t i = 0; i < clearing.stages().size(); ++i) {
    check_scaled(scaled.stages()[i].asks, clearing.stages()[i].asks, units);
    check_scaled(scaled.stages()[i].bids, clearing.stages()[i].bids, units);
  }
}

// An order book counts in millionths of a watt-hour, a few of which each order may gain or lose.
double grain_kwh(const MechanismEntry& rule) {
  return rule.role == Role::kContinuous ? 1e-7 : 0;
}

TEST_CASE("the largest welfare is the same whatever the rule, and none gets beyond it") {
  for_all_markets([](const Case& c) {
    const double largest_welfare = clear_anew(entry(MechanismId::kNone), c.sample).max_welfare;
    CHECK(c.clearing.max_welfare == doctest::Approx(largest_welfare).epsilon(1e-12));
    SampleMarket sample = c.sample;  // who wants more than the order says may get beyond it
    for (std::size_t i = 0; i < sample.bids.size(); ++i) {
      sample.demand[i] = sample.bids[i].quantity_kwh;
    }
    const Clearing clearing = clear_anew(c.rule, sample);
    double value = 0;
    for (const Order& bid : sample.bids) value += bid.limit_price * bid.quantity_kwh;
    CHECK(clearing.welfare() <= clearing.max_welfare + 1e-12 * value);
    if (c.rule.bound == Bound::kLimitPrice) CHECK(clearing.welfare() >= -1e-12 * value);
  });
}

TEST_CASE("shuffled orders get the same") {
  for_all_markets([](const Case& c) {
    const Shuffled shuffled = shuffle(c.sample, c.seed);
    const Clearing after = clear_anew(c.rule, shuffled.sample);
    REQUIRE(after.stages().size() == c.clearing.stages().size());
    for (std::size_t i = 0; i < after.stages().size(); ++i) {
      const Stage &before = c.clearing.stages()[i], &stage = after.stages()[i];
      check_moved(stage.asks.quantity_kwh, before.asks.quantity_kwh, shuffled.asks);
      check_moved(stage.bids.quantity_kwh, before.bids.quantity_kwh, shuffled.bids);
      check_moved(stage.asks.money, before.asks.money, shuffled.asks);
      check_moved(stage.bids.money, before.bids.money, shuffled.bids);
    }
  });
}

// Powers of two change no digit. Those of prices stay whole multiples of 1e-9; money, cents and
// thousandths are compared in tests/unit/agents/market/ticks_test.cpp.
TEST_CASE("other units of price or quantity change nothing but the units") {
  for_all_markets([](const Case& c) {
    for (const double unit : {2.0, 4.0, 0x1p10, 0x1p20}) {
      SampleMarket priced = c.sample, sized = c.sample;
      priced.grid = {c.sample.grid.sell * unit, c.sample.grid.feed_in * unit};
      for (auto* orders : {&priced.asks, &priced.bids}) {
        for (Order& order : *orders) order.limit_price *= unit;
      }
      for (auto* orders : {&sized.asks, &sized.bids}) {
        for (Order& order : *orders) order.quantity_kwh *= unit;
      }
      for (double& want : sized.demand) want *= unit;
      check_scaled(clear_anew(c.rule, priced), c.clearing, {.price = unit});
      const double grain = grain_kwh(c.rule) * (1 + unit);
      check_scaled(clear_anew(c.rule, sized), c.clearing, {.kwh = unit, .grain_kwh = grain});
    }
  });
}

// The clearing of the case came from an object that has cleared other markets before.
TEST_CASE("a rule remembers nothing of earlier markets") {
  for_all_markets(
      [](const Case& c) { check_scaled(clear_anew(c.rule, c.sample), c.clearing, {}); });
}

TEST_CASE("a rule allocates nothing once it is warm") {
  constexpr std::uint64_t kMarkets = 60;
  std::vector<SampleMarket> samples;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    samples.push_back(sample_market(seed, Owners::kAny, 200));
  }
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::unique_ptr<Mechanism> mechanism = make_rule(rule);
    Clearing clearing;
    for (const SampleMarket& sample : samples) mechanism->clear(sample.market(), clearing);
    const std::size_t warm = allocation_count();
    for (const SampleMarket& sample : samples) mechanism->clear(sample.market(), clearing);
    const std::size_t after = allocation_count();
    CHECK(after == warm);
  }
}

}  // namespace
}  // namespace peerwatt::market
