#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/config/allowed_folder.hpp"

#include "agents/scenario/scenario.hpp"

#include "output/trace/trace_reader.hpp"

#include "tools/verification/findings/check.hpp"
#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// Where a trace and another run of its scenario differ.
struct Difference {
  std::string variable;
  Where where;
  std::string found;       // in the trace; empty where it is no single value
  std::string expected;    // in the other run
  std::int64_t count = 0;  // of values that differ in the variable
};

struct Rerun {
  Check series, attributes;
  std::vector<Difference> differences;  // the first of each variable, in alphabetical order
};

// Names every data file of the scenario that may not be read, is missing, or is not the one of the
// trace.
std::vector<std::string> data_problems(const output::TraceReader& trace,
                                       const scenario::Scenario& scenario,
                                       const config::AllowedFolder& allowed);

// Runs the scenario of a trace again, into memory, and compares all that a trace says
// but for /provenance. The listener is told after each slot.
Rerun rerun(const output::TraceReader& trace, const RunFacts& facts,
            const scenario::Scenario& scenario, const Tolerance& tolerance,
            const std::function<void(std::int64_t done, std::int64_t all)>& listener);

}  // namespace peerwatt::verification
