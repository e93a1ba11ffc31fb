#pragma once

#include <vector>

#include "engine/core/simulated_time.hpp"

namespace peerwatt::recording {

// One day of every prosumer.
struct DailyRecord {
  SimTime start;
#define DAILY_COLUMN(name, ...) std::vector<double> name;
#include "output/recording/daily_columns.def"
};

}  // namespace peerwatt::recording
