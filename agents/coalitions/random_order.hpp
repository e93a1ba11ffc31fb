#pragma once

#include <cstdint>
#include <span>

#include "engine/core/random.hpp"

namespace peerwatt::game {

// Writes the members 0 .. n-1 in random order, any order as likely as another but for a part of
// n*2^-32. Order `number` takes ceil((n-1)/4) draws, from first.draw + number*ceil((n-1)/4) on.
void draw_order(const RandomAddress& first, std::uint32_t number, std::span<std::uint32_t> order);

}  // namespace peerwatt::game
