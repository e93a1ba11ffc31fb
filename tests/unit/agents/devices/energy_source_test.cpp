#include "agents/devices/energy_source.hpp"

#include <memory>
#include <vector>

#include "agents/devices/profile_source.hpp"
#include "agents/devices/slot.hpp"
#include "agents/devices/synthetic_load.hpp"
#include "agents/devices/synthetic_pv.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;

namespace {

constexpr std::int64_t kSlotsPerDay = 24;

// Noon of 2025-07-01 in Greenwich, the first day of a run of hours that begins at midnight.
constexpr std::uint32_t kNoon = 12;
constexpr std::int64_t kNoonS = std::int64_t{kNoon} * 3600;
Slot noon() {
  return {.start = SimTime::from_seconds(1'751'328'000 + kNoonS),
          .length = Duration::from_seconds(std::int64_t{3600}),
          .index = kNoon,
          .day = 0,
          .slot_of_day = kNoon};
}

// A measured, a synthetic and a solar source of two members each.
std::vector<std::unique_ptr<EnergySource>> all_sources(const std::vector<double>& series) {
  std::vector<std::unique_ptr<EnergySource>> sources;
  sources.push_back(
      std::make_unique<ProfileSource>(std::vector<ProfileSource::Member>{{series}, {series, 2}}));
  sources.push_back(std::make_unique<SyntheticLoad>(
      1, std::vector<SyntheticLoad::Household>{{7, 10}, {8, 20}}, kSlotsPerDay));
  sources.push_back(std::make_unique<SyntheticPv>(1, Site{0, 0}, 1.0,
                                                  std::vector<SyntheticPv::Roof>{{7, 4}, {8, 2}}));
  return sources;
}

}  // namespace

TEST_CASE("whatever a group's energy comes from, a slot has one amount for each member") {
  const std::vector<double> series(kSlotsPerDay, 0.5);
  for (const std::unique_ptr<EnergySource>& source : all_sources(series)) {
    std::vector<double> energy_kwh{-7, -7, -7};
    source->fill(noon(), std::span{energy_kwh}.first(2));
    CHECK(energy_kwh[0] > 0);
    CHECK(energy_kwh[1] > 0);
    CHECK(energy_kwh[2] == -7);
  }
}

TEST_CASE("a source gives the same slot the same energy, in whatever order slots are asked for") {
  const std::vector<double> series(kSlotsPerDay, 0.5);
  for (const std::unique_ptr<EnergySource>& source : all_sources(series)) {
    std::vector<double> first(2), other(2), again(2);
    source->fill(noon(), first);
    Slot midnight = noon();
    midnight.start = midnight.start - Duration::from_seconds(kNoonS);
    midnight.index = 0;
    midnight.slot_of_day = 0;
    source->fill(midnight, other);
    source->fill(noon(), again);
    CHECK(again == first);
  }
}
