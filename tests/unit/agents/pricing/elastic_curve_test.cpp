// Sums of elastic demand, and the prices that rules find on them, against dense grids and sums by
// definition.
#include "agents/pricing/elastic_curve.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/pricing/marginal_cost_price.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr double kBase = 0.25;
constexpr int kGridSteps = 4000;

double random_number(std::uint64_t game, std::uint32_t draw) {
  return uniform({.seed = 31, .purpose = Purpose::kMarket, .owner = game, .draw = draw});
}

// Up to twelve prosumers, some of whom shed a part of their load or lack inflexible load.
std::vector<ResidualDemand> random_demands(std::uint64_t game) {
  std::vector<ResidualDemand> demands(game % 13);
  for (std::uint32_t i = 0; i < demands.size(); ++i) {
    const double most = 0.1 + random_number(game, 8 * i);
    demands[i] = {.inflexible_kwh = game % 3 == 0 ? random_number(game, 8 * i + 1) : 0,
                  .served_flexible_kwh = most * std::max(0.0, random_number(game, 8 * i + 2) - 0.3),
                  .flexible = {.most_kwh = most,
                               .choke_price = 0.3 + random_number(game, 8 * i + 3),
                               .reference_price = game % 4 == 0 ? kBase - 0.1 : kBase,
                               .shed_kwh = i % 4 == 0 ? 0.2 * most : 0}};
  }
  return demands;
}

double elastic_at(const std::vector<ResidualDemand>& demands, double price) {
  double sum = 0;
  for (const ResidualDemand& demand : demands) sum += demand.elastic_kwh(price);
  return sum;
}

double inflexible_of(const std::vector<ResidualDemand>& demands) {
  double sum = 0;
  for (const ResidualDemand& demand : demands) sum += demand.inflexible_kwh;
  return sum;
}

TEST_CASE("pieces join from the top down to the base price, and are the sum of all demands") {
  ElasticCurve curve;
  for (std::uint64_t game = 0; game < 300; ++game) {
    CAPTURE(game);
    const std::vector<ResidualDemand> demands = random_demands(game);
    curve.make(demands, kBase);
    REQUIRE(curve.inflexible_kwh() == doctest::Approx(inflexible_of(demands)));
    REQUIRE(elastic_at(demands, curve.highest_end()) < 1e-12);
    for (const double top : {curve.highest_end(), 0.6, 2.0}) {
      if (top < kBase) continue;
      double expected_top = top;
      curve.walk_down(top, [&](const ElasticCurve::Piece& piece) {
        REQUIRE(piece.top == expected_top);
        for (const double part : {0.0, 0.3, 1.0}) {
          const double price = piece.bottom + part * (piece.top - piece.bottom);
          REQUIRE(std::fabs(piece.at(price) - elastic_at(demands, price)) < 1e-12);
        }
        expected_top = piece.bottom;
        return true;
      });
      REQUIRE(expected_top == kBase);
    }
  }
}

TEST_CASE("the lowest price that leaves a quantity is the lowest of a dense grid") {
  ElasticCurve curve;
  int inside = 0;
  for (std::uint64_t game = 0; game < 400; ++game) {
    CAPTURE(game);
    const std::vector<ResidualDemand> demands = random_demands(game);
    curve.make(demands, kBase);
    const double allowed = elastic_at(demands, kBase) * 1.1 * random_number(game, 900);
    const double found = curve.lowest_price_leaving(allowed);
    REQUIRE(found >= kBase);
    REQUIRE(elastic_at(demands, found) <= allowed + 1e-12);
    inside += found > kBase && found < curve.highest_end() ? 1 : 0;
    for (int i = 0; kBase + i * 2.0 / kGridSteps < found - 1e-9; ++i) {
      REQUIRE(elastic_at(demands, kBase + i * 2.0 / kGridSteps) > allowed);
    }
    double satiation = kBase;
    for (const auto& demand : demands) satiation = std::max(satiation, demand.satiation_price());
    REQUIRE(curve.lowest_price_leaving(0) == satiation);
  }
  CHECK(inside >= 200);
}

// What the model says of the rule, in its own words.
bool covers(const GenerationCost& cost, double demand, double price, double rounding = 0) {
  const double saved = demand <= rounding
                           ? 0
                           : 2 * cost.quadratic * demand + cost.linear +
                                 (demand > cost.capacity_kwh + rounding ? cost.reserve_price : 0.0);
  return saved <= price + rounding;
}

TEST_CASE("the marginal cost price is the lowest of a dense grid that covers the last kWh") {
  ElasticCurve curve;
  int at_base = 0, at_capacity = 0, at_nothing = 0, with_reserve = 0, above_all = 0;
  for (std::uint64_t game = 0; game < 1000; ++game) {
    CAPTURE(game);
    const std::vector<ResidualDemand> demands = random_demands(game);
    curve.make(demands, kBase);
    const auto draw = [&](std::uint32_t n) { return random_number(game, 2000 + n); };
    const GenerationCost cost{.quadratic = 0.1 * draw(0),
                              .linear = 0.8 * draw(1),
                              .fixed = 1,
                              .reserve_price = 0.8 * draw(2),
                              .capacity_kwh = 4 * draw(3)};
    const double inelastic = 5 * draw(4) - 2.5 + inflexible_of(demands);
    const auto demand_at = [&](double price) { return inelastic + elastic_at(demands, price); };
    const double found = marginal_cost_price(cost, inelastic, curve);
    REQUIRE(found >= kBase);
    REQUIRE(covers(cost, demand_at(found), found, 1e-9));
    const double step = 2.0 / kGridSteps;
    for (int i = 0; kBase + i * step < found - 1e-9; ++i) {
      REQUIRE_FALSE(covers(cost, demand_at(kBase + i * step), kBase + i * step));
    }
    const double demand = demand_at(found);
    at_base += found == kBase ? 1 : 0;
    above_all += found > curve.highest_end() ? 1 : 0;
    if (found <= kBase || found >= curve.highest_end()) continue;
    at_capacity += std::fabs(demand - cost.capacity_kwh) < 1e-9 ? 1 : 0;
    at_nothing += std::fabs(demand) < 1e-9 ? 1 : 0;
    with_reserve += demand > cost.capacity_kwh + 1e-6 ? 1 : 0;
  }
  MESSAGE(at_base << " at the base price, " << at_capacity << " where D = K, " << at_nothing
                  << " where D = 0, " << with_reserve << " with reserve, " << above_all
                  << " above all demand");
  CHECK(at_base >= 100);
  CHECK(at_capacity >= 50);
  CHECK(at_nothing >= 20);
  CHECK(with_reserve >= 50);
  CHECK(above_all >= 50);
}

}  // namespace
}  // namespace peerwatt::game
