#pragma once

#include "engine/profiles/meter_file.hpp"
#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// The order of the layout, or the one that the dates of the file show: one day after the 12th shows
// it for all. Throws InputError where no date shows it, or where they show both.
DateOrder date_order_of(const ProfileLayout& layout, const MeterFile& file);

}  // namespace peerwatt::profiles
