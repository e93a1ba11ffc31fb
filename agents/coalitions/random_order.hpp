#pragma once

#include <cstdint>
#include <span>

#include "engine/core/random.hpp"

namespace peerwatt::game {

// Writes the members 0 .. n-1 in random order. All orders are equally likely up to a relative error
// of n*2^-32, which comes from scaling 32 random bits to a range. Order `number` takes
// ceil((n-1)/4) draws, from first.draw + number*ceil((n-1)/4) on, so that orders can be drawn
// independently. O(n).
void draw_order(const RandomAddress& first, std::uint32_t number, std::span<std::uint32_t> order);

}  // namespace peerwatt::game
