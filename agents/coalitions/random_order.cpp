#include "agents/coalitions/random_order.hpp"

#include <array>
#include <cstddef>
#include <numeric>
#include <utility>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {
namespace {

constexpr std::size_t kNumbersPerDraw = 4;

}  // namespace

// Shuffles by the algorithm of Durstenfeld (Communications of the ACM 7, 1964, algorithm 235).
void draw_order(const RandomAddress& first, std::uint32_t number, std::span<std::uint32_t> order) {
  std::iota(order.begin(), order.end(), 0U);
  const std::uint64_t draws = (order.size() + kNumbersPerDraw - 2) / kNumbersPerDraw;
  RandomAddress address = first;
  PEERWATT_EXPECTS(first.draw + (number + std::uint64_t{1}) * draws <= std::uint64_t{1} << 32);
  address.draw += static_cast<std::uint32_t>(number * draws);
  std::array<std::uint32_t, kNumbersPerDraw> bits{};
  for (std::size_t left = order.size(), taken = 0; left > 1; --left, ++taken) {
    if (taken % kNumbersPerDraw == 0) {
      bits = random_bits(address);
      ++address.draw;
    }
    const std::uint64_t chosen = bits[taken % kNumbersPerDraw] * std::uint64_t{left} >> 32;
    std::swap(order[left - 1], order[chosen]);
  }
}

}  // namespace peerwatt::game
