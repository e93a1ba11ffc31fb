#pragma once

#include "engine/profiles/complaints.hpp"

#include "tools/meters/import_options.hpp"
#include "tools/meters/input_text.hpp"
#include "tools/meters/readings.hpp"

namespace peerwatt::meters {

// The names of channels: energy that a home takes, and that it feeds in.
inline constexpr const char* kForward = "forward";
inline constexpr const char* kReverse = "reverse";

// Reads a Green Button file: an Atom feed of ESPI interval blocks (NAESB REQ.21) of energy or
// power. A usage point is a home. Throws InputError where it is none.
void read_green_button(const InputText& input, const ImportOptions& options,
                       profiles::Complaints& complaints, Readings& readings);

}  // namespace peerwatt::meters
