#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/config/node.hpp"

namespace peerwatt::config {

// More than anybody waits for; stops ranges and products that somebody did not mean.
constexpr std::size_t kMostVariants = 10'000;

// What a study varies, independently of its other axes. A point is one change of every key of the
// axis; all points change the same keys, in the same order.
using Point = std::vector<Entry>;
using Axis = std::vector<Point>;

// The axes of a study, in the order in which it gives them: one for each key of `grid`, one for all
// of `zip`, one for `seeds`. What is wrong is complained of, and left out.
std::vector<Axis> read_axes(const Node& study, Diagnostics& complaints);

}  // namespace peerwatt::config
