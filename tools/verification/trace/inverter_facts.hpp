#pragma once

#include <string>

#include "output/recording/run_description.hpp"

namespace peerwatt::verification {

// What keeps the inverters of a trace from being replayed: a control that is not known, a rating
// below 0, voltages that do not rise, shares that are none. Empty where nothing does. The columns
// of inverters must be there.
std::string problem_of_inverters(const recording::ProsumerStatics& homes);

}  // namespace peerwatt::verification
