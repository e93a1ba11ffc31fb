// Strategies that learn nothing.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "agents/bidding/bidders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

constexpr PriceRange kRange{0.05, 0.35};
constexpr Terms kSeller{Side::kSell, 0.2, kRange};
constexpr Terms kBuyer{Side::kBuy, 0.2, kRange};

Bidders single(StrategyId strategy) {
  const Bidders::Bidder bidder{7, strategy};
  return {1, {&bidder, 1}};
}

std::vector<double> prices(StrategyId strategy, const Terms& terms) {
  Bidders bidders = single(strategy);
  std::vector<double> result(10'000);
  for (double& price : result) price = bidders.price(0, terms);
  return result;
}

// Largest distance between the sample's distribution and the uniform one (Kolmogorov-Smirnov).
double distance_to_uniform(std::vector<double> sample, double least, double most) {
  std::sort(sample.begin(), sample.end());
  const auto count = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double expected = (sample[i] - least) / (most - least);
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, expected - rank / count, (rank + 1) / count - expected});
  }
  return distance;
}

// Critical value of the Kolmogorov-Smirnov test with 10,000 numbers, alpha = 1e-3:
// sqrt(ln(2/alpha)/2) over the root of their number.
const double kCriticalDistance = std::sqrt(std::log(2 / 1e-3) / 2 / 10'000);

TEST_CASE("a truthful trader shouts its limit price") {
  Bidders bidders = single(StrategyId::kTruthful);
  CHECK(bidders.price(0, kSeller) == 0.2);
  CHECK(bidders.price(0, kBuyer) == 0.2);
}

TEST_CASE("ZI-U prices are uniform over the market's range, whatever the limit") {
  for (const Terms& terms : {kSeller, kBuyer, Terms{Side::kBuy, 0.06, kRange}}) {
    const std::vector<double> all = prices(StrategyId::kZiU, terms);
    CHECK(distance_to_uniform(all, 0.05, 0.35) < kCriticalDistance);
    CHECK(*std::min_element(all.begin(), all.end()) >= 0.05);
    CHECK(*std::max_element(all.begin(), all.end()) < 0.35);
  }
}

TEST_CASE("ZI-C prices are uniform between the limit and the bound of the range") {
  CHECK(distance_to_uniform(prices(StrategyId::kZiC, kSeller), 0.2, 0.35) < kCriticalDistance);
  CHECK(distance_to_uniform(prices(StrategyId::kZiC, kBuyer), 0.05, 0.2) < kCriticalDistance);
  for (const double price : prices(StrategyId::kZiC, kSeller)) REQUIRE(price >= 0.2);
  for (const double price : prices(StrategyId::kZiC, kBuyer)) REQUIRE(price <= 0.2);
}

TEST_CASE("a ramp leads from the best price to the limit in a straight line") {
  Bidders bidders = single(StrategyId::kRamp);
  const auto at = [&bidders](Terms terms, double elapsed) {
    terms.elapsed = elapsed;
    return bidders.price(0, terms);
  };
  CHECK(at(kSeller, 0) == 0.35);
  CHECK(at(kSeller, 0.5) == doctest::Approx(0.275).epsilon(1e-15));
  CHECK(at(kSeller, 1) == 0.2);
  CHECK(at(kBuyer, 0) == 0.05);
  CHECK(at(kBuyer, 0.25) == doctest::Approx(0.0875).epsilon(1e-15));
  CHECK(at(kBuyer, 1) == 0.2);
  for (int i = 0; i <= 1000; ++i) {
    REQUIRE(at({Side::kSell, 0.1, {0.1, 0.3}}, i / 1000.0) >= 0.1);
    REQUIRE(at({Side::kBuy, 0.3, {0.1, 0.3}}, i / 1000.0) <= 0.3);
  }
}

}  // namespace
}  // namespace peerwatt::bidding
