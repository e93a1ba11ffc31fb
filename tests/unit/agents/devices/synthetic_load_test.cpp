#include "agents/devices/synthetic_load.hpp"

#include <cmath>
#include <numeric>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;

namespace {

constexpr std::uint32_t kSlotsPerDay = 48;
constexpr std::uint32_t kDays = 300;

Slot slot_at(std::uint32_t index) {
  return {.start = SimTime::from_seconds(std::int64_t{index} * 1800),
          .length = Duration::from_seconds(1800),
          .index = index,
          .day = index / kSlotsPerDay,
          .slot_of_day = index % kSlotsPerDay};
}

std::vector<SyntheticLoad::Household> households(std::uint64_t count) {
  std::vector<SyntheticLoad::Household> list;
  for (std::uint64_t i = 0; i < count; ++i) {
    list.push_back({identity("home", i), 5.0 + static_cast<double>(i)});
  }
  return list;
}

}  // namespace

TEST_CASE("the residential day sums to one, at any slot length") {
  for (const std::int64_t slots : {1, 24, 48, 96, 1440}) {
    const std::vector<double> shape = residential_day_shape(slots);
    CHECK(shape.size() == static_cast<std::size_t>(slots));
    CHECK(std::accumulate(shape.begin(), shape.end(), 0.0) == doctest::Approx(1).epsilon(1e-13));
    for (const double share : shape) CHECK(share > 0);
  }
}

TEST_CASE("the residential day peaks in the evening") {
  const std::vector<double> shape = residential_day_shape(24);
  CHECK(shape[19] > 1.5 * shape[13]);
  CHECK(shape[8] > 1.2 * shape[3]);
}

// Daily energies are independent, so their mean over D days is normal to good accuracy with the
// standard error estimated from the sample. Fixed seed; twenty households are tested, two-sided
// with alpha = 1e-4 together (5e-6 each: quantile 4.565).
TEST_CASE("a household's mean over many days is its daily energy, and no slot is negative") {
  constexpr std::size_t kHouseholds = 20;
  const SyntheticLoad load{11, households(kHouseholds), kSlotsPerDay};
  std::vector<double> energy(kHouseholds), day(kHouseholds), sum(kHouseholds), squares(kHouseholds);
  for (std::uint32_t index = 0; index < kDays * kSlotsPerDay; ++index) {
    load.fill(slot_at(index), energy);
    for (std::size_t i = 0; i < kHouseholds; ++i) {
      REQUIRE(energy[i] >= 0);
      day[i] += energy[i];
      if (index % kSlotsPerDay != kSlotsPerDay - 1) continue;
      sum[i] += day[i];
      squares[i] += day[i] * day[i];
      day[i] = 0;
    }
  }
  for (std::size_t i = 0; i < kHouseholds; ++i) {
    const double mean = sum[i] / kDays;
    const double variance = (squares[i] - kDays * mean * mean) / (kDays - 1);
    const double expected = 5.0 + static_cast<double>(i);
    CAPTURE(i);
    CHECK(std::fabs(mean - expected) < 4.565 * std::sqrt(variance / kDays));
    CHECK(std::sqrt(variance) > 0.02 * expected);  // days differ
    CHECK(std::sqrt(variance) < 0.3 * expected);
  }
}

TEST_CASE("one more household, or another order, changes nobody's load") {
  const std::vector<SyntheticLoad::Household> few = households(5);
  std::vector<SyntheticLoad::Household> more = households(8);
  std::swap(more[0], more[4]);
  const SyntheticLoad small{3, few, kSlotsPerDay}, large{3, more, kSlotsPerDay};
  std::vector<double> a(5), b(8);
  for (std::uint32_t index = 0; index < 3 * kSlotsPerDay; ++index) {
    small.fill(slot_at(index), a);
    large.fill(slot_at(index), b);
    std::swap(b[0], b[4]);
    for (std::size_t i = 0; i < 5; ++i) REQUIRE(a[i] == b[i]);
  }
}

TEST_CASE("seeds and households differ from each other") {
  const std::vector<SyntheticLoad::Household> alike{{identity("home", 0), 10},
                                                    {identity("home", 1), 10}};
  const SyntheticLoad first{3, alike, kSlotsPerDay}, second{4, alike, kSlotsPerDay};
  std::vector<double> a(2), b(2);
  first.fill(slot_at(20), a);
  second.fill(slot_at(20), b);
  CHECK(a[0] != a[1]);
  CHECK(a[0] != b[0]);
}
