// The exact minimizer of the leader's outlay against a dense grid of prices.
#include "agents/pricing/cost_minimizer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr double kBase = 0.25;
constexpr int kGridSteps = 20000;

double random_number(std::uint64_t game, std::uint32_t draw) {
  return uniform({.seed = 23, .purpose = Purpose::kMarket, .owner = game, .draw = draw});
}

struct Game {
  LeaderOutlay outlay;
  std::vector<ResidualDemand> demands;
};

// Every third game with inflexible demand left over, every fifth with a cap that cuts, every fourth
// with so much fed in that the net demand may be 0; the capacity lies where the prosumers' demand
// carries the sum across it. In every seventh game inflexible load does not count.
Game random_game(std::uint64_t game) {
  Game made;
  made.demands.resize(game % 13);
  for (std::uint32_t i = 0; i < made.demands.size(); ++i) {
    const FlexibleDemand flexible{.most_kwh = 0.1 + random_number(game, 4 * i),
                                  .choke_price = 0.3 + random_number(game, 4 * i + 1),
                                  .reference_price = kBase};
    const double inflexible = game % 3 == 0 ? 0.3 * random_number(game, 4 * i + 3) : 0;
    made.demands[i] = {.inflexible_kwh = inflexible,
                       .served_flexible_kwh = flexible.most_kwh * random_number(game, 4 * i + 2),
                       .flexible = flexible};
  }
  const auto draw = [&](std::uint32_t n) { return random_number(game, 1000 + n); };
  made.outlay = {.cost = {.quadratic = 0.02 * draw(0),
                          .linear = 0.4 * draw(1),
                          .fixed = 2,
                          .reserve_price = 0.6 * draw(2),
                          .capacity_kwh = (game % 4 == 0 ? 0.2 : 9.8) + 2 * draw(3)},
                 .other_kwh = 10,
                 .feed_in_kwh = game % 4 == 0 ? 10 + 4 * draw(5) : 0.3 * draw(5),
                 .base_price = kBase,
                 .price_cap = kBase + (game % 5 == 0 ? 0.3 : 1.5) * draw(4),
                 .counts_inflexible_load = game % 7 != 0};
  return made;
}

ProsumerDemand demand_at(const Game& game, double price) {
  ProsumerDemand sum;
  for (const ResidualDemand& demand : game.demands) {
    sum.inflexible_kwh += demand.inflexible_kwh;
    sum.elastic_kwh += demand.elastic_kwh(price);
  }
  return sum;
}

// Written out, J(p) = C(max(0, E_o - E_f + E_g)) - p*E_g.
double outlay_by_hand(const Game& game, double price) {
  const LeaderOutlay& outlay = game.outlay;
  const auto [inflexible, elastic] = demand_at(game, price);
  const double demand = std::max(0.0, outlay.other_kwh - outlay.feed_in_kwh + inflexible + elastic);
  const GenerationCost& cost = outlay.cost;
  return cost.quadratic * demand * demand + cost.linear * demand + cost.fixed +
         cost.reserve_price * std::max(0.0, demand - cost.capacity_kwh) -
         price * (elastic + (outlay.counts_inflexible_load ? inflexible : 0));
}

double outlay_at(const Game& game, double price) {
  return game.outlay.at(price, demand_at(game, price));
}

// The lowest minimizer among the prices of a dense grid.
MinimizingPrice grid_minimum(const Game& game) {
  MinimizingPrice best{.price = 0, .outlay = 1e300};
  const double width = game.outlay.price_cap - kBase;
  for (int i = 0; i <= kGridSteps; ++i) {
    const double price = kBase + width * i / kGridSteps;
    const double outlay = outlay_at(game, price);
    if (outlay < best.outlay - 1e-12) best = {.price = price, .outlay = outlay};
  }
  return best;
}

TEST_CASE("no price of a dense grid is better than the minimizer, and none as good lies lower") {
  CostMinimizer minimizer;
  int at_kink = 0, stationary = 0, beyond = 0, at_base = 0, at_nothing = 0, below_nothing = 0;
  for (std::uint64_t number = 0; number < 600; ++number) {
    const Game game = random_game(number);
    CAPTURE(number);
    const MinimizingPrice found = minimizer.minimize(game.outlay, game.demands);
    REQUIRE(found.price >= kBase);
    REQUIRE(found.price <= game.outlay.price_cap);
    REQUIRE(std::fabs(found.outlay - outlay_by_hand(game, found.price)) < 1e-10);
    const MinimizingPrice grid = grid_minimum(game);
    REQUIRE(found.outlay <= grid.outlay + 1e-10);
    const double step = (game.outlay.price_cap - kBase) / kGridSteps;
    if (grid.outlay <= found.outlay + 1e-12) REQUIRE(found.price <= grid.price + step + 1e-9);
    for (int i = 0; kBase + i * step < found.price - step; i += 10) {
      REQUIRE(outlay_at(game, kBase + i * step) > found.outlay - 1e-10);
    }
    const double demand = game.outlay.net_kwh(demand_at(game, found.price));
    const bool interior = found.price > kBase && found.price < game.outlay.price_cap;
    at_kink += interior && std::fabs(demand - game.outlay.cost.capacity_kwh) < 1e-9 ? 1 : 0;
    stationary += interior && demand > game.outlay.cost.capacity_kwh + 1e-6 ? 1 : 0;
    beyond += found.beyond_cap ? 1 : 0;
    at_base += found.price == kBase ? 1 : 0;
    at_nothing += interior && std::fabs(demand) < 1e-9 ? 1 : 0;
    below_nothing += interior && demand < -1e-6 ? 1 : 0;
  }
  CHECK(at_nothing >= 5);
  CHECK(below_nothing >= 10);
  MESSAGE(at_nothing << " minima where D = 0 begins, " << below_nothing << " within, " << at_kink
                     << " minima at the kink, " << stationary << " with the reserve running, "
                     << beyond << " beyond the cap, " << at_base << " at the base price");
  CHECK(at_kink >= 20);
  CHECK(stationary >= 20);
  CHECK(beyond >= 50);
  CHECK(at_base >= 20);
}

TEST_CASE("a minimum beyond the cap is one that a higher cap would move") {
  CostMinimizer minimizer;
  for (std::uint64_t number = 0; number < 300; ++number) {
    Game game = random_game(number);
    CAPTURE(number);
    const MinimizingPrice found = minimizer.minimize(game.outlay, game.demands);
    const double cap = game.outlay.price_cap;
    const bool falls = outlay_at(game, cap + 1e-6) < outlay_at(game, cap) - 1e-12;
    CHECK(found.beyond_cap == (found.price == cap && falls));
  }
}

TEST_CASE("nothing missing, nobody there: the base price") {
  CostMinimizer minimizer;
  const LeaderOutlay outlay{.cost = {.quadratic = 0.01, .linear = 0.1},
                            .other_kwh = 5,
                            .base_price = kBase,
                            .price_cap = 2};
  CHECK(minimizer.minimize(outlay, {}).price == kBase);
  const std::vector<ResidualDemand> satisfied(
      3, {.inflexible_kwh = 0, .served_flexible_kwh = 1, .flexible = {1, 0.9, kBase}});
  const MinimizingPrice found = minimizer.minimize(outlay, satisfied);
  CHECK(found.price == kBase);
  CHECK_FALSE(found.beyond_cap);
}

// 3 kWh fed in, 2 taken: nothing is generated, and J = -p*E. E = 2*(0.75 - p) earns most at
// p = A/(2B) = 0.375; where half a kWh has to be generated at 0.5 it pays to sell less.
TEST_CASE("where more is fed in than taken the price is the one that earns most") {
  CostMinimizer minimizer;
  const std::vector<ResidualDemand> one{
      {.inflexible_kwh = 0, .served_flexible_kwh = 0, .flexible = {1, 0.75, kBase}}};
  LeaderOutlay outlay{.cost = {.linear = 0.5, .capacity_kwh = 100},
                      .other_kwh = 2,
                      .feed_in_kwh = 3,
                      .base_price = kBase,
                      .price_cap = 2};
  CHECK(minimizer.minimize(outlay, one).price == 0.375);
  outlay.feed_in_kwh = 2.5;  // E = 0.5 at 0.5 is all that is left over
  CHECK(minimizer.minimize(outlay, one).price == 0.5);
}

TEST_CASE("inflexible load that does not count is served as other customers are") {
  CostMinimizer minimizer;
  const std::vector<ResidualDemand> one{
      {.inflexible_kwh = 4, .served_flexible_kwh = 0, .flexible = {1, 0.75, kBase}}};
  LeaderOutlay outlay{.cost = {.linear = 0.125, .capacity_kwh = 100},
                      .other_kwh = 2,
                      .base_price = kBase,
                      .price_cap = 2};
  CHECK(minimizer.minimize(outlay, one).beyond_cap);
  outlay.counts_inflexible_load = false;
  CHECK(minimizer.minimize(outlay, one).price == 0.4375);
  CHECK_FALSE(minimizer.minimize(outlay, one).beyond_cap);
}

TEST_CASE("inflexible demand alone sends the price to the cap, and beyond if it could") {
  CostMinimizer minimizer;
  const LeaderOutlay outlay{.cost = {.quadratic = 0.01, .linear = 0.1},
                            .other_kwh = 5,
                            .base_price = kBase,
                            .price_cap = 2};
  const std::vector<ResidualDemand> inflexible{
      {.inflexible_kwh = 1, .served_flexible_kwh = 0, .flexible = {0, 0.9, kBase}}};
  const MinimizingPrice found = minimizer.minimize(outlay, inflexible);
  CHECK(found.price == 2);
  CHECK(found.beyond_cap);
}

// E_g = A - B*p with B = x/(w - p_ref) = 2 and A = B*w = 1.5; J' = 0 at
// (A + b*B + 2a*B*(E_o + A)) / (2B*(1 + a*B)). Model, section 5.
TEST_CASE("the stationary price is the one worked out by hand") {
  CostMinimizer minimizer;
  const std::vector<ResidualDemand> one{
      {.inflexible_kwh = 0, .served_flexible_kwh = 0, .flexible = {1, 0.75, kBase}}};
  LeaderOutlay outlay{.cost = {.linear = 0.125, .capacity_kwh = 100},
                      .other_kwh = 10,
                      .base_price = kBase,
                      .price_cap = 2};
  CHECK(minimizer.minimize(outlay, one).price == 0.4375);  // (0.75 + 0.125)/2
  outlay.cost.linear = 0.8;                                // above the choke price: nothing is sold
  CHECK(minimizer.minimize(outlay, one).price == 0.75);
  // With a = 0.05: 4.05/4.4, above the choke price, so that the end of the piece is the minimum.
  outlay.cost = {.quadratic = 0.05, .linear = 0.125, .capacity_kwh = 100};
  CHECK(minimizer.minimize(outlay, one).price == 0.75);
  // With a = 0.01: (1.5 + 0.25 + 0.04*11.5)/(4*1.02) = 2.21/4.08.
  outlay.cost.quadratic = 0.01;
  CHECK(minimizer.minimize(outlay, one).price == doctest::Approx(2.21 / 4.08).epsilon(1e-14));
}

TEST_CASE("a capacity within reach is where the price stops") {
  CostMinimizer minimizer;
  const std::vector<ResidualDemand> one{
      {.inflexible_kwh = 0, .served_flexible_kwh = 0, .flexible = {1, 0.75, kBase}}};
  // Marginal cost 0 up to 0.5 kWh for prosumers, 1 beyond: sell exactly the half kWh, at 0.5.
  const LeaderOutlay outlay{.cost = {.reserve_price = 1, .capacity_kwh = 10.5},
                            .other_kwh = 10,
                            .base_price = kBase,
                            .price_cap = 2};
  CHECK(minimizer.minimize(outlay, one).price == 0.5);
}

TEST_CASE("those who value their load at no more than the tariff ask for nothing at any price") {
  CostMinimizer minimizer;
  const LeaderOutlay outlay{.cost = {.linear = 0.1, .capacity_kwh = 100},
                            .other_kwh = 10,
                            .base_price = kBase,
                            .price_cap = 2};
  for (const double choke : {0.1, 0.25}) {
    const std::vector<ResidualDemand> demands(
        2, {.inflexible_kwh = 0, .served_flexible_kwh = 0, .flexible = {1, choke, kBase}});
    CHECK(minimizer.minimize(outlay, demands).price == kBase);
  }
}

}  // namespace
}  // namespace peerwatt::game
