#pragma once

#include "engine/parameters/visitor.hpp"
#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// The same file, read in the same way.
bool equal(const profiles::ProfileLayout& a, const profiles::ProfileLayout& b);

void describe(profiles::ProfileLayout& layout, parameters::Visitor& visitor);

}  // namespace peerwatt::profiles
