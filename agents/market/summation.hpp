#pragma once

#include <span>

namespace peerwatt::market {

// Sum of `values`, to a few units in the last place however many there are; the same numbers in the
// same order give the same sum everywhere.
double accurate_sum(std::span<const double> values);

}  // namespace peerwatt::market
