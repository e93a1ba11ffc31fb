#pragma once

#include <string>

#include "tools/meters/meter_report.hpp"

namespace peerwatt::meters {

// What a scenario says to use the table: the clock of its whole days, the profile, and prosumers:
// the homes that have a load, in a group without and one with generation. `file` is the path of the
// table.
std::string yaml_block(const MeterReport& report, const std::string& file);

}  // namespace peerwatt::meters
