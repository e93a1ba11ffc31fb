#include "agents/pricing/leader_search.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Satiation = std::function<double(double)>;

constexpr SearchBounds kBounds{
    .base_price = 0.25, .price_cap = 2, .tolerance = 1e-6, .max_rounds = 60};

struct Ended {
  double price = 0;
  std::int64_t rounds = 0;
  SearchState state{};
  double highest_refused = -1;  // the highest announced price p with h(p) > p
};

Ended search(const SearchBounds& bounds, const Satiation& h) {
  LeaderSearch search{bounds};
  Ended ended;
  while (search.state() == SearchState::kSearching) {
    const double price = search.announced();
    CHECK(price >= bounds.base_price);
    CHECK(price <= bounds.price_cap);
    ended.price = price;
    if (h(price) > price + 1e-12) ended.highest_refused = std::max(ended.highest_refused, price);
    search.answer(h(price));
  }
  // The price that ends the search was announced last, so that everybody holds its trades.
  CHECK(search.announced() == ended.price);
  ended.rounds = search.rounds();
  ended.state = search.state();
  CHECK(ended.rounds <= bounds.max_rounds);
  return ended;
}

// Accepted, and nothing below by more than the tolerance can be for an h that falls: either such a
// price was refused, or h at the price itself says so.
void check_converged(const Ended& ended, const SearchBounds& bounds, const Satiation& h) {
  CHECK(ended.state == SearchState::kConverged);
  CHECK(h(ended.price) <= ended.price + 1e-12);
  const double floor = std::max({bounds.base_price, ended.highest_refused, h(ended.price)});
  CHECK(ended.price - floor <= std::max(bounds.tolerance, 1e-12));
}

double random_number(std::uint64_t owner, std::uint32_t draw) {
  return uniform({.seed = 5, .purpose = Purpose::kMarket, .owner = owner, .draw = draw});
}

TEST_CASE("a search of a single round ends at the base tariff") {
  for (const auto& [satiation, state] :
       {std::pair{0.25, SearchState::kConverged}, std::pair{0.26, SearchState::kOutOfRounds}}) {
    LeaderSearch search{{.base_price = 0.25, .price_cap = 2, .tolerance = 1e-6, .max_rounds = 1}};
    search.answer(satiation);
    CHECK(search.state() == state);
    CHECK(search.announced() == 0.25);
  }
}

TEST_CASE("ample supply ends at the base price in one round") {
  const Ended ended = search(kBounds, [](double) { return 0.25; });
  CHECK(ended.state == SearchState::kConverged);
  CHECK(ended.price == 0.25);
  CHECK(ended.rounds == 1);
}

TEST_CASE("without any supply the choke price is found in two rounds") {
  const Ended ended = search(kBounds, [](double) { return 0.9; });
  CHECK(ended.state == SearchState::kConverged);
  CHECK(ended.price == doctest::Approx(0.9).epsilon(1e-15));
  CHECK(ended.rounds == 2);
}

TEST_CASE("a straight line is solved in three rounds") {
  // h(p) = 0.8 - 0.5*(p - 0.25) meets p at 0.925/1.5.
  const Satiation h = [](double p) { return 0.8 - 0.5 * (p - 0.25); };
  const Ended ended = search(kBounds, h);
  check_converged(ended, kBounds, h);
  CHECK(ended.price == doctest::Approx(0.925 / 1.5).epsilon(2e-6));
  CHECK(ended.rounds == 3);
}

TEST_CASE("elastic demand beyond the price cap is flagged, at the cap") {
  const Ended ended = search(kBounds, [](double) { return 3.0; });
  CHECK(ended.state == SearchState::kCapped);
  CHECK(ended.price == 2);
}

TEST_CASE("a jump is approached from both sides") {
  const Satiation h = [](double p) { return p < 0.61803 ? 0.9 : 0.5; };
  const Ended ended = search(kBounds, h);
  check_converged(ended, kBounds, h);
  CHECK(ended.price >= 0.61803);
  CHECK(ended.price - 0.61803 <= kBounds.tolerance);
}

TEST_CASE("a tolerance at the limit of doubles ends the search too") {
  for (const double tolerance : {0.0, 1e-300, 1e-16, 1e-13}) {
    SearchBounds bounds = kBounds;
    bounds.tolerance = tolerance;
    bounds.max_rounds = 200;
    for (const Satiation& h :
         std::vector<Satiation>{[](double p) { return p < 0.61803 ? 0.9 : 0.5; },
                                [](double p) { return 0.8 - 0.3 * p * p; }}) {
      const Ended ended = search(bounds, h);
      CHECK(ended.state == SearchState::kConverged);
      CHECK(h(ended.price) <= ended.price + 1e-12);
    }
  }
}

TEST_CASE("prices of any currency's size are found") {
  for (const double unit : {1e-3, 1.0, 1e4, 1e7}) {
    const SearchBounds bounds{0.25 * unit, 2 * unit, 1e-6 * unit, 60};
    const Satiation h = [unit](double p) { return unit * (0.8 - 0.5 * (p / unit - 0.25)); };
    const Ended ended = search(bounds, h);
    CHECK(ended.state == SearchState::kConverged);
    CHECK(ended.price / unit == doctest::Approx(0.925 / 1.5).epsilon(2e-6));
    CHECK(ended.rounds == 3);
  }
}

TEST_CASE("two rounds end at the first price that is high enough, flagged") {
  SearchBounds bounds = kBounds;
  bounds.max_rounds = 2;
  const Ended ended = search(bounds, [](double p) { return 0.8 - 0.5 * p; });
  CHECK(ended.state == SearchState::kOutOfRounds);
  CHECK(ended.rounds == 2);
  CHECK(ended.price == doctest::Approx(0.675));  // h(0.25)
}

TEST_CASE("a search out of rounds ends at an accepted price") {
  const Satiation h = [](double p) { return p < 0.61803 ? 0.9 : 0.5; };
  for (std::int64_t rounds = 3; rounds < 12; ++rounds) {
    SearchBounds bounds = kBounds;
    bounds.max_rounds = rounds;
    const Ended ended = search(bounds, h);
    CHECK(ended.state == SearchState::kOutOfRounds);
    CHECK(h(ended.price) <= ended.price);
  }
}

// h as the largest of falling lines, each followed by a jump down.
Satiation random_satiation(std::uint64_t seed) {
  std::vector<double> tops, slopes, jumps;
  for (std::uint32_t i = 0; i < 1 + seed % 6; ++i) {
    tops.push_back(0.3 + random_number(seed, 4 * i));
    slopes.push_back(random_number(seed, 4 * i + 1) * (seed % 3 == 0 ? 0 : 2));
    jumps.push_back(seed % 2 == 0 ? 9 : 0.25 + random_number(seed, 4 * i + 2));
  }
  return [=](double price) {
    double highest = 0.25;
    for (std::size_t i = 0; i < tops.size(); ++i) {
      const double drop = price < jumps[i] ? 0 : 0.2;
      highest = std::max(highest, tops[i] - slopes[i] * (price - 0.25) - drop);
    }
    return highest;
  };
}

TEST_CASE("a price that is answered otherwise when it is announced again is no equilibrium") {
  // 0.6 is acceptable until 0.5 was refused: the search returns to 0.6, whose answer has changed.
  for (const double again : {0.6, 0.7}) {
    LeaderSearch search{{.base_price = 0.25, .price_cap = 2, .tolerance = 0.2, .max_rounds = 60}};
    search.answer(0.6);
    CHECK(search.announced() == 0.6);
    search.answer(0.3);
    CHECK(search.state() == SearchState::kSearching);
    search.answer(0.9);  // of the price between
    CHECK(search.announced() == 0.6);
    search.answer(again);
    CHECK(search.state() == (again > 0.6 ? SearchState::kOutOfRounds : SearchState::kConverged));
  }
}

TEST_CASE("any falling h is solved to the tolerance, and no grid price is lower") {
  double rounds = 0;
  constexpr std::uint64_t kGames = 500;
  for (std::uint64_t seed = 0; seed < kGames; ++seed) {
    const Satiation h = random_satiation(seed);
    const Ended ended = search(kBounds, h);
    check_converged(ended, kBounds, h);
    rounds += static_cast<double>(ended.rounds);
    double lowest = 0.25;
    while (h(lowest) > lowest) lowest += 1e-3;
    CHECK(ended.price <= lowest + kBounds.tolerance);
    CHECK(ended.price > lowest - 1e-3 - kBounds.tolerance);
  }
  CHECK(rounds / kGames < 10);
}

// Two buyers with y(p) = 1 - p and 0.5 - p share 0.6 kWh in a pool whose price is p where that is
// enough: they are satiated up to it, whatever it is. It is enough from 0.45 on.
TEST_CASE("where ample supply answers every price with itself, the lowest one is found") {
  const auto h = [](double price) {
    const double first = 1 - price, second = std::max(0.0, 0.5 - price);
    const double part = std::min(1.0, 0.6 / (first + second));
    return std::max({0.3, 1 - part * first, second > 0 ? 0.5 - part * second : 0.0});
  };
  LeaderSearch search{{.base_price = 0.3, .price_cap = 2, .response = Response::kUnknown}};
  while (search.state() == SearchState::kSearching) search.answer(h(search.announced()));
  CHECK(search.state() == SearchState::kConverged);
  CHECK(search.announced() == doctest::Approx(0.45).epsilon(1e-5));
}

TEST_CASE("an h that rises or jumps about still ends within the rounds") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Satiation h = [seed](double p) {
      return 0.25 + 2 * random_number(seed, static_cast<std::uint32_t>(p * 1e6));
    };
    const Ended ended = search(kBounds, h);
    if (ended.state != SearchState::kConverged) continue;
    CHECK(h(ended.price) <= ended.price + 1e-12);
  }
}

}  // namespace
}  // namespace peerwatt::game
