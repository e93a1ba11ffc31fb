#pragma once

#include <cstdint>
#include <string>

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

namespace peerwatt::tools {

// What a run will take on this machine.
struct Estimate {
  double seconds = 0;  // from the first slot to the last, with the writing of the trace
  std::uint32_t threads = 1;
  std::uint64_t memory_bytes = 0;
  std::uint64_t trace_bytes = 0;
};

// Simulates the first slots, for a quarter of a second, into a trace that is thrown away. Where
// that is the whole run, the time is not an estimate. The run cannot be used any more.
Estimate estimate(agents::SimulationRun& run, const scenario::LoadedScenario& loaded);

// "a run takes about 12 s with 2 threads, about 60 MB of memory, and 4 MB for its trace"
std::string estimate_text(const Estimate& estimate);

}  // namespace peerwatt::tools
