#pragma once

#include <cstddef>
#include <string>

#include "tools/meters/import.hpp"

namespace peerwatt::tools {

// What was read and what became of it, in lines of at most so many characters; homes with
// peculiarities are named.
std::string meter_text(const meters::MeterReport& report, std::size_t width);
// Everything, column by column.
std::string meter_json(const meters::MeterReport& report, const std::string& file);

}  // namespace peerwatt::tools
