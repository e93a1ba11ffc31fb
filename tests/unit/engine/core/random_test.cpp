#include "engine/core/random.hpp"

#include <cmath>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

struct Moments {
  double mean = 0;
  double variance = 0;
  double least = 0;
  double most = 0;
};

constexpr std::uint32_t kDraws = 200'000;

template <class Draw>
Moments moments_of(Draw draw) {
  double sum = 0, squares = 0, least = 1e9, most = -1e9;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const double value = draw(RandomAddress{42, Purpose::kLoad, 7, i});
    sum += value;
    squares += value * value;
    least = std::min(least, value);
    most = std::max(most, value);
  }
  const double mean = sum / kDraws;
  return {mean, squares / kDraws - mean * mean, least, most};
}

// The seed is fixed, so a test either always passes or always fails; a right generator would fail a
// two-sided test of this width with probability alpha = 1e-4 (standard normal quantile 3.891).
constexpr double kQuantile = 3.891;
double tolerance_of_mean(double variance) {
  return kQuantile * std::sqrt(variance / kDraws);
}
// The variance of a sample variance is (fourth central moment - variance^2)/n.
double tolerance_of_variance(double fourth_moment, double variance) {
  return kQuantile * std::sqrt((fourth_moment - variance * variance) / kDraws);
}

}  // namespace

// Lines `philox4x32 10` of kat_vectors among the tests of the Random123 distribution (D. E. Shaw
// Research, https://github.com/DEShawResearch/random123): counter, key, result.
TEST_CASE("Philox gives the known answers of the Random123 distribution") {
  CHECK(random_bits({0, Purpose{0}, 0, 0}) ==
        std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(random_bits({0xffffffffffffffff, Purpose{0xffffffff}, 0xffffffffffffffff, 0xffffffff}) ==
        std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(random_bits({0x299f31d0a4093822, Purpose{0x85a308d3}, 0x0370734413198a2e, 0x243f6a88}) ==
        std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("every part of an address changes the number") {
  const RandomAddress home{1, Purpose::kLoad, 1, 1};
  std::set<double> values{uniform(home)};
  values.insert(uniform({2, Purpose::kLoad, 1, 1}));
  values.insert(uniform({std::uint64_t{1} << 40 | 1, Purpose::kLoad, 1, 1}));
  values.insert(uniform({1, Purpose::kWeather, 1, 1}));
  values.insert(uniform({1, Purpose::kLoad, 2, 1}));
  values.insert(uniform({1, Purpose::kLoad, std::uint64_t{1} << 40 | 1, 1}));
  values.insert(uniform({1, Purpose::kLoad, 1, 2}));
  CHECK(values.size() == 7);
  CHECK(uniform(home) == uniform(home));
}

// A draw is a word with 24 more bits, which share a word with the purpose.
TEST_CASE("all 56 bits of a draw count, and none is taken for a purpose") {
  constexpr std::uint64_t kWord = std::uint64_t{1} << 32;
  std::set<double> numbers;
  for (const Purpose purpose : {Purpose::kPopulation, Purpose::kLoad}) {
    numbers.insert(uniform({1, purpose, 3, 5}));
    for (int bit = 0; bit < 24; ++bit) {
      numbers.insert(uniform({1, purpose, 3, 5 + (kWord << bit)}));
    }
  }
  CHECK(numbers.size() == 2 * 25);
}

TEST_CASE("uniform numbers fill [0, 1) evenly") {
  const Moments m = moments_of([](const RandomAddress& a) { return uniform(a); });
  CHECK(std::fabs(m.mean - 0.5) < tolerance_of_mean(1.0 / 12));
  CHECK(std::fabs(m.variance - 1.0 / 12) < tolerance_of_variance(1.0 / 80, 1.0 / 12));
  CHECK(m.least >= 0);
  CHECK(m.most < 1);
}

TEST_CASE("standard normal numbers have mean 0, variance 1 and normal tails") {
  const Moments m = moments_of([](const RandomAddress& a) { return standard_normal(a); });
  CHECK(std::fabs(m.mean) < tolerance_of_mean(1));
  CHECK(std::fabs(m.variance - 1) < tolerance_of_variance(3, 1));
  const Moments tail =
      moments_of([](const RandomAddress& a) { return standard_normal(a) > 2 ? 1.0 : 0.0; });
  constexpr double kBeyondTwo = 0.022750131948179;  // 1 - Phi(2)
  CHECK(std::fabs(tail.mean - kBeyondTwo) < tolerance_of_mean(kBeyondTwo * (1 - kBeyondTwo)));
}

TEST_CASE("the cheap bell has mean 0, variance 1 and bounded tails") {
  const Moments m = moments_of([](const RandomAddress& a) { return bell(a); });
  // Fourth moment of a sum of eight uniforms, scaled: 3 - 6/5/8.
  CHECK(std::fabs(m.mean) < tolerance_of_mean(1));
  CHECK(std::fabs(m.variance - 1) < tolerance_of_variance(2.85, 1));
  CHECK(m.least > -4.9);
  CHECK(m.most < 4.9);
}

TEST_CASE("an identity depends on group and member, and on nothing else") {
  CHECK(identity("homes", 3) == identity(std::string{"homes"}, 3));
  std::set<std::uint64_t> seen;
  for (const char* group : {"homes", "shops", "home", ""}) {
    for (std::uint64_t member = 0; member < 1000; ++member) seen.insert(identity(group, member));
  }
  CHECK(seen.size() == 4000);
}

// FNV-1a, 64 bits: the offset basis, and the hash of "a" from the authors' test suite
// (draft-eastlake-fnv, appendix), continued by the eight bytes of the member number.
TEST_CASE("an identity is the FNV-1a hash of name and member") {
  std::uint64_t hash = 0xaf63dc4c8601ec8c;  // of "a"
  for (int byte = 0; byte < 8; ++byte) hash = (hash ^ (byte == 0 ? 5U : 0U)) * 0x100000001b3;
  CHECK(identity("a", 5) == hash);
}
