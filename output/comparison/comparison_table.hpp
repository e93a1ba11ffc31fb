#pragma once

#include <span>
#include <string>

#include "output/comparison/comparison.hpp"
#include "output/comparison/run_result.hpp"

namespace peerwatt::output {

// A run as a row of a table.
struct ComparedRun {
  std::string name;
  const RunResult& result;
  const Savings& savings;
};

// One row for each run, at most `width` characters wide: trade, prices, bills, load on the grid.
std::string comparison_table(std::span<const ComparedRun> runs, std::size_t width);

// What each prosumer saved, in currency: one row for each prosumer, one column for each run.
std::string savings_table(std::span<const ComparedRun> runs, std::size_t width);

// The same as CSV, with all digits; RFC 4180.
std::string savings_csv(std::span<const ComparedRun> runs);

}  // namespace peerwatt::output
