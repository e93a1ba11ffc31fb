#include "engine/core/portable_math.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

constexpr int kPoints = 20'000;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// A number that depends on `draw` alone, between two bounds.
double between(double least, double most, std::uint32_t draw) {
  return least + (most - least) * uniform({1, Purpose::kPopulation, 1, draw});
}

// In units of the last place of the true value, which comes with 64 bits rather than 53.
double error_ulp(double found, long double right) {
  const double size = std::fabs(static_cast<double>(right));
  const double unit = std::nextafter(size, kInfinity) - size;
  return static_cast<double>(std::fabs(found - right) / unit);
}

// The largest error of `function` at kPoints numbers that `at` makes of (0 .. kPoints - 1).
template <class At, class Function, class Right>
double worst(At at, Function function, Right right) {
  double most = 0;
  for (std::uint32_t i = 0; i < kPoints; ++i) {
    const double x = at(i);
    most = std::max(most, error_ulp(function(x), right(static_cast<long double>(x))));
  }
  return most;
}

}  // namespace

TEST_CASE("sine and cosine are right within a unit of the last place") {
  const auto angle = [](std::uint32_t i) { return between(-700, 700, i); };
  CHECK(worst(angle, portable::sin, [](long double x) { return std::sin(x); }) < 1);
  CHECK(worst(angle, portable::cos, [](long double x) { return std::cos(x); }) < 1);
  CHECK(portable::sin(0) == 0);
  CHECK(portable::cos(0) == 1);
}

TEST_CASE("exponential and logarithms are right within a unit of the last place") {
  const auto exponent = [](std::uint32_t i) { return between(-700, 700, i); };
  const auto any_size = [](std::uint32_t i) { return std::exp(between(-700, 700, i)); };
  const auto above_minus_one = [](std::uint32_t i) {
    return (i % 2 == 0 ? 1 : -1) * std::exp(between(-40, -1e-9, i));
  };
  CHECK(worst(exponent, portable::exp, [](long double x) { return std::exp(x); }) < 1);
  CHECK(worst(any_size, portable::log, [](long double x) { return std::log(x); }) < 1);
  CHECK(worst(above_minus_one, portable::log1p, [](long double x) { return std::log1p(x); }) < 1);
  CHECK(portable::exp(0) == 1);
  CHECK(portable::log(1) == 0);
  CHECK(portable::log1p(0) == 0);
}

TEST_CASE("powers and hypotenuses are right within a unit of the last place") {
  double power = 0, hypotenuse = 0;
  for (std::uint32_t i = 0; i < kPoints; ++i) {
    const double x = std::exp(between(-5, 5, 2 * i)), y = between(-50, 50, 2 * i + 1);
    const long double wide = x;
    power = std::max(power, error_ulp(portable::pow(x, y), std::pow(wide, y)));
    hypotenuse = std::max(hypotenuse, error_ulp(portable::hypot(x, y), std::hypot(wide, y)));
  }
  CHECK(power < 1);
  CHECK(hypotenuse < 1);
  CHECK(portable::pow(10, -2) == 0.01);
  CHECK(portable::pow(0, 1.2) == 0);
  CHECK(portable::hypot(3, 4) == 5);
}

TEST_CASE("the logarithm of factorials is right within a unit of the last place") {
  const auto whole = [](std::uint32_t i) { return 3 + static_cast<double>(i); };
  const auto positive = [](std::uint32_t i) { return between(3, 1e6, i); };
  const auto right = [](long double x) { return std::lgamma(x); };
  CHECK(worst(whole, portable::lgamma, right) < 1);
  CHECK(worst(positive, portable::lgamma, right) < 1);
  CHECK(portable::lgamma(1) == 0);
  CHECK(portable::lgamma(2) == 0);
  double most = 0;
  for (std::uint32_t i = 0; i < kPoints; ++i) {
    const double x = between(0.5, 3, i);
    most = std::max(most, std::fabs(portable::lgamma(x) - static_cast<double>(right(x))));
  }
  CHECK(most < 1e-15);
}

TEST_CASE("outside their domains functions give what the C library's do") {
  CHECK(std::isnan(portable::log(-1)));
  CHECK(portable::log(0) == -kInfinity);
  CHECK(portable::log1p(-1) == -kInfinity);
  CHECK(portable::exp(800) == kInfinity);
  CHECK(portable::exp(-800) == 0);
  CHECK(std::isnan(portable::pow(-2, 0.5)));
  CHECK(std::isnan(portable::sin(kInfinity)));
}
