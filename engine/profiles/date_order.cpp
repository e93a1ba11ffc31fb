#include "engine/profiles/date_order.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"
#include "engine/profiles/stamp_text.hpp"

namespace peerwatt::profiles {
namespace {

[[noreturn]] void refuse(const ProfileLayout& layout, const MeterFile& file, std::size_t row,
                         const std::string& problem) {
  throw InputError{Diagnostic{file.table.position(row, file.time_column),
                              fmt::format("{}: {} (got '{}')", layout.time_column, problem,
                                          csv::trimmed(file.table.cell(row, file.time_column)))}};
}

}  // namespace

DateOrder date_order_of(const ProfileLayout& layout, const MeterFile& file) {
  if (layout.date_order != DateOrder::kAuto) return layout.date_order;
  std::optional<std::size_t> open, day_first, month_first;  // a row of each kind
  for (std::size_t row = 0; row < file.table.rows(); ++row) {
    const std::optional<OpenDate> date = open_date(file.table.cell(row, file.time_column));
    if (!date || (date->first > 12 && date->second > 12)) continue;
    std::optional<std::size_t>& kind =
        date->first > 12 ? day_first : (date->second > 12 ? month_first : open);
    if (!kind) kind = row;
  }
  if (day_first && month_first) {
    refuse(layout, file, std::max(*day_first, *month_first),
           fmt::format("has day and month in another order than line {}",
                       file.table.position(std::min(*day_first, *month_first), 0).line));
  }
  if (open && !day_first && !month_first) {
    refuse(layout, file, *open,
           "may have the day or the month first, as all dates of the file; set date_order: "
           "day_first or month_first");
  }
  if (day_first) return DateOrder::kDayFirst;
  return month_first ? DateOrder::kMonthFirst : DateOrder::kAuto;
}

}  // namespace peerwatt::profiles
