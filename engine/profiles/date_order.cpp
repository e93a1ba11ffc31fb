#include "engine/profiles/date_order.hpp"

#include <fmt/format.h>

#include "engine/csv/cells.hpp"

namespace peerwatt::profiles {

DateOrder DateOrderFinder::order(std::string_view name, std::string_view remedy) const {
  const auto refuse = [&](const Seen& seen, const std::string& problem) {
    throw InputError{Diagnostic{
        seen.position, fmt::format("{}: {} (got '{}')", name, problem, csv::trimmed(seen.text))}};
  };
  if (day_first_ && month_first_) {
    const bool day_came_first = day_first_->position.line < month_first_->position.line;
    const Seen& first = day_came_first ? *day_first_ : *month_first_;
    refuse(day_came_first ? *month_first_ : *day_first_,
           fmt::format("has day and month in another order than line {}", first.position.line));
  }
  if (open_ && !day_first_ && !month_first_) {
    refuse(*open_, fmt::format("may have the day or the month first, as all dates of the file; {}",
                               remedy));
  }
  if (day_first_) return DateOrder::kDayFirst;
  return month_first_ ? DateOrder::kMonthFirst : DateOrder::kAuto;
}

DateOrder date_order_of(const ProfileLayout& layout, const MeterFile& file) {
  if (layout.date_order != DateOrder::kAuto) return layout.date_order;
  DateOrderFinder finder;
  for (std::size_t row = 0; row < file.table.rows(); ++row) {
    finder.look_at(file.table.cell(row, file.time_column),
                   [&] { return file.table.position(row, file.time_column); });
  }
  return finder.order(layout.time_column, "set date_order: day_first or month_first");
}

}  // namespace peerwatt::profiles
