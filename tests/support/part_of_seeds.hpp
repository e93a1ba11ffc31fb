#pragma once

#include <cstdint>

#include "engine/core/sanitizers.hpp"

namespace peerwatt::testing {

// How many seeds a test tries: all of them, or a quarter under a sanitizer, where each takes some
// six times as long.
constexpr std::uint64_t part_of_seeds(std::uint64_t seeds) {
  return kUnderSanitizer ? (seeds + 3) / 4 : seeds;
}

}  // namespace peerwatt::testing
