#pragma once

#include <string>
#include <vector>

#include "engine/config/studies/study.hpp"

namespace peerwatt::config {

// Names the variants by the changes in which they differ: `mechanism=none,seed=1`. A key is as
// short as can be without being mistaken for another one; where all is equal, the name is `stem`.
void name_variants(std::vector<Variant>& variants, const std::string& stem);

}  // namespace peerwatt::config
