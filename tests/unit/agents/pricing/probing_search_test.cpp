#include "agents/pricing/probing_search.hpp"

#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Ruled = std::function<double(double)>;

constexpr SearchBounds kBounds{
    .base_price = 0.25, .price_cap = 2, .tolerance = 1e-6, .max_rounds = 60};

struct Ended {
  double price = 0;
  std::int64_t rounds = 0;
  SearchState state{};
  std::vector<double> announced;
};

Ended search(const SearchBounds& bounds, std::int64_t probes, const Ruled& h,
             const std::vector<double>& ends) {
  ProbingSearch search{bounds, probes};
  Ended ended;
  while (search.state() == SearchState::kSearching) {
    const double price = search.announced();
    CHECK(price >= bounds.base_price);
    CHECK(price <= bounds.price_cap);
    ended.announced.push_back(price);
    search.answer(h(price), ends);
  }
  // The price that ends the search was announced last, and every announcement was counted.
  CHECK(search.announced() == ended.announced.back());
  CHECK(search.rounds() == static_cast<std::int64_t>(ended.announced.size()));
  CHECK(search.rounds() <= bounds.max_rounds);
  ended.price = search.announced();
  ended.rounds = search.rounds();
  ended.state = search.state();
  return ended;
}

// Acceptable are the prices from 0.583 up to 0.6, and from 0.769 on (docs/equilibrium.md).
double with_a_gap(double price) {
  if (price < 0.583) return 0.583;
  return price < 0.6 ? 0.583 : std::max(0.769, 0.811 - 0.3 * (price - 0.6));
}

}  // namespace

TEST_CASE("without probes the search is the one without") {
  for (const double constant : {0.25, 0.6, 3.0}) {
    const Ruled h = [=](double price) { return constant - 0.1 * (price - 0.25); };
    const Ended ended = search(kBounds, 0, h, {0.3, 0.4, 0.5});
    LeaderSearch plain{kBounds};
    while (plain.state() == SearchState::kSearching) plain.answer(h(plain.announced()));
    CHECK(ended.price == plain.announced());
    CHECK(ended.rounds == plain.rounds());
    CHECK(ended.state == plain.state());
  }
}

TEST_CASE("a probe finds acceptable prices below the one that the search has come down to") {
  const Ruled from_above = [](double price) { return price < 0.5 ? 0.9 : with_a_gap(price); };
  CHECK(search(kBounds, 0, from_above, {0.59}).price > 0.76);
  const Ended ended = search(kBounds, 8, from_above, {0.4, 0.59, 0.7});
  CHECK(ended.state == SearchState::kConverged);
  CHECK(ended.price >= 0.583);
  CHECK(ended.price <= 0.583 + 2e-6);
}

TEST_CASE("probes that are refused cost a round each, and one to announce the price again") {
  const Ruled h = [](double price) { return 0.9 - 0.5 * (price - 0.25); };
  const std::int64_t rounds = search(kBounds, 0, h, {}).rounds;
  const std::vector<double> ends{0.3, 0.45, 0.5};
  for (std::int64_t probes = 1; probes <= 5; ++probes) {
    const Ended ended = search(kBounds, probes, h, ends);
    CHECK(ended.state == SearchState::kConverged);
    CHECK(ended.rounds == rounds + std::min<std::int64_t>(probes, 3) + 1);
    CHECK(ended.price == search(kBounds, 0, h, {}).price);
  }
  CHECK(search(kBounds, 8, h, {}).rounds == rounds);
}

TEST_CASE("the first probe is the end of demand farthest from all prices announced") {
  const Ruled h = [](double) { return 0.9; };  // announced: 0.25, 0.9
  const Ended ended = search(kBounds, 2, h, {0.26, 0.55, 0.7, 0.899});
  REQUIRE(ended.announced.size() == 5);
  CHECK(ended.announced[2] == 0.55);
  CHECK(ended.announced[3] == 0.7);
  CHECK(ended.announced[4] == 0.9);
}

TEST_CASE("probes use only the rounds that are left") {
  const Ruled h = [](double) { return 0.9; };
  const std::vector<double> ends{0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
  for (std::int64_t rounds = 2; rounds < 10; ++rounds) {
    SearchBounds bounds = kBounds;
    bounds.max_rounds = rounds;
    const Ended ended = search(bounds, 8, h, ends);
    CHECK(ended.state == SearchState::kConverged);
    CHECK(ended.price == 0.9);
    CHECK(ended.rounds == (rounds < 4 ? 2 : std::min<std::int64_t>(rounds, 9)));
  }
}

TEST_CASE("a search that ends at the base price, the cap or without rounds does not probe") {
  CHECK(search(kBounds, 8, [](double) { return 0.25; }, {0.3, 0.4}).rounds == 1);
  const Ended capped = search(kBounds, 8, [](double) { return 3.0; }, {0.3, 0.4});
  CHECK(capped.state == SearchState::kCapped);
  CHECK(capped.rounds == 2);
}

TEST_CASE("a price that is refused when it is announced again is no equilibrium") {
  ProbingSearch search{kBounds, 1};
  const std::vector<double> ends{0.5};
  search.answer(0.9, ends);
  search.answer(0.9, ends);  // accepted
  CHECK(search.announced() == 0.5);
  search.answer(0.9, ends);
  CHECK(search.announced() == 0.9);
  search.answer(1.0, ends);
  CHECK(search.state() == SearchState::kOutOfRounds);
}

// Acceptable intervals at random, an end of demand in each: eight probes find the lowest of two to
// four of them, to the tolerance.
TEST_CASE("the lowest of several acceptable intervals is found where ends lie in each") {
  for (std::uint64_t game = 0; game < 300; ++game) {
    CAPTURE(game);
    const auto draw = [&](std::uint32_t n) {
      return uniform({.seed = 3, .purpose = Purpose::kMarket, .owner = game, .draw = n});
    };
    struct Interval {
      double low, high;
    };
    std::vector<Interval> intervals;
    std::vector<double> ends;
    for (std::uint32_t i = 0; i < 2 + game % 3; ++i) {
      const double low = 0.4 + 0.3 * i + 0.1 * draw(2 * i);
      intervals.push_back({low, low + 0.05 + 0.05 * draw(2 * i + 1)});
      ends.push_back(low + 0.01);
    }
    const Ruled h = [&](double price) {
      for (const auto& [low, high] : intervals) {
        if (price >= low && price <= high) return low;
      }
      return 1.9;
    };
    SearchBounds bounds = kBounds;
    bounds.max_rounds = 200;
    const Ended ended = search(bounds, 8, h, ends);
    REQUIRE(ended.state == SearchState::kConverged);
    REQUIRE(ended.price >= intervals.front().low);
    REQUIRE(ended.price <= intervals.front().low + 2e-6);
  }
}

}  // namespace peerwatt::game
