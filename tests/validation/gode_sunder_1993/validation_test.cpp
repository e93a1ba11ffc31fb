#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/bidding/bidders.hpp"
#include "agents/market/order_book/order_book.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using bidding::StrategyId;
using market::Side;

namespace {

constexpr std::uint32_t kTradersPerSide = 6;
constexpr std::uint32_t kTraders = 2 * kTradersPerSide;
constexpr bidding::PriceRange kRange{1, 200};
constexpr std::uint32_t kShouts = 1000;  // in a period
constexpr std::uint32_t kPeriods = 50;
constexpr double kPublishedPeriods = 6;

// Four standard errors: chance alone exceeds them once in 16,000 comparisons.
constexpr double kStandardErrors = 4;

// What each trader's units are worth to it or cost it, in the order in which it must trade them.
using Schedule = std::vector<std::vector<double>>;

struct Design {
  Schedule values;  // of buyers
  Schedule costs;   // of sellers
  // Efficiencies of table 2, %.
  double published_unconstrained = 0;
  double published_constrained = 0;
  double unconstrained_tolerance = 0.05;  // half of the table's last digit
};

Schedule alike(const std::vector<double>& units) {
  return Schedule(kTradersPerSide, units);
}

// 18 units in even steps, dealt in turn to three traders, and three traders with seven equal units.
Schedule staircase(double first, double last, double beyond) {
  Schedule schedule(kTradersPerSide / 2);
  for (int i = 0; i < 18; ++i) {
    schedule[static_cast<std::size_t>(i % 3)].push_back(first + (last - first) * i / 17);
  }
  schedule.insert(schedule.end(), kTradersPerSide / 2, std::vector<double>(7, beyond));
  return schedule;
}

const std::vector<Design>& designs() {
  static const std::vector<Design> five{
      {alike({102, 97, 92, 87, 82, 77}), alike({34, 46, 58, 70, 82, 94}), 90.0, 99.9},
      {alike({117, 105, 93, 81, 69, 57}), alike({49, 54, 59, 64, 69, 74}), 90.0, 99.2},
      {alike({133, 95, 90}), alike({90, 95, 100}), 76.7, 99.0},
      {alike({180, 175, 170, 165, 160}), alike({90, 142, 170, 190, 198}), 48.8, 98.2},
      {staircase(159, 131, 127), staircase(96, 124, 131), 86.0, 97.1, 1.0},
  };
  return five;
}

std::vector<double> all_units(const Schedule& schedule) {
  std::vector<double> units;
  for (const auto& each : schedule) units.insert(units.end(), each.begin(), each.end());
  return units;
}

// The gains from trade of the efficient allocation.
double most_gains(const Design& design) {
  std::vector<double> values = all_units(design.values), costs = all_units(design.costs);
  std::sort(values.rbegin(), values.rend());
  std::sort(costs.begin(), costs.end());
  double gains = 0;
  for (std::size_t i = 0; i < std::min(values.size(), costs.size()); ++i) {
    gains += std::max(0.0, values[i] - costs[i]);
  }
  return gains;
}

// One period: traders chosen at random shout for their next unit; a trade cancels what else is in
// the book.
class Period {
 public:
  Period(const Design& design, StrategyId strategy, std::uint64_t seed)
      : seed_{seed}, bidders_{seed, followers(strategy)} {
    units_ = design.values;
    units_.insert(units_.end(), design.costs.begin(), design.costs.end());
    for (draw_ = 0; draw_ < kShouts; ++draw_) {
      const std::vector<std::uint32_t> active = active_traders();
      if (active.empty()) return;
      const double place =
          uniform({.seed = seed_, .purpose = Purpose::kMarket, .owner = kTraders, .draw = draw_});
      shout(active[static_cast<std::size_t>(place * static_cast<double>(active.size()))]);
    }
  }
  double gains() const { return gains_; }

 private:
  static std::vector<bidding::Bidders::Bidder> followers(StrategyId strategy) {
    std::vector<bidding::Bidders::Bidder> all;
    for (std::uint32_t i = 0; i < kTraders; ++i) {
      all.push_back({i, strategy});
    }
    return all;
  }
  std::vector<std::uint32_t> active_traders() const {
    std::vector<std::uint32_t> active;
    for (std::uint32_t i = 0; i < kTraders; ++i) {
      if (traded_[i] < units_[i].size()) active.push_back(i);
    }
    return active;
  }
  double next_unit(std::uint32_t trader) const { return units_[trader][traded_[trader]]; }

  void shout(std::uint32_t trader) {
    const Side side = trader < kTradersPerSide ? Side::kBuy : Side::kSell;
    const double price = bidders_.price(trader, {side, next_unit(trader), kRange});
    const market::Receipt receipt =
        book_.submit(side, {.quantity_kwh = 1, .limit_price = price, .owner = trader});
    if (receipt.executions.empty()) return;
    const std::uint32_t other = receipt.executions.front().resting_owner;
    const auto [buyer, seller] = std::minmax(trader, other);
    gains_ += next_unit(buyer) - next_unit(seller);
    ++traded_[buyer];
    ++traded_[seller];
    book_.clear();
  }

  std::uint64_t seed_;
  std::uint32_t draw_ = 0;
  bidding::Bidders bidders_;
  market::OrderBook book_;
  Schedule units_;
  std::vector<std::size_t> traded_ = std::vector<std::size_t>(kTraders);
  double gains_ = 0;
};

struct Sample {
  double mean = 0;
  double deviation = 0;
};

// Allocative efficiency over many periods, %.
Sample efficiency(const Design& design, StrategyId strategy) {
  const double most = most_gains(design);
  std::vector<double> each;
  for (std::uint32_t seed = 0; seed < kPeriods; ++seed) {
    each.push_back(100 * Period{design, strategy, seed}.gains() / most);
  }
  const double mean = std::accumulate(each.begin(), each.end(), 0.0) / kPeriods;
  double squares = 0;
  for (const double value : each) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (kPeriods - 1))};
}

}  // namespace

TEST_CASE("without a budget constraint every unit trades, and the published efficiency follows") {
  for (const Design& design : designs()) {
    const Sample sample = efficiency(design, StrategyId::kZiU);
    CHECK(sample.deviation < 1e-9);
    CHECK(std::abs(sample.mean - design.published_unconstrained) <= design.unconstrained_tolerance);
  }
}

TEST_CASE("with a budget constraint the efficiency is the published one") {
  for (const Design& design : designs()) {
    const Sample sample = efficiency(design, StrategyId::kZiC);
    const double standard_error =
        sample.deviation * std::sqrt(1 / kPublishedPeriods + 1.0 / kPeriods);
    MESSAGE("ZI-C: " << sample.mean << " %, deviation " << sample.deviation << ", published "
                     << design.published_constrained);
    CHECK(std::abs(sample.mean - design.published_constrained) <= kStandardErrors * standard_error);
    CHECK(sample.mean > 96);
  }
}

TEST_CASE("the budget constraint is worth at least the published gap") {
  for (const Design& design : designs()) {
    const double gap =
        efficiency(design, StrategyId::kZiC).mean - efficiency(design, StrategyId::kZiU).mean;
    CHECK(gap > 9);
  }
}
