// The theorem of the model, section 5: given the trades, without inflexible demand left over and
// with E_o >= E_f and C'(E_o - E_f) >= p*, the price that ends the elastic demand also minimizes
// the leader's cost.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/devices/flexible_demand.hpp"
#include "agents/pricing/generation_cost.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr double kBase = 0.25;
constexpr double kCap = 2;

double random_number(std::uint64_t game, std::uint32_t draw) {
  return uniform({.seed = 21, .purpose = Purpose::kMarket, .owner = game, .draw = draw});
}

std::vector<ResidualDemand> random_residuals(std::uint64_t game) {
  std::vector<ResidualDemand> residuals(1 + game % 20);
  for (std::uint32_t i = 0; i < residuals.size(); ++i) {
    const FlexibleDemand flexible{.most_kwh = 0.1 + random_number(game, 3 * i),
                                  .choke_price = 0.3 + random_number(game, 3 * i + 1),
                                  .reference_price = kBase};
    residuals[i] = {.inflexible_kwh = 0,
                    .served_flexible_kwh = flexible.most_kwh * random_number(game, 3 * i + 2),
                    .flexible = flexible};
  }
  return residuals;
}

double total(const std::vector<ResidualDemand>& residuals, double price) {
  double sum = 0;
  for (const ResidualDemand& residual : residuals) sum += residual.at(price);
  return sum;
}

double satiation(const std::vector<ResidualDemand>& residuals) {
  double price = kBase;
  for (const ResidualDemand& residual : residuals) {
    price = std::max(price, residual.flexible.satiation_price(residual.served_flexible_kwh));
  }
  return price;
}

// The lowest minimizer of J(p) = C(max(0, E_o - E_f + E_g(p))) - p*E_g(p) on a grid that contains
// p*; `other_kwh` = E_o - E_f.
double cheapest(const std::vector<ResidualDemand>& residuals, const GenerationCost& cost,
                double other_kwh, double satiating) {
  std::vector<double> grid{satiating};
  for (int i = 0; i <= 7000; ++i) grid.push_back(kBase + (kCap - kBase) * i / 7000);
  std::sort(grid.begin(), grid.end());
  double best = kBase, least = 1e300;
  for (const double price : grid) {
    const double demand = total(residuals, price);
    const double outlay = cost.cost(other_kwh + demand) - price * demand;
    if (outlay < least - 1e-12) {
      least = outlay;
      best = price;
    }
  }
  return best;
}

TEST_CASE("the price that ends elastic demand minimizes the leader's cost") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    const std::vector<ResidualDemand> residuals = random_residuals(game);
    const double price = satiation(residuals);
    const double other_kwh = game % 3 == 0 ? 0 : 20 - 10 * random_number(game, 500);
    // Half of the games at the kink (the reserve's price counts), half with dear generation.
    GenerationCost cost{.quadratic = 0.002,
                        .linear = 0.1,
                        .fixed = 5,
                        .reserve_price = 1.5,
                        .capacity_kwh = other_kwh};
    if (game % 2 == 1) cost = {.quadratic = 0.001, .linear = 1.3, .capacity_kwh = 1000};
    REQUIRE(cost.marginal_cost(other_kwh) >= price);
    CHECK(total(residuals, price) <= 1e-12);
    CHECK(cheapest(residuals, cost, other_kwh, price) == doctest::Approx(price).epsilon(1e-6));
    CHECK(cost.reserve_kwh(other_kwh + total(residuals, price)) <= 1e-12);
  }
}

TEST_CASE("with inflexible demand left, the price minimizes what flexible supply alone costs") {
  for (std::uint64_t game = 0; game < 100; ++game) {
    const std::vector<ResidualDemand> flexible = random_residuals(game);
    const double price = satiation(flexible);
    const double other_kwh = 20, inflexible_kwh = 3;
    const GenerationCost cost{.quadratic = 0.001, .linear = 1.3, .capacity_kwh = 1000};
    // To the CPS it is as if it served the inflexible load among its other customers.
    CHECK(cheapest(flexible, cost, other_kwh + inflexible_kwh, price) ==
          doctest::Approx(price).epsilon(1e-6));
    // With its revenue counted there is no end to raising the price but the cap.
    std::vector<ResidualDemand> all = flexible;
    all.push_back(
        {.inflexible_kwh = inflexible_kwh, .served_flexible_kwh = 1, .flexible = {1, 0.5, kBase}});
    CHECK(cheapest(all, cost, other_kwh, price) == doctest::Approx(kCap));
  }
}

// 0.1 kWh more is fed in than others take: what sells that much costs nothing, however dear it is
// to generate, and earns something.
TEST_CASE("where prosumers feed in more than others take, some flexible energy is sold") {
  const std::vector<ResidualDemand> residuals = random_residuals(7);
  const double price = satiation(residuals);
  const GenerationCost dear{.quadratic = 0, .linear = 3, .capacity_kwh = 1000};
  const double lower = cheapest(residuals, dear, -0.1, price);
  CHECK(lower < price - 0.01);
  CHECK(total(residuals, lower) > 0.05);
  CHECK(total(residuals, lower) <= 0.1 + 1e-3);
}

TEST_CASE("where generation is cheaper than the price, selling pays and the two rules differ") {
  const std::vector<ResidualDemand> residuals = random_residuals(7);
  const double price = satiation(residuals);
  const GenerationCost cheap{.quadratic = 0, .linear = 0.05, .capacity_kwh = 1000};
  CHECK(cheapest(residuals, cheap, 20, price) < price - 0.01);
}

TEST_CASE("identical buyers that share a supply end at the price worked out by hand") {
  // p* = w - (w - p_ref)*S/(N*x), S = 2 kWh among N = 5 with x = 1: 0.9 - 0.65*0.4
  const ResidualDemand start{
      .inflexible_kwh = 0, .served_flexible_kwh = 0, .flexible = {1, 0.9, kBase}};
  CHECK(satiation(std::vector(5, after_buying(start, 0.4))) == doctest::Approx(0.64));
  CHECK(satiation(std::vector(5, start)) == 0.9);
  CHECK(satiation(std::vector(5, after_buying(start, 1.0))) == kBase);
}

}  // namespace
}  // namespace peerwatt::game
