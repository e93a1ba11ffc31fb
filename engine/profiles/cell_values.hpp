#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.hpp"

#include "engine/csv/table.hpp"
#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// A finite number that fills the whole cell; kAuto reads a point.
std::optional<double> cell_number(std::string_view text, DecimalMark mark);

// What is said of a cell that is none.
std::string number_complaint(std::string_view text, DecimalMark mark);

// The decimal mark of the layout, or the one that the numbers in these columns show. Complains
// where they show both, or where 1,234 may be 1.234 or 1234.
DecimalMark decimal_mark_of(const csv::Table& table, std::span<const std::size_t> columns,
                            DecimalMark wanted, char separator, Diagnostics& diagnostics);

}  // namespace peerwatt::profiles
