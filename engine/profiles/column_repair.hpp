#pragma once

#include <vector>

#include "engine/profiles/complaints.hpp"
#include "engine/profiles/interval_states.hpp"
#include "engine/profiles/profile.hpp"

namespace peerwatt::profiles {

struct RepairedColumn {
  std::vector<double> interval_values;  // kWh, or prices; 0 where the grid does not reach
  Anomalies anomalies;                  // those of the rows included
};

// Reads one column of the used intervals and repairs it as the layout says. Good values outside of
// them serve as neighbours, but nothing else there matters. Complains of cells that are no numbers
// and of anomalies whose rule is kError.
RepairedColumn repaired_column(const SourceFile& source, const UsedIntervals& used,
                               std::size_t column, Complaints& complaints);

}  // namespace peerwatt::profiles
