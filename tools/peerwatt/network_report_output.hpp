#pragma once

#include <cstddef>
#include <string>

#include "tools/inspection/network_report.hpp"

namespace peerwatt::tools {

// What is found of a feeder, in lines of at most so many characters.
std::string network_text(const inspection::NetworkReport& report, std::size_t width);
// Everything, bus by bus and branch by branch.
std::string network_json(const inspection::NetworkReport& report);

}  // namespace peerwatt::tools
