#include "engine/network/feeder_files/form_columns.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::network {

const SheetSpec& FormSpec::sheet(std::string_view file) const {
  const auto found = std::find_if(sheets.begin(), sheets.end(),
                                  [&](const SheetSpec& sheet) { return sheet.file == file; });
  PEERWATT_VALIDATE(found != sheets.end());
  return *found;
}

std::vector<const FormSpec*> form_specs() {
  return {&project_columns(), &matpower_columns(), &pandapower_columns(), &line_code_columns()};
}

}  // namespace peerwatt::network
