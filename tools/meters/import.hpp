#pragma once

#include <string>
#include <vector>

#include "tools/meters/import_options.hpp"
#include "tools/meters/meter_report.hpp"
#include "tools/meters/meter_table.hpp"

namespace peerwatt::meters {

struct Imported {
  MeterTable table;
  MeterReport report;
};

// Reads files of meters of one layout into one table. Throws InputError with everything that is
// wrong in all of them; nothing is repaired but what the options say.
Imported import_meters(const std::vector<std::string>& files, const ImportOptions& options);

}  // namespace peerwatt::meters
