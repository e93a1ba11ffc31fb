#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/config/documents/differences.hpp"

#include "output/comparison/comparison.hpp"
#include "output/comparison/comparison_table.hpp"
#include "output/comparison/run_result.hpp"

namespace peerwatt::tools {

// For each run, the index of the one that it is compared with.
using Baselines = std::vector<std::size_t>;

// Runs beside each other, and what can be said of them together.
struct Comparison {
  std::vector<std::string> names;
  std::vector<output::RunResult> runs;
  std::vector<config::Difference> differences;  // of their scenarios, but for where their data is
  Baselines baselines;
  std::vector<output::Savings> savings;

  std::vector<output::ComparedRun> rows() const;
  // Of the differences, those that make more than the market differ: not in `market`, nor in what
  // changes no result.
  std::vector<std::string> beside_market() const;
};

// Throws InputError if the runs do not have the same prosumers, slots and currency. Without
// baselines, each run is compared with that without a market which is otherwise the same; or, where
// there is only one without a market, with that; else with the first.
Comparison compare(std::vector<std::string> names, std::vector<output::RunResult> runs,
                   const Baselines& baselines = {});

// A table with a row for each run; before it, what to know before reading it: in what the runs
// differ, and what savings are measured against. Lines of at most `width` characters.
std::string report(const Comparison& comparison, std::size_t width);

enum class WithProsumers { kNo, kYes };

// All that is known, every indicator of the traces included.
std::string json_of(const Comparison& comparison, WithProsumers prosumers);

}  // namespace peerwatt::tools
