#pragma once

#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::scenario {

class ParameterVisitor;

// The same file, read in the same way.
bool equal(const profiles::ProfileLayout& a, const profiles::ProfileLayout& b);

void describe(profiles::ProfileLayout& layout, ParameterVisitor& visitor);

}  // namespace peerwatt::scenario
