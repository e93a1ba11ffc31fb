#include "agents/pricing/aggregate_search.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/devices/flexible_demand.hpp"
#include "agents/pricing/leader_search.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Elastic = std::function<double(double)>;

constexpr SearchBounds kBounds{
    .base_price = 0.25, .price_cap = 2, .tolerance = 1e-6, .max_rounds = 60};

struct Ended {
  double price = 0;
  std::int64_t rounds = 0;
  SearchState state{};
};

Ended search(const SearchBounds& bounds, const Elastic& elastic) {
  AggregateSearch search{bounds};
  double last = 0;
  while (search.state() == SearchState::kSearching) {
    last = search.announced();
    CHECK(last >= bounds.base_price);
    CHECK(last <= bounds.price_cap);
    search.answer(elastic(last));
  }
  CHECK(search.announced() == last);  // everybody holds the trades of the price that ends it
  CHECK(search.rounds() <= bounds.max_rounds);
  return {search.announced(), search.rounds(), search.state()};
}

double random_number(std::uint64_t owner, std::uint32_t draw) {
  return uniform({.seed = 6, .purpose = Purpose::kMarket, .owner = owner, .draw = draw});
}

std::vector<ResidualDemand> random_residuals(std::uint64_t game) {
  std::vector<ResidualDemand> residuals(1 + game % 25);
  for (std::uint32_t i = 0; i < residuals.size(); ++i) {
    const FlexibleDemand flexible{.most_kwh = 0.01 + random_number(game, 4 * i),
                                  .choke_price = 0.26 + random_number(game, 4 * i + 1),
                                  .reference_price = 0.25};
    residuals[i] = {.inflexible_kwh = random_number(game, 4 * i + 3),
                    .served_flexible_kwh = flexible.most_kwh * random_number(game, 4 * i + 2),
                    .flexible = flexible};
  }
  return residuals;
}

double elastic_of(const std::vector<ResidualDemand>& residuals, double price) {
  double sum = 0;
  for (const ResidualDemand& residual : residuals) sum += residual.elastic_quantity_kwh(price);
  return sum;
}

TEST_CASE("nothing elastic at the base price ends the search in one round") {
  const Ended ended = search(kBounds, [](double) { return 0.0; });
  CHECK(ended.state == SearchState::kConverged);
  CHECK(ended.price == 0.25);
  CHECK(ended.rounds == 1);
}

TEST_CASE("elastic demand at the price cap is flagged, at the cap") {
  const Ended ended = search(kBounds, [](double price) { return 3 - price; });
  CHECK(ended.state == SearchState::kCapped);
  CHECK(ended.price == 2);
  const SearchBounds no_room{.base_price = 0.25, .price_cap = 0.25};
  CHECK(search(no_room, [](double) { return 1.0; }).state == SearchState::kCapped);
}

TEST_CASE("the end of a straight line is found from two prices below it") {
  const Ended ended = search(kBounds, [](double p) { return std::max(0.0, 0.9 - p); });
  CHECK(ended.state == SearchState::kConverged);
  CHECK(ended.price >= 0.9);
  CHECK(ended.price <= 0.9 + kBounds.tolerance);
  // Base, first stride, end of the line, just below it, and that end once more.
  CHECK(ended.rounds == 5);
}

TEST_CASE("a jump to nothing is approached from both sides") {
  const Ended ended = search(kBounds, [](double p) { return p < 0.61803 ? 2.0 : 0.0; });
  CHECK(ended.state == SearchState::kConverged);
  CHECK(ended.price >= 0.61803);
  CHECK(ended.price <= 0.61803 + kBounds.tolerance);
}

TEST_CASE("a search out of rounds ends at an accepted price, or at the last one") {
  for (std::int64_t rounds = 2; rounds < 12; ++rounds) {
    SearchBounds bounds = kBounds;
    bounds.max_rounds = rounds;
    const auto elastic = [](double p) { return p < 0.61803 ? 2.0 : 0.0; };
    const Ended ended = search(bounds, elastic);
    CHECK(ended.state == SearchState::kOutOfRounds);
    if (rounds > 5) CHECK(elastic(ended.price) == 0);
  }
}

TEST_CASE("given the trades, both protocols find the same price, and no grid price is lower") {
  double rounds = 0;
  constexpr std::uint64_t kGames = 300;
  for (std::uint64_t game = 0; game < kGames; ++game) {
    const std::vector<ResidualDemand> residuals = random_residuals(game);
    CAPTURE(game);
    const Ended ended = search(kBounds, [&](double p) { return elastic_of(residuals, p); });
    LeaderSearch direct{kBounds};
    while (direct.state() == SearchState::kSearching) {
      double price = kBounds.base_price;
      for (const ResidualDemand& r : residuals) price = std::max(price, r.satiation_price());
      direct.answer(price);
    }
    CHECK(ended.state == SearchState::kConverged);
    CHECK(std::abs(ended.price - direct.announced()) <= kBounds.tolerance);
    CHECK(elastic_of(residuals, ended.price) == 0);
    for (double p = kBounds.base_price; p < ended.price - kBounds.tolerance; p += 1e-3) {
      CHECK(elastic_of(residuals, p) > 0);
    }
    rounds += static_cast<double>(ended.rounds);
  }
  MESSAGE((rounds / kGames) << " rounds in the mean");
  CHECK(rounds / kGames < 20);
}

TEST_CASE("an answer that jumps about still ends within the rounds, at a price that was accepted") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Elastic elastic = [seed](double p) {
      const double u = random_number(seed, static_cast<std::uint32_t>(p * 1e6));
      return u < 0.3 ? 0.0 : u;
    };
    const Ended ended = search(kBounds, elastic);
    if (ended.state == SearchState::kConverged) CHECK(elastic(ended.price) == 0);
  }
}

}  // namespace
}  // namespace peerwatt::game
