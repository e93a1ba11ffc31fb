#include "agents/bidding/trader_random.hpp"

#include "engine/core/contracts.hpp"
#include "engine/core/random.hpp"

namespace peerwatt::bidding {
namespace {

constexpr std::uint32_t kInborn = 16;
constexpr std::uint32_t kFirstChoice = std::uint32_t{1} << 31;

}  // namespace

double TraderRandom::inborn(std::uint32_t which) const {
  PEERWATT_EXPECTS(which < kInborn);
  return uniform({.seed = seed_, .purpose = Purpose::kMarket, .owner = identity_, .draw = which});
}

double TraderRandom::choose() {
  return uniform(
      {.seed = seed_, .purpose = Purpose::kMarket, .owner = identity_, .draw = next_draw()});
}

std::array<double, 2> TraderRandom::choose_two() {
  const auto bits = random_bits(
      {.seed = seed_, .purpose = Purpose::kMarket, .owner = identity_, .draw = next_draw()});
  return {bits[0] * 0x1p-32, bits[1] * 0x1p-32};
}

std::uint32_t TraderRandom::next_draw() {
  return kFirstChoice | choices_++;
}

}  // namespace peerwatt::bidding
