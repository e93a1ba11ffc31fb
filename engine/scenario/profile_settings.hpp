#pragma once

#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::scenario {

class ParameterVisitor;

void describe(profiles::ProfileLayout& layout, ParameterVisitor& visitor);

}  // namespace peerwatt::scenario
