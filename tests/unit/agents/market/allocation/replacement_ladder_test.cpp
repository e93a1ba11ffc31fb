#include "agents/market/allocation/replacement_ladder.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr double kPerKwh = 1024;

bool better(const Offer& a, const Offer& b) {
  return a.merit < b.merit;
}

TEST_CASE("the best so many kWh are summed up, the last offer in part") {
  ReplacementLadder ladder;
  ladder.open(10, kPerKwh);
  for (const Offer& offer : {Offer{3, 2}, Offer{1, 1}, Offer{2, 0}, Offer{5, 4}}) ladder.add(offer);
  ladder.close();
  CHECK(ladder.sum(0.5, {}) == 0.5);
  CHECK(ladder.sum(2, {}) == 1 + 3);
  CHECK(ladder.sum(5, {}) == 1 + 2 * 3 + 2 * 5);
  // Without the own offer at 3, and with own offers that are too far behind to count.
  CHECK(ladder.sum(2, std::vector<Offer>{{3, 2}}) == 1 + 5);
  CHECK(ladder.sum(1, std::vector<Offer>{{3, 2}, {5, 4}}) == 1);
}

TEST_CASE("an empty ladder, or one without depth, sums up to nothing") {
  ReplacementLadder ladder;
  ladder.open(3, kPerKwh);
  ladder.close();
  CHECK(ladder.sum(1, {}) == 0);
  ladder.open(0, kPerKwh);
  ladder.add({1, 1});
  ladder.close();
  CHECK(ladder.sum(1, {}) == 0);
}

// Many more offers than the depth reaches, so that most are dropped on the way.
TEST_CASE("what is beyond the depth does not matter, in whatever order offers come") {
  ReplacementLadder ladder;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::vector<Offer> offers;
    for (std::uint32_t i = 0; i < 700; ++i) {
      const auto drawn = random_bits({.seed = seed, .purpose = Purpose::kMarket, .draw = i});
      const std::uint32_t merits = seed % 2 == 0 ? 1'000'000 : 20;
      offers.push_back({static_cast<double>(drawn[0] % merits), static_cast<double>(drawn[1] % 4)});
    }
    if (seed % 3 == 0) std::sort(offers.rbegin(), offers.rend(), better);  // the best come last
    const double depth = 1 + static_cast<double>(seed % 40);
    ladder.open(depth, kPerKwh);
    for (const Offer& offer : offers) ladder.add(offer);
    ladder.close();
    std::sort(offers.begin(), offers.end(), better);
    double expected = 0;
    double left = depth;
    for (const Offer& offer : offers) {
      const double kwh = std::min(left, offer.quantity_kwh);
      expected += kwh * offer.merit;
      left -= kwh;
    }
    CHECK(ladder.sum(depth, {}) == expected);
  }
}

}  // namespace
}  // namespace peerwatt::market
