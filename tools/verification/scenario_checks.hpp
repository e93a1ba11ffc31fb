#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "agents/scenario/scenario.hpp"

#include "output/trace/trace_reader.hpp"

#include "tools/verification/findings/check.hpp"
#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// The scenario that a trace says it was made from.
struct StatedScenario {
  std::optional<scenario::Scenario> scenario;
  std::string problem;  // why there is none; else empty
};
StatedScenario stated_scenario(const output::TraceReader& trace, const std::string& file,
                               const std::filesystem::path& data_dir);

// The title, clock, seed, rules, prosumers and network of the trace are what that scenario and its
// seed make of them. The repairs of input series take the data, and are not compared.
Check check_scenario(const output::TraceReader& trace, const RunFacts& facts,
                     const StatedScenario& stated);

}  // namespace peerwatt::verification
