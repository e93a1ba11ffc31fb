#include "agents/tariffs/price_limits.hpp"

#include <cmath>

#include <doctest/doctest.h>

using namespace peerwatt::tariffs;

TEST_CASE("a price may be nothing only where it need not be above zero") {
  CHECK(kPrice.contains(0));
  CHECK_FALSE(kPrice.contains(-1e-9));
  CHECK_FALSE(kPriceAboveZero.contains(0));
  CHECK(kPriceAboveZero.contains(kLeastPrice));
  CHECK_FALSE(kPriceAboveZero.contains(0.5e-9));
}

TEST_CASE("up to the highest price doubles tell whole multiples of 1e-9 apart") {
  CHECK(kPrice.contains(kMostPrice));
  CHECK(kPriceAboveZero.contains(kMostPrice));
  CHECK_FALSE(kPrice.contains(std::nextafter(kMostPrice, 2 * kMostPrice)));
  CHECK(std::nextafter(kMostPrice, 2 * kMostPrice) - kMostPrice < kLeastPrice);
}

TEST_CASE("sums of money are finite and not below zero") {
  CHECK(kMoney.contains(0));
  CHECK(kMoney.contains(1e12));
  CHECK_FALSE(kMoney.contains(INFINITY));
  CHECK_FALSE(kMoney.contains(-0.01));
}
