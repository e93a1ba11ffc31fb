#pragma once

#include <cstdint>
#include <string>

#include "engine/parameters/visitor.hpp"

#include "tests/support/random_stream.hpp"

namespace peerwatt::testing {

// Draws a number at a bound of the range or next to it, zero, one of the smallest or largest
// doubles, or one of any magnitude; some are out of range.
double extreme_number(const parameters::Range& range, double value, RandomStream& draws);
std::int64_t extreme_integer(const parameters::Range& range, std::int64_t value,
                             RandomStream& draws);
// The text of a distribution whose numbers are drawn so.
std::string extreme_distribution(const parameters::Range& range, double value, RandomStream& draws);

}  // namespace peerwatt::testing
