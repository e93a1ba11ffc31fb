#pragma once

#include <string>
#include <string_view>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::config {

// Settings as a YAML file of a format, out of which equal ones are read: every value is written,
// numbers in the shortest form that reads back to the same double, a feeder in full.
std::string print_settings(parameters::Section& settings, std::string_view format);

}  // namespace peerwatt::config
