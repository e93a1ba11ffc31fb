#include "agents/market/mechanisms/pool_trade.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("the mid-market price is half-way between selling and feed-in price") {
  CHECK(mid_market_price(0.30, 0.10) == doctest::Approx(0.20));
}

TEST_CASE("at the mid-market price the long side shares pro rata") {
  const std::vector<double> offered{1, 3}, wanted{1, 0.5, 0.5};
  std::vector<double> sold(2, -7), bought(3, -7);
  // 2 of 4 kWh are wanted: every seller sells half.
  CHECK(trade_in_pool(offered, wanted, sold, bought) == 2);
  CHECK(sold == std::vector<double>{0.5, 1.5});
  CHECK(bought == wanted);
  // The other way round.
  CHECK(trade_in_pool(wanted, offered, bought, sold) == 2);
  CHECK(bought == wanted);
  CHECK(sold == std::vector<double>{0.5, 1.5});
}

TEST_CASE("nothing is traded where a side is missing or wants nothing") {
  const std::vector<double> some{1, 2}, zeros{0, 0}, none;
  std::vector<double> sold(2, -7), bought(2, -7), nobody;
  CHECK(trade_in_pool(some, zeros, sold, bought) == 0);
  CHECK(sold == zeros);
  CHECK(bought == zeros);
  CHECK(trade_in_pool(zeros, zeros, sold, bought) == 0);
  CHECK(trade_in_pool(some, none, sold, nobody) == 0);
  CHECK(sold == zeros);
}

TEST_CASE("as much is sold as bought, and no one trades more than offered") {
  std::vector<double> offered(100'000, 0.1), wanted(70'000, 0.1);
  std::vector<double> sold(offered.size()), bought(wanted.size());
  const double volume = trade_in_pool(offered, wanted, sold, bought);
  long double sold_sum = 0, bought_sum = 0;
  for (const double each : sold) sold_sum += each;
  for (const double each : bought) bought_sum += each;
  CHECK(static_cast<double>(sold_sum) == doctest::Approx(volume).epsilon(1e-14));
  CHECK(static_cast<double>(bought_sum) == doctest::Approx(volume).epsilon(1e-14));
  CHECK(sold[5] <= offered[5]);
  CHECK(bought[5] == wanted[5]);
}

}  // namespace
}  // namespace peerwatt::market
