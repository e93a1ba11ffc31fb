#include "tools/meters/meter_table.hpp"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "engine/core/simulated_time.hpp"

namespace peerwatt::meters {
namespace {

void write_name(const std::string& name, std::string& text) {
  if (name.find_first_of(",\"\n;\t|") == name.npos) {
    text += name;
    return;
  }
  text += '"';
  for (const char c : name) {
    text += c;
    if (c == '"') text += c;
  }
  text += '"';
}

}  // namespace

std::string table_text(const MeterTable& table) {
  std::string text = "time";
  for (const Column& column : table.columns) {
    text += ',';
    write_name(column.name, text);
  }
  text += '\n';
  for (std::int64_t i = 0; i < table.raster.intervals; ++i) {
    text += format_utc(SimTime::from_seconds(table.raster.begin_s + i * table.raster.step_s));
    for (const std::vector<double>& values : table.values) {
      text += ',';
      const double value = values[static_cast<std::size_t>(i)];
      if (!std::isnan(value)) fmt::format_to(std::back_inserter(text), "{:.12g}", value);
    }
    text += '\n';
  }
  return text;
}

}  // namespace peerwatt::meters
