#include "agents/market/allocation/rationing.hpp"

#include <cmath>
#include <initializer_list>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

std::vector<double> cut(std::vector<double> quantities, double total) {
  EqualRationing{}.cut(quantities, total);
  return quantities;
}

long double sum(const std::vector<double>& values) {
  long double total = 0;
  for (const double value : values) total += value;
  return total;
}

double random_number(std::uint32_t draw) {
  return uniform({.seed = 11, .purpose = Purpose::kMarket, .owner = 0, .draw = draw});
}

// Everyone is cut by the same amount or has nothing left and had no more than that amount.
void check_equal_cut(const std::vector<double>& offered, double total) {
  const std::vector<double> left = cut(offered, total);
  CHECK(std::abs(static_cast<double>(sum(left) - static_cast<long double>(total))) <=
        1e-12 * total);
  double amount = 0;
  double largest = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    amount = std::max(amount, offered[i] - left[i]);
    largest = std::max(largest, offered[i]);
  }
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const bool within = left[i] >= 0 && left[i] <= offered[i];
    const bool equal = left[i] == 0 || std::abs(offered[i] - left[i] - amount) <= 1e-14 * largest;
    wrong += within && equal ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("everyone bears the same cut") {
  // 2 + 3 + 5 = 10; to 4: 2 kWh each.
  CHECK(cut({2, 3, 5}, 4) == std::vector<double>{0, 1, 3});
}

TEST_CASE("nobody is cut below zero") {
  // 1 + 3 + 5 = 9; to 3: a cut of 2 would leave -1; of the other two it is 2.5.
  CHECK(cut({1, 3, 5}, 3) == std::vector<double>{0, 0.5, 2.5});
}

TEST_CASE("a total of the sum or more cuts nothing") {
  CHECK(cut({1, 3}, 4) == std::vector<double>{1, 3});
  CHECK(cut({1, 3}, 9) == std::vector<double>{1, 3});
  CHECK(cut({}, 0).empty());
}

TEST_CASE("a total of zero leaves nothing") {
  CHECK(cut({1, 3, 0}, 0) == std::vector<double>{0, 0, 0});
}

TEST_CASE("equal quantities share equally, however little is left") {
  for (const double total : {1e-20, 1e-9, 0.1, 2.9}) {
    const std::vector<double> left = cut({1, 1, 1}, total);
    for (const double each : left) CHECK(each == doctest::Approx(total / 3).epsilon(1e-14));
  }
}

TEST_CASE("the cut quantities sum to the total over six decades") {
  for (std::uint32_t book = 0; book < 200; ++book) {
    std::vector<double> offered(1 + book % 90);
    for (std::uint32_t i = 0; i < offered.size(); ++i) {
      offered[i] = std::pow(10, -3 + 6 * random_number(1000 * book + i));
    }
    const double share = std::pow(10, -9 * random_number(1000 * book + 999));
    check_equal_cut(offered, share * static_cast<double>(sum(offered)));
  }
}

TEST_CASE("a million quantities, whatever their pattern, sum to the total") {
  constexpr std::size_t kMany = 1'000'000;
  std::vector<double> equal(kMany, 0.1), ramp(kMany), geometric(kMany), two_sizes(kMany);
  for (std::size_t i = 0; i < kMany; ++i) {
    ramp[i] = 1e-3 * static_cast<double>(i);
    geometric[i] = std::exp2(-static_cast<double>(i % 1000));
    two_sizes[i] = i % 2 == 0 ? 1e-3 : 1e3;
  }
  for (const auto& offered : {equal, ramp, geometric, two_sizes}) {
    for (const double share : {1e-6, 0.3, 0.999}) {
      check_equal_cut(offered, share * static_cast<double>(sum(offered)));
    }
  }
}

TEST_CASE("quantities that defeat Newton's method are cut all the same") {
  // Each round of the method drops only the smallest of quantities that grow like factorials.
  std::vector<double> offered;
  for (double next = 1, i = 1; i < 100; ++i, next *= i) offered.push_back(next);
  for (const double total : {1e-3, 1.0, 1e100, 1e150}) check_equal_cut(offered, total);
}

}  // namespace
}  // namespace peerwatt::market
