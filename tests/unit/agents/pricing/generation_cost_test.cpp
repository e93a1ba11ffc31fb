#include "agents/pricing/generation_cost.hpp"

#include <initializer_list>

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr GenerationCost kCost{
    .quadratic = 0.01, .linear = 0.05, .fixed = 3, .reserve_price = 0.4, .capacity_kwh = 10};

TEST_CASE("generation costs follow the formula, with reserve beyond the capacity") {
  CHECK(kCost.cost(0) == doctest::Approx(3));
  CHECK(kCost.cost(10) == doctest::Approx(0.01 * 100 + 0.05 * 10 + 3));
  // 0.01*144 + 0.05*12 + 3 + 0.4*2
  CHECK(kCost.cost(12) == doctest::Approx(5.84));
  CHECK(kCost.reserve_kwh(9.9) == 0);
  CHECK(kCost.reserve_kwh(12) == doctest::Approx(2));
}

TEST_CASE("the marginal saving is the left derivative, at the kink too") {
  for (const double demand : {1.0, 5.0, 10.0, 15.0}) {
    const double step = 1e-6;
    const double slope = (kCost.cost(demand) - kCost.cost(demand - step)) / step;
    CHECK(kCost.marginal_saving(demand) == doctest::Approx(slope).epsilon(1e-6));
  }
  CHECK(kCost.marginal_saving(10) == doctest::Approx(0.25));
}

TEST_CASE("what is fed in beyond what is taken costs nothing, and saves nothing") {
  CHECK(kCost.cost(-2) == 3);
  CHECK(kCost.reserve_kwh(-2) == 0);
  CHECK(kCost.marginal_saving(0) == 0);
  CHECK(kCost.marginal_saving(-2) == 0);
  CHECK(kCost.marginal_cost(-2) == 0);
  CHECK(kCost.marginal_cost(0) == 0.05);
}

TEST_CASE("marginal cost is the right derivative, at the kink too") {
  for (const double demand : {0.0, 5.0, 10.0, 15.0}) {
    const double step = 1e-6;
    const double slope = (kCost.cost(demand + step) - kCost.cost(demand)) / step;
    CHECK(kCost.marginal_cost(demand) == doctest::Approx(slope).epsilon(1e-6));
  }
  CHECK(kCost.marginal_cost(10) == doctest::Approx(0.65));
  CHECK(kCost.marginal_cost(9.999999) == doctest::Approx(0.25));
}

}  // namespace
}  // namespace peerwatt::game
