#include "tools/verification/replay/round_price.hpp"

#include <vector>

#include "agents/market/ticks.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

constexpr double kFeedIn = 0.08;

std::vector<StatedLimit> limits_at(double price, const std::vector<double>& lambdas) {
  std::vector<StatedLimit> limits;
  for (const double lambda : lambdas) {
    limits.push_back({market::on_tick(kFeedIn + lambda * (price - kFeedIn)), lambda});
  }
  return limits;
}

TEST_CASE("a limit at lambda 1 tells the price of the round to the last digit") {
  const RoundPrice price = round_price(limits_at(0.412345677, {0.3, 1.0}), kFeedIn);
  CHECK(price.least == 0.412345677);
  CHECK(price.most == 0.412345677);
}

TEST_CASE("the announced price is among those that the limits leave") {
  for (int tick = 0; tick < 500; ++tick) {
    const double price = market::to_price(412'345'000 + 7 * tick);
    for (const std::vector<double>& lambdas :
         {std::vector{0.5}, std::vector{0.013}, std::vector{0.21, 0.34, 0.87}}) {
      const RoundPrice found = round_price(limits_at(price, lambdas), kFeedIn);
      CHECK(found.least <= price);
      CHECK(found.most >= price);
    }
  }
}

TEST_CASE("limits of different prices, and lambdas of nothing, tell of no price") {
  std::vector<StatedLimit> limits = limits_at(0.4, {0.5});
  limits.push_back(limits_at(0.41, {0.6}).front());
  CHECK(!round_price(limits, kFeedIn).is_known());
  CHECK(!round_price(limits_at(0.4, {0.0, 1e-4}), kFeedIn).is_known());
  CHECK(!round_price({}, kFeedIn).is_known());
}

}  // namespace
}  // namespace peerwatt::verification
