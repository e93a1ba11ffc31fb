#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "tools/meters/import_options.hpp"
#include "tools/meters/input_text.hpp"

namespace peerwatt::meters {

// Where a table stands in a text, and what its columns hold.
struct TableLayout {
  Layout layout = Layout::kWide;
  std::string told;  // how it is read, in words
  char separator = ',';
  int header_line = 1;
  std::size_t rows_begin = 0;  // offset of the first row
  std::vector<std::string> header;
  std::size_t time = 0;
  std::optional<std::size_t> clock;
  std::optional<std::size_t> home;
  std::vector<std::size_t> values;
};

bool is_xml(const InputText& input);

// Finds the header below title rows, and the layout that it shows or the options name. Complains,
// and returns nothing, where it shows none, or where columns are missing.
std::optional<TableLayout> find_layout(const InputText& input, const ImportOptions& options,
                                       Diagnostics& diagnostics);

}  // namespace peerwatt::meters
