#include "agents/bidding/zero_intelligence.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "tests/unit/agents/bidding/sample_traders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

constexpr std::uint32_t kPrices = 10'000;

template <class ZeroIntelligence>
std::vector<double> prices(const Terms& terms) {
  FreshRandom trader;
  std::vector<double> result(kPrices);
  for (double& price : result) price = ZeroIntelligence{}.price(0, terms, trader.random);
  CHECK(trader.choices == kPrices);
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

// Critical value of the Kolmogorov-Smirnov test with that many numbers, alpha = 1e-3:
// sqrt(ln(2/alpha)/2) over the root of their number.
const double kCriticalDistance = std::sqrt(std::log(2 / 1e-3) / 2 / kPrices);

TEST_CASE("ZI-U prices are uniform over the market's range, whatever the limit") {
  for (const Terms& terms : {kSeller, kBuyer, Terms{Side::kBuy, 0.06, kRange}}) {
    const std::vector<double> all = prices<ZeroIntelligenceUnconstrained>(terms);
    CHECK(distance_to_uniform(all, 0.05, 0.35) < kCriticalDistance);
    CHECK(*std::min_element(all.begin(), all.end()) >= 0.05);
    CHECK(*std::max_element(all.begin(), all.end()) < 0.35);
  }
}

TEST_CASE("ZI-C prices are uniform between the limit and the bound of the range") {
  const auto of_seller = prices<ZeroIntelligenceConstrained>(kSeller);
  const auto of_buyer = prices<ZeroIntelligenceConstrained>(kBuyer);
  CHECK(distance_to_uniform(of_seller, 0.2, 0.35) < kCriticalDistance);
  CHECK(distance_to_uniform(of_buyer, 0.05, 0.2) < kCriticalDistance);
  for (const double price : of_seller) REQUIRE(price >= 0.2);
  for (const double price : of_buyer) REQUIRE(price <= 0.2);
}

TEST_CASE("a ZI-C trader whose limit lies beyond the range states the limit") {
  for (const double price : prices<ZeroIntelligenceConstrained>({Side::kSell, 0.4, kRange})) {
    REQUIRE(price == 0.4);
  }
}

}  // namespace
}  // namespace peerwatt::bidding
