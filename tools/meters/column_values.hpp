#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/meters/channel_times.hpp"
#include "tools/meters/import_options.hpp"
#include "tools/meters/readings.hpp"

namespace peerwatt::meters {

// A column of the profile table: the sum of channels of a home.
struct Column {
  std::string name;
  std::string home;
  Flow flow = Flow::kLoad;
  std::vector<std::size_t> channels;
};

// The columns that the channels of the layout give, home by home: loads, and what is generated.
// Throws InputError where two would have one name.
std::vector<Column> columns_of(const Readings& readings, const ImportOptions& options);

// The values of a column on the raster, in kWh or kW; NaN where one of its channels has none.
std::vector<double> column_values(const Column& column, const Readings& readings,
                                  const Raster& raster, Unit unit);

}  // namespace peerwatt::meters
