#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "agents/observers/observer.hpp"
#include "agents/scenario/scenario.hpp"
#include "agents/simulation/division.hpp"

#include "output/recording/trace_sink.hpp"

namespace peerwatt::agents {

// One run of a scenario: builds the agents, lets time pass, and shows what happens to the sink.
class SimulationRun {
 public:
  // Reads the profiles and checks what only they and the network can tell. Throws InputError with
  // everything wrong. The scenario must be free of inconsistencies and outlive the run.
  explicit SimulationRun(const scenario::Scenario& scenario, const Division& division = {});
  SimulationRun(SimulationRun&&) noexcept;
  ~SimulationRun();

  const recording::RunDescription& description() const;
  // How many threads it has use for, of those that it was given.
  std::uint32_t threads() const;
  // SHA-256 of what was read of the profiles' files, in the order of the scenario.
  std::vector<std::string> profile_sha256() const;
  // What the profiles show that will not do what it seems to. Messages begin with the parameter.
  std::vector<Diagnostic> notes() const;
  // What the profiles' repairs have changed. Messages begin with the parameter.
  std::vector<Diagnostic> repairs() const;

  // Once per object. The listener is told after every slot and may end the run.
  recording::RunStatus execute(recording::TraceSink& sink, SlotListener& listener);

 private:
  struct World;
  std::unique_ptr<World> world_;
};

}  // namespace peerwatt::agents
