#pragma once

#include <string>
#include <vector>

#include "tools/meters/channel_times.hpp"
#include "tools/meters/column_values.hpp"

namespace peerwatt::meters {

// A profile table: the column `time`, instants in UTC at which intervals begin, and the columns of
// the homes, [column][interval], in kWh or kW. NaN: an empty cell.
struct MeterTable {
  Raster raster;
  std::vector<Column> columns;
  std::vector<std::vector<double>> values;
};

// As CSV; values have up to twelve significant digits.
std::string table_text(const MeterTable& table);

}  // namespace peerwatt::meters
