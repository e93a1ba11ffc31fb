#include "tools/bench/reference_scheme/reference_scheme.hpp"

#include <algorithm>
#include <vector>

#include "tools/bench/reference_scheme/settlement.hpp"
#include "tools/bench/reference_scheme/zone_auction.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::bench;

TEST_CASE("how many zones are in a group makes no difference") {
  const ReferenceRun one = run_reference_scheme(1700, 2, 1);
  for (const std::uint32_t zones : {2U, 7U, 16U, 100U}) {
    CAPTURE(zones);
    const ReferenceRun other = run_reference_scheme(1700, 2, zones);
    CHECK(other.digest == one.digest);
    CHECK(other.rounds == one.rounds);
  }
}

TEST_CASE("further zones change the run, further rounds are played at peak only") {
  const ReferenceRun small = run_reference_scheme(100, 1), large = run_reference_scheme(200, 1);
  CHECK(small.digest != large.digest);
  CHECK(small.rounds > 48);
  CHECK(small.rounds <= 48 + 8 * 4);
}

namespace {

struct OneZone {
  KeptColumns kept{kZoneRows};
  SlotColumns slot{kZoneRows};
  ZoneAuction auction{0};
  ZoneSums sums;
  static constexpr TariffPrices kPrices{.sell = 0.5, .base = 0.25, .feed_in = 0.25};

  void clear(const std::vector<RowOrder>& orders) { auction.clear(orders, kPrices, slot, sums); }
};

}  // namespace

// Of two pairs the worse one, which sets both prices, is reduced; its rest trades at 0.375.
TEST_CASE("all but the marginal pair trade at its limits, the rest half-way between the grid's") {
  OneZone zone;
  zone.clear({{2, 0.28, 2, 0, true},
              {1, 0.32, 1, 1, true},
              {2, 0.48, 2, 2, false},
              {1, 0.4, 1, 3, false}});
  CHECK(zone.sums.auction_volume == 2);
  CHECK(zone.sums.volume == 3);
  CHECK(zone.slot.award_kwh[0] == -2);
  CHECK(zone.slot.award_kwh[3] == 1);
  CHECK(zone.slot.award_money[0] == doctest::Approx(-2 * 0.32));
  CHECK(zone.slot.award_money[2] == doctest::Approx(2 * 0.4));
  CHECK(zone.slot.award_money[1] == doctest::Approx(-0.375));
  CHECK(zone.sums.earned <= zone.sums.paid);
}

// The asks of 3 and 1 kWh that trade without reduction meet a bid of 2: each gives up 1 kWh.
TEST_CASE("the longer side of the auction is cut by the same amount for each") {
  OneZone zone;
  zone.clear({{3, 0.28, 3, 0, true},
              {1, 0.3, 1, 1, true},
              {1, 0.33, 1, 2, true},
              {2, 0.48, 2, 3, false},
              {3, 0.4, 3, 4, false}});
  CHECK(zone.sums.auction_volume == 2);
  CHECK(zone.slot.award_auction[0] == -2);
  CHECK(zone.slot.award_auction[1] == 0);
  CHECK(zone.slot.award_auction[3] == 2);
}

TEST_CASE("without a seller nothing is traded") {
  OneZone zone;
  zone.clear({{2, 0.48, 2, 2, false}});
  CHECK(zone.sums.volume == 0);
  CHECK(std::ranges::all_of(zone.slot.award_kwh, [](double kwh) { return kwh == 0; }));
}

TEST_CASE("what a household draws is balanced, whatever the sun does") {
  KeptColumns kept{kZoneRows};
  SlotColumns slot{kZoneRows};
  for (std::uint32_t row = 0; row < kZoneRows; ++row) kept.draw(row, row);
  for (int index = 0; index < kSlotsPerDay; ++index) {
    run_devices({kept, slot}, rows_of(0), slot_at(index));
    for (std::size_t i = 0; i < kZoneRows; ++i) {
      const double balance = slot.deficiency[i] - slot.surplus[i] - slot.load[i] +
                             slot.generation[i] - slot.charged[i];
      REQUIRE(balance == doctest::Approx(0).epsilon(1e-12));
      REQUIRE(kept.stored[i] >= 0);
      REQUIRE(kept.stored[i] <= kept.capacity[i]);
    }
  }
}
