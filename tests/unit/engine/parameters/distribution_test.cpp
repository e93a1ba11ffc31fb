#include "engine/parameters/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/contracts.hpp"

#include <doctest/doctest.h>

namespace peerwatt::parameters {
namespace {

using Kind = Distribution::Kind;

// Statistical tests: the seed is fixed, so each always passes or always fails. A right sampler
// would fail one with probability alpha = 1e-4.
constexpr std::uint64_t kMembers = 20'000;

std::vector<double> sample_members(const Distribution& distribution) {
  std::vector<double> values;
  for (std::uint64_t member = 0; member < kMembers; ++member) {
    values.push_back(distribution.sample({2025, Purpose::kPopulation, member, 0}));
  }
  std::sort(values.begin(), values.end());
  return values;
}

// Kolmogorov-Smirnov statistic times sqrt(n). Its limit distribution exceeds x with probability
// close to 2 exp(-2 x^2) for large x (Kolmogorov 1933): 2.226 for alpha = 1e-4.
constexpr double kCriticalKolmogorov = 2.226;

template <class Cdf>
double kolmogorov(const std::vector<double>& sorted, Cdf cdf) {
  const auto n = static_cast<double>(sorted.size());
  double farthest = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double expected = cdf(sorted[i]);
    farthest = std::max({farthest, expected - static_cast<double>(i) / n,
                         static_cast<double>(i + 1) / n - expected});
  }
  return farthest * std::sqrt(n);
}

double normal_cdf(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

double truncated_normal_cdf(const std::vector<double>& parameters, double x) {
  const auto below = [&](double value) {
    return normal_cdf((value - parameters[0]) / parameters[1]);
  };
  return (below(x) - below(parameters[2])) / (below(parameters[3]) - below(parameters[2]));
}

TEST_CASE("a number is a distribution that always gives that number") {
  const Distribution constant = 13.5;
  CHECK(constant.sample({1, Purpose::kPopulation, 2, 3}) == 13.5);
  CHECK(constant.least() == 13.5);
  CHECK(constant.most() == 13.5);
}

TEST_CASE("uniform values spread evenly between the limits") {
  const Distribution uniform{Kind::kUniform, {2, 8}};
  const std::vector<double> values = sample_members(uniform);
  CHECK(values.front() >= 2);
  CHECK(values.back() <= 8);
  CHECK(kolmogorov(values, [](double x) { return (x - 2) / 6; }) < kCriticalKolmogorov);
}

TEST_CASE("normal values follow the normal distribution cut off at the limits") {
  for (const std::vector<double>& parameters :
       {std::vector<double>{12, 4, 2, 30}, {5, 1, 4.5, 9}, {0, 10, -1, 1}}) {
    CAPTURE(parameters[0]);
    const std::vector<double> values = sample_members({Kind::kNormal, parameters});
    CHECK(values.front() >= parameters[2]);
    CHECK(values.back() <= parameters[3]);
    CHECK(kolmogorov(values, [&](double x) { return truncated_normal_cdf(parameters, x); }) <
          kCriticalKolmogorov);
  }
}

TEST_CASE("the values of one_of are equally likely") {
  const std::array<double, 4> choices{0, 5, 10, 13.5};
  const std::vector<double> values =
      sample_members({Kind::kOneOf, {choices.begin(), choices.end()}});
  const double expected = static_cast<double>(kMembers) / choices.size();
  double chi_squared = 0;
  std::ptrdiff_t counted = 0;
  for (const double choice : choices) {
    const auto count = std::count(values.begin(), values.end(), choice);
    counted += count;
    chi_squared += std::pow(static_cast<double>(count) - expected, 2) / expected;
  }
  CHECK(counted == static_cast<std::ptrdiff_t>(kMembers));
  CHECK(chi_squared < 21.11);  // 3 degrees of freedom, alpha = 1e-4
}

TEST_CASE("a value belongs to its address") {
  const Distribution normal{Kind::kNormal, {0, 10, -1, 1}};
  const RandomAddress address{7, Purpose::kPopulation, 11, 0};
  CHECK(normal.sample(address) == normal.sample(address));
  RandomAddress other = address;
  other.owner = 12;
  CHECK(normal.sample(address) != normal.sample(other));
}

TEST_CASE("the support is what can be drawn") {
  CHECK(Distribution{Kind::kNormal, {5, 1, 2, 9}}.least() == 2);
  CHECK(Distribution{Kind::kNormal, {5, 1, 2, 9}}.most() == 9);
  CHECK(Distribution{Kind::kOneOf, {5, -1, 3}}.least() == -1);
  CHECK(Distribution{Kind::kOneOf, {5, -1, 3}}.most() == 5);
}

TEST_CASE("numbers that make no distribution are refused") {
  const std::vector<std::pair<Kind, std::vector<double>>> wrong{{Kind::kConstant, {}},
                                                                {Kind::kConstant, {1, 2}},
                                                                {Kind::kUniform, {1}},
                                                                {Kind::kUniform, {2, 1}},
                                                                {Kind::kNormal, {1, 2, 3}},
                                                                {Kind::kNormal, {5, 0, 1, 9}},
                                                                {Kind::kNormal, {5, 1, 9, 1}},
                                                                {Kind::kNormal, {0, 1, 1, 9}},
                                                                {Kind::kNormal, {5, 1, 5, 5}},
                                                                {Kind::kNormal, {5, 81, 1, 9}},
                                                                {Kind::kOneOf, {}}};
  for (const auto& [kind, values] : wrong) {
    const std::size_t numbers = values.size();
    CAPTURE(numbers);
    CHECK_FALSE(Distribution::complaint(kind, values).empty());
    CHECK_THROWS_AS((Distribution{kind, values}), LogicError);
  }
}

}  // namespace
}  // namespace peerwatt::parameters
