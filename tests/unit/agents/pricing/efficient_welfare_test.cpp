#include "agents/pricing/efficient_welfare.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr double kBase = 0.25;

double random_number(std::uint64_t game, std::uint32_t draw) {
  return uniform({.seed = 37, .purpose = Purpose::kMarket, .owner = game, .draw = draw});
}

struct Slot {
  GenerationCost cost;
  double inelastic_kwh = 0;
  std::vector<FlexibleDemand> flexible;
};

Slot random_slot(std::uint64_t game, std::size_t count) {
  const auto draw = [&](std::uint32_t n) { return random_number(game, n); };
  Slot slot{.cost = {.quadratic = game % 3 == 0 ? 0 : 0.2 * draw(0),
                     .linear = 0.6 * draw(1),
                     .fixed = 0.5,
                     .reserve_price = draw(2),
                     .capacity_kwh = 2 * draw(3)},
            .inelastic_kwh = 4 * draw(4) - 2,
            .flexible = {}};
  for (std::uint32_t i = 0; i < count; ++i) {
    slot.flexible.push_back({.most_kwh = i % 5 == 4 ? 0 : 0.1 + draw(10 + 2 * i),
                             .choke_price = 0.3 + draw(11 + 2 * i),
                             .reference_price = kBase});
  }
  return slot;
}

double welfare_of(const Slot& slot, const std::vector<double>& served) {
  double value = 0, demand = slot.inelastic_kwh;
  for (std::size_t i = 0; i < served.size(); ++i) {
    value += slot.flexible[i].value(served[i]);
    demand += served[i];
  }
  const double cut = std::max(0.0, demand);
  return value - (slot.cost.quadratic * cut * cut + slot.cost.linear * cut + slot.cost.fixed +
                  slot.cost.reserve_price * std::max(0.0, cut - slot.cost.capacity_kwh));
}

double most_welfare(const Slot& slot) {
  EfficientWelfare efficient;
  return efficient.most(slot.cost, slot.inelastic_kwh, slot.flexible, kBase);
}

}  // namespace

// Every allocation in steps of a sixtieth of what each takes at most: none is better, and the best
// of them comes near.
TEST_CASE("no allocation between two prosumers is worth more than the efficient one") {
  constexpr int kSteps = 60;
  for (std::uint64_t game = 0; game < 200; ++game) {
    CAPTURE(game);
    const Slot slot = random_slot(game, 2);
    const double most = most_welfare(slot);
    double best = -1e300;
    for (int i = 0; i <= kSteps; ++i) {
      for (int j = 0; j <= kSteps; ++j) {
        best = std::max(best, welfare_of(slot, {slot.flexible[0].most_kwh * i / kSteps,
                                                slot.flexible[1].most_kwh * j / kSteps}));
      }
    }
    REQUIRE(best <= most + 1e-12);
    REQUIRE(best >= most - 0.04);  // two steps of 1/60 kWh at prices up to 1.9
  }
}

TEST_CASE("no random allocation among many is worth more, nor is any small move from the best") {
  for (std::uint64_t game = 0; game < 300; ++game) {
    CAPTURE(game);
    const Slot slot = random_slot(game, 3 + game % 9);
    const double most = most_welfare(slot);
    for (std::uint32_t allocation = 0; allocation < 50; ++allocation) {
      std::vector<double> served;
      for (std::uint32_t i = 0; i < slot.flexible.size(); ++i) {
        served.push_back(slot.flexible[i].most_kwh *
                         random_number(game, 1000 + 20 * allocation + i));
      }
      REQUIRE(welfare_of(slot, served) <= most + 1e-12);
    }
    // Coordinate by coordinate from what everybody wants at some price.
    double best = -1e300;
    for (int step = 0; step <= 2000; ++step) {
      std::vector<double> served;
      for (const auto& flexible : slot.flexible) {
        served.push_back(flexible.wanted_kwh(kBase + step * 1.1 / 2000));
      }
      best = std::max(best, welfare_of(slot, served));
    }
    REQUIRE(best <= most + 1e-12);
    REQUIRE(best >= most - 0.02);
  }
}

// One kWh is worth 0.75 falling to 0.25, generation costs 0.5: half a kWh is served, worth
// 0.75*0.5 - 0.5*0.25/2 = 0.3125, for 0.25.
TEST_CASE("the efficient welfare of one prosumer is the one worked out by hand") {
  Slot slot{.cost = {.linear = 0.5, .capacity_kwh = 100}, .inelastic_kwh = 0, .flexible = {}};
  slot.flexible = {{.most_kwh = 1, .choke_price = 0.75, .reference_price = kBase}};
  CHECK(most_welfare(slot) == 0.0625);
  slot.inelastic_kwh = -0.5;  // own supply serves that half
  CHECK(most_welfare(slot) == 0.3125);
  slot.inelastic_kwh = -2;  // and more than all
  CHECK(most_welfare(slot) == 0.5);
}

}  // namespace peerwatt::game
