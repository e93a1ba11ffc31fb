// What every rule of the catalogue must hold, and what each says of itself, on seeded markets.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "tests/property/every_rule.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr double kRounding = 1e-11;  // of sums of up to 400 products

struct Extremes {
  double least = 0;
  double most = 0;
};

double sum(const std::vector<double>& values) {
  long double total = 0;
  for (const double value : values) total += value;
  return static_cast<double>(total);
}

double value(const std::vector<Order>& orders, const Fills& fills) {
  long double total = 0;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    total += static_cast<long double>(orders[i].limit_price) * fills.quantity_kwh[i];
  }
  return static_cast<double>(total);
}

// All energy, which roundings are a part of.
double energy_scale(const SampleMarket& sample) {
  double total = 0;
  for (const Order& order : sample.asks) total += order.quantity_kwh;
  for (const Order& order : sample.bids) total += order.quantity_kwh;
  return total;
}

std::size_t count_beyond(const std::vector<double>& values, const std::vector<double>& most) {
  REQUIRE(values.size() == most.size());
  std::size_t beyond = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    beyond += values[i] >= 0 && values[i] <= most[i] * (1 + kRounding) ? 0 : 1;
  }
  return beyond;
}

std::vector<double> quantities(const std::vector<Order>& orders) {
  std::vector<double> kwh;
  for (const Order& order : orders) kwh.push_back(order.quantity_kwh);
  return kwh;
}

// What each order got over all stages.
Fills total_fills(const Clearing& clearing, Fills Stage::*side) {
  Fills total;
  for (const Stage& stage : clearing.stages()) {
    const Fills& fills = stage.*side;
    total.quantity_kwh.resize(fills.quantity_kwh.size());
    total.money.resize(fills.money.size());
    for (std::size_t i = 0; i < fills.money.size(); ++i) {
      total.quantity_kwh[i] += fills.quantity_kwh[i];
      total.money[i] += fills.money[i];
    }
  }
  return total;
}

TEST_CASE("as much is sold as bought, in every stage") {
  for_all_markets([](const Case& c) {
    for (const Stage& stage : c.clearing.stages()) {
      const double most = kRounding * stage.volume_kwh;
      CHECK(std::abs(sum(stage.asks.quantity_kwh) - stage.volume_kwh) <= most);
      CHECK(std::abs(sum(stage.bids.quantity_kwh) - stage.volume_kwh) <= most);
    }
  });
}

TEST_CASE("nobody sells more than offered, or buys more than wanted") {
  for_all_markets([](const Case& c) {
    if (c.clearing.stages().empty()) return;
    const Fills asks = total_fills(c.clearing, &Stage::asks);
    const Fills bids = total_fills(c.clearing, &Stage::bids);
    CHECK(count_beyond(asks.quantity_kwh, quantities(c.sample.asks)) == 0);
    std::vector<double> most = quantities(c.sample.bids);
    for (std::size_t i = 0; i < most.size(); ++i) {
      if (c.rule.role == Role::kPool) most[i] = c.sample.demand[i];
      if (c.rule.role == Role::kComposite) most[i] = std::max(most[i], c.sample.demand[i]);
    }
    CHECK(count_beyond(bids.quantity_kwh, most) == 0);
  });
}

TEST_CASE("a stage sums up what its orders got") {
  for_all_markets([](const Case& c) {
    const double most = kRounding * energy_scale(c.sample) * c.sample.grid.sell;
    for (const Stage& stage : c.clearing.stages()) {
      CHECK(std::abs(stage.paid - sum(stage.bids.money)) <= most);
      CHECK(std::abs(stage.earned - sum(stage.asks.money)) <= most);
      const double welfare = value(c.sample.bids, stage.bids) - value(c.sample.asks, stage.asks);
      CHECK(std::abs(stage.welfare - welfare) <= most);
    }
  });
}

TEST_CASE("pairs add up to what their orders got") {
  for_all_markets([](const Case& c) {
    const double scale = kRounding * energy_scale(c.sample);
    for (const Stage& stage : c.clearing.stages()) {
      if (stage.pairs.empty()) continue;
      Fills asks = stage.asks, bids = stage.bids;
      for (const Pair& pair : stage.pairs) {
        CHECK(pair.quantity_kwh > 0);
        asks.quantity_kwh[pair.ask] -= pair.quantity_kwh;
        bids.quantity_kwh[pair.bid] -= pair.quantity_kwh;
        asks.money[pair.ask] -= pair.quantity_kwh * pair.price_seller;
        bids.money[pair.bid] -= pair.quantity_kwh * pair.price_buyer;
      }
      for (const auto* left : {&asks.quantity_kwh, &asks.money, &bids.quantity_kwh, &bids.money}) {
        CHECK(std::all_of(left->begin(), left->end(),
                          [&](double rest) { return std::abs(rest) <= scale; }));
      }
    }
  });
}

TEST_CASE("a price of a side is what everybody on that side trades at, but for pools") {
  for_all_markets([](const Case& c) {
    if (c.rule.role == Role::kPool) return;
    const auto strayed = [](const Fills& fills, const std::optional<double>& price) {
      std::size_t count = 0;
      for (std::size_t i = 0; i < fills.money.size(); ++i) {
        const double should = price.value_or(0) * fills.quantity_kwh[i];
        count += price && std::abs(fills.money[i] - should) > kRounding * should ? 1 : 0;
      }
      return count;
    };
    for (const Stage& stage : c.clearing.stages()) {
      CHECK(strayed(stage.asks, stage.price_seller) == 0);
      CHECK(strayed(stage.bids, stage.price_buyer) == 0);
    }
  });
}

TEST_CASE("nobody is asked to go beyond the bound of the rule") {
  for_all_markets([](const Case& c) {
    std::size_t overcharged = 0;
    const bool own = c.rule.bound == Bound::kLimitPrice;
    for (const Stage& stage : c.clearing.stages()) {
      for (std::size_t i = 0; i < c.sample.asks.size(); ++i) {
        const double least = own ? c.sample.asks[i].limit_price : c.sample.grid.feed_in;
        const double kwh = stage.asks.quantity_kwh[i];
        overcharged += stage.asks.money[i] < least * kwh * (1 - kRounding) ? 1 : 0;
      }
      for (std::size_t i = 0; i < c.sample.bids.size(); ++i) {
        const double most = own ? c.sample.bids[i].limit_price : c.sample.grid.sell;
        const double kwh = stage.bids.quantity_kwh[i];
        overcharged += stage.bids.money[i] > most * kwh * (1 + kRounding) ? 1 : 0;
      }
    }
    CHECK(overcharged == 0);
  });
}

TEST_CASE("the auctioneer keeps what the rule says") {
  for_all_markets([](const Case& c) {
    const double most = kRounding * energy_scale(c.sample) * c.sample.grid.sell;
    const double kept = c.clearing.paid() - c.clearing.earned();
    if (c.rule.budget == Budget::kBalanced) CHECK(std::abs(kept) <= most);
    if (c.rule.budget == Budget::kSurplus) CHECK(kept >= -most);
  });
}

TEST_CASE("where something may be left with the auctioneer, sometimes it is") {
  std::map<MechanismId, Extremes> kept;
  for_all_markets([&](const Case& c) {
    Extremes& range = kept[c.rule.id];
    range.least = std::min(range.least, c.clearing.paid() - c.clearing.earned());
    range.most = std::max(range.most, c.clearing.paid() - c.clearing.earned());
  });
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    if (rule.budget == Budget::kSurplus) CHECK(kept[rule.id].most > 0.01);
    if (rule.budget == Budget::kDeficit) CHECK(kept[rule.id].least < -0.01);
  }
}

}  // namespace
}  // namespace peerwatt::market
