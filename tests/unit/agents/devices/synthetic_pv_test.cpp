#include "agents/devices/synthetic_pv.hpp"

#include <cmath>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;

namespace {

constexpr Site kBrisbane{-27.47, 153.03};

Slot slot_at(std::uint32_t index) {
  return {.start = SimTime::from_seconds(1'751'328'000 + std::int64_t{index} * 1800),
          .length = Duration::from_seconds(1800),
          .index = index,
          .day = index / 48,
          .slot_of_day = index % 48};
}

std::vector<SyntheticPv::Roof> roofs() {
  return {{identity("home", 0), 5}, {identity("home", 1), 0}, {identity("home", 2), 2}};
}

}  // namespace

TEST_CASE("PV sleeps at night and stays below its capacity by day") {
  const SyntheticPv pv{5, kBrisbane, 1.0, roofs()};
  std::vector<double> energy{-1, -1, -1};
  int nights = 0;
  for (std::uint32_t index = 0; index < 365 * 48; ++index) {
    const Slot slot = slot_at(index);
    pv.fill(slot, energy);
    const bool night =
        sine_of_solar_elevation(kBrisbane, slot.start + Duration::from_seconds(900)) <= 0;
    nights += night ? 1 : 0;
    for (const double kwh : energy) REQUIRE(kwh >= 0);
    if (night) REQUIRE(energy == std::vector<double>{0, 0, 0});
    if (!night) REQUIRE(energy[0] > 0);
    REQUIRE(energy[0] <= 5 * 0.5);
    REQUIRE(energy[1] == 0);
    REQUIRE(energy[2] <= 2 * 0.5);
  }
  CHECK(nights > 365 * 20);
  CHECK(nights < 365 * 28);
}

// Clear-sky output falls out of the ratio to a site that is always clear, as the passing clouds are
// drawn at the same addresses: what is left is the clearness of the day, uniform around its mean.
// Fixed seed, two-sided, alpha = 1e-4.
TEST_CASE("the clearness of the days has the configured mean and is shared by all roofs") {
  constexpr double kMean = 0.7;
  constexpr double kSpread = 0.3;
  constexpr std::uint32_t kDays = 2000;
  const SyntheticPv cloudy{5, kBrisbane, kMean, roofs()}, clear{5, kBrisbane, 1.0, roofs()};
  std::vector<double> some(3), full(3);
  double sum = 0, least = 1, most = 0;
  for (std::uint32_t day = 0; day < kDays; ++day) {
    const Slot noon = slot_at(day * 48 + 4);  // 02:00 UTC
    cloudy.fill(noon, some);
    clear.fill(noon, full);
    const double clearness = some[0] / full[0];
    REQUIRE(some[2] / full[2] == doctest::Approx(clearness).epsilon(1e-12));
    sum += clearness;
    least = std::min(least, clearness);
    most = std::max(most, clearness);
  }
  CHECK(std::fabs(sum / kDays - kMean) < 3.891 * kSpread / std::sqrt(3.0 * kDays));
  CHECK(least >= kMean - kSpread - 1e-12);
  CHECK(most <= kMean + kSpread + 1e-12);
  CHECK(most - least > 1.9 * kSpread);
}

TEST_CASE("one more roof, or another order, changes nobody's generation") {
  std::vector<SyntheticPv::Roof> more = roofs();
  more.insert(more.begin(), {identity("shop", 0), 9});
  const SyntheticPv few{5, kBrisbane, 0.6, roofs()}, many{5, kBrisbane, 0.6, more};
  std::vector<double> a(3), b(4);
  for (std::uint32_t index = 0; index < 96; ++index) {
    few.fill(slot_at(index), a);
    many.fill(slot_at(index), b);
    for (std::size_t i = 0; i < 3; ++i) REQUIRE(a[i] == b[i + 1]);
  }
}

TEST_CASE("generation scales with the length of the slot and with capacity") {
  const SyntheticPv pv{5, kBrisbane, 1.0, {{7, 4}, {7, 2}}};
  std::vector<double> half(2), quarter(2);
  Slot slot = slot_at(4);
  pv.fill(slot, half);
  slot.start = slot.start + Duration::from_seconds(450);  // the same middle
  slot.length = Duration::from_seconds(900);
  pv.fill(slot, quarter);
  CHECK(half[0] == doctest::Approx(2 * quarter[0]).epsilon(1e-13));
  CHECK(half[0] == doctest::Approx(2 * half[1]).epsilon(1e-13));
}
