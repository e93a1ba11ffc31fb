#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/bidding/bidders.hpp"
#include "agents/market/order_book/order_book.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using bidding::Activity;
using bidding::Response;
using bidding::StrategyId;
using bidding::Terms;
using market::Side;

namespace {

constexpr bidding::PriceRange kRange{0, 4};
constexpr double kCompetitivePrice = 2;
constexpr double kPublishedConstrainedPrice = 2 + 1.0 / 3;  // of ZI-C traders, flat supply
constexpr std::size_t kDays = 10;
constexpr std::uint32_t kRuns = 20;
constexpr int kFailures = 100;          // in a row end the day of an outcry market
constexpr int kArrivalsPerTrader = 10;  // make a day with an order book

// Each trader has one unit a day. 0.75, 1.00, ... 3.25.
std::vector<double> ladder() {
  std::vector<double> limits;
  for (int i = 0; i < 11; ++i) limits.push_back(0.75 + 0.25 * i);
  return limits;
}

struct Design {
  std::vector<double> values;  // of buyers
  std::vector<double> costs;   // of sellers
};
Design symmetric() {
  return {ladder(), ladder()};
}
Design flat_supply() {
  return {ladder(), std::vector<double>(11, kCompetitivePrice)};
}

// Averages over the runs, by day.
struct Days {
  std::vector<double> price = std::vector<double>(kDays);
  std::vector<double> alpha = std::vector<double>(kDays);  // Smith 1962, %
  std::vector<double> gains = std::vector<double>(kDays);  // from trade
};

// A group of traders who meet day after day.
class Run {
 public:
  Run(const Design& design, StrategyId strategy, std::uint64_t seed)
      : seed_{seed},
        buyers_{static_cast<std::uint32_t>(design.values.size())},
        limits_{design.values},
        bidders_{seed, followers(strategy, design.values.size() + design.costs.size())} {
    limits_.insert(limits_.end(), design.costs.begin(), design.costs.end());
  }

  // The report's market: whoever shouts is answered at once by a trader of the other side who
  // agrees to the price, or by nobody.
  void outcry_day() {
    open();
    for (int failures = 0; failures < kFailures && both_sides_active();) {
      failures = shout() ? 0 : failures + 1;
    }
  }
  // The same traders with an order book: they come at random and replace the order they have.
  void book_day() {
    open();
    const auto arrivals = static_cast<int>(limits_.size()) * kArrivalsPerTrader;
    for (int i = 0; i < arrivals && both_sides_active(); ++i) arrive();
  }

  // Of the last day.
  std::span<const double> prices() const { return prices_; }
  double gains() const { return gains_; }

 private:
  static std::vector<bidding::Bidders::Bidder> followers(StrategyId strategy, std::size_t count) {
    std::vector<bidding::Bidders::Bidder> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back({i, strategy});
    return all;
  }
  Side side(std::uint32_t trader) const { return trader < buyers_ ? Side::kBuy : Side::kSell; }
  Terms terms(std::uint32_t trader) const { return {side(trader), limits_[trader], kRange}; }
  market::LimitOrder order(std::uint32_t trader, double price) const {
    return {side(trader), 1, price, trader};
  }
  void open() {
    book_.clear();
    tickets_.assign(limits_.size(), {});
    active_.assign(limits_.size(), Activity::kActive);
    prices_.clear();
    gains_ = 0;
  }
  std::vector<std::uint32_t> active(std::uint32_t first, std::size_t last) const {
    std::vector<std::uint32_t> result;
    for (std::uint32_t i = first; i < last; ++i) {
      if (active_[i] == Activity::kActive) result.push_back(i);
    }
    return result;
  }
  bool both_sides_active() const {
    return !active(0, buyers_).empty() && !active(buyers_, limits_.size()).empty();
  }
  std::uint32_t one_of(const std::vector<std::uint32_t>& traders) {
    const double place = uniform(
        {.seed = seed_, .purpose = Purpose::kMarket, .owner = limits_.size(), .draw = draw_++});
    return traders[static_cast<std::size_t>(place * static_cast<double>(traders.size()))];
  }

  bool shout() {
    book_.clear();
    const std::uint32_t trader = one_of(active(0, limits_.size()));
    const double price = bidders_.price(trader, terms(trader));
    book_.submit(order(trader, price));
    const bool sells = side(trader) == Side::kSell;
    std::vector<std::uint32_t> willing;
    for (const std::uint32_t other : sells ? active(0, buyers_) : active(buyers_, limits_.size())) {
      const double answer = bidders_.price(other, terms(other));
      if (sells ? answer >= price : answer <= price) willing.push_back(other);
    }
    if (willing.empty()) {
      tell({side(trader), price, Response::kIgnored});
      return false;
    }
    const std::uint32_t partner = one_of(willing);
    note(partner, book_.submit(order(partner, price)).executions.front());
    return true;
  }
  void arrive() {
    const std::uint32_t trader = one_of(active(0, limits_.size()));
    const double price = bidders_.price(trader, terms(trader));
    market::Receipt receipt = book_.replace(tickets_[trader], 1, price);
    if (receipt.state == market::OrderState::kUnknown) receipt = book_.submit(order(trader, price));
    tickets_[trader] = receipt.ticket;
    if (receipt.executions.empty()) return tell({side(trader), price, Response::kIgnored});
    note(trader, receipt.executions.front());
  }
  void note(std::uint32_t trader, const market::Execution& execution) {
    const std::uint32_t other = execution.resting_owner;
    const auto [buyer, seller] = std::minmax(trader, other);
    prices_.push_back(execution.price);
    gains_ += limits_[buyer] - limits_[seller];
    active_[buyer] = active_[seller] = Activity::kDone;
    tell({side(other), execution.price, Response::kAccepted});
  }
  void tell(const bidding::StatedPrice& shout) {
    for (std::uint32_t i = 0; i < limits_.size(); ++i) {
      bidders_.observe(i, terms(i), active_[i], shout);
    }
  }

  std::uint64_t seed_;
  std::uint32_t draw_ = 0;
  std::uint32_t buyers_;
  std::vector<double> limits_;  // of buyers, then sellers
  bidding::Bidders bidders_;
  market::OrderBook book_;
  std::vector<market::Ticket> tickets_;
  std::vector<Activity> active_;
  std::vector<double> prices_;
  double gains_ = 0;
};

// Root mean square deviation of prices from the competitive one, in per cent of it (Smith, J.
// Political Economy 70(2), 1962).
double smiths_alpha(std::span<const double> prices) {
  double squares = 0;
  for (const double price : prices) squares += std::pow(price - kCompetitivePrice, 2);
  return 100 * std::sqrt(squares / static_cast<double>(prices.size())) / kCompetitivePrice;
}

Days average(const Design& design, StrategyId strategy, void (Run::*day)()) {
  Days days;
  for (std::uint32_t seed = 0; seed < kRuns; ++seed) {
    Run run{design, strategy, seed};
    for (std::size_t i = 0; i < kDays; ++i) {
      (run.*day)();
      REQUIRE_FALSE(run.prices().empty());
      double sum = 0;
      for (const double price : run.prices()) sum += price;
      days.price[i] += sum / static_cast<double>(run.prices().size()) / kRuns;
      days.alpha[i] += smiths_alpha(run.prices()) / kRuns;
      days.gains[i] += run.gains() / kRuns;
    }
  }
  return days;
}

// The most that can be gained from trade: a unit bought for 3.25, 3.00, ... 2.25 gains 1.25, 1.00,
// ... 0.25 above the competitive price; so does one sold, where costs mirror the values.
constexpr double kMostGainsFlat = 1.25 + 1.00 + 0.75 + 0.50 + 0.25;
constexpr double kMostGainsSymmetric = 2 * kMostGainsFlat;

void check_convergence(const Days& days) {
  CHECK(std::abs(days.price[3] - kCompetitivePrice) < 0.10);
  CHECK(std::abs(days.price[9] - kCompetitivePrice) < 0.02);
  CHECK(days.alpha[1] < 0.7 * days.alpha[0]);
  CHECK(days.alpha[3] < 0.35 * days.alpha[0]);
  CHECK(days.alpha[9] < 0.2 * days.alpha[0]);
  CHECK(days.alpha[9] < 2);
}

}  // namespace

TEST_CASE("ZIP traders in the symmetric market come to the competitive price") {
  const Days days = average(symmetric(), StrategyId::kZip, &Run::outcry_day);
  check_convergence(days);
  CHECK(days.gains[9] > 0.99 * kMostGainsSymmetric);
}

TEST_CASE("ZIP traders come down to a flat supply") {
  const Days days = average(flat_supply(), StrategyId::kZip, &Run::outcry_day);
  check_convergence(days);
  CHECK(days.gains[9] > 0.99 * kMostGainsFlat);
}

TEST_CASE("with an order book ZIP traders converge as well") {
  check_convergence(average(symmetric(), StrategyId::kZip, &Run::book_day));
  check_convergence(average(flat_supply(), StrategyId::kZip, &Run::book_day));
}

TEST_CASE("ZI-C traders stay above a flat supply, day after day") {
  const Days days = average(flat_supply(), StrategyId::kZiC, &Run::outcry_day);
  const double mean = std::accumulate(days.price.begin(), days.price.end(), 0.0) / kDays;
  CHECK(std::abs(mean - kPublishedConstrainedPrice) < 0.025);
  for (const double alpha : days.alpha) CHECK(alpha > 15);
}
