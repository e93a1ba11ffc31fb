#include "tools/peerwatt/located.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::tools {
namespace {

std::string before_colon(const std::string& text) {
  return text.substr(0, text.find(": "));
}

// `market.gate_s: too short` is about `market.gate_s`, `profile 'sun': step_s: must divide ...`
// about `profiles[1].step_s`.
std::string parameter_of(const std::string& message, const scenario::Scenario& scenario) {
  std::string subject = before_colon(message);
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    if (subject != fmt::format("profile '{}'", scenario.profiles[i].name)) continue;
    const std::size_t rest = std::min(message.size(), subject.size() + 2);
    return fmt::format("profiles[{}].{}", i, before_colon(message.substr(rest)));
  }
  return subject;
}

// Those without a place get that of the parameter that they name.
std::vector<Diagnostic> placed(std::vector<Diagnostic> diagnostics,
                               const scenario::LoadedScenario& loaded) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (!diagnostic.position.file.empty()) continue;
    diagnostic.position = loaded.positions.find(parameter_of(diagnostic.message, loaded.scenario));
  }
  return diagnostics;
}

}  // namespace

InputError located(const InputError& error, const scenario::LoadedScenario& loaded) {
  return InputError{placed(error.diagnostics(), loaded), error.more()};
}

std::vector<Diagnostic> notes_on(const scenario::LoadedScenario& loaded,
                                 const agents::SimulationRun& run) {
  std::vector<Diagnostic> notes = placed(run.notes(), loaded);
  notes.insert(notes.end(), loaded.notes.begin(), loaded.notes.end());
  return sorted_by_position(std::move(notes));
}

std::vector<Diagnostic> repairs_of(const scenario::LoadedScenario& loaded,
                                   const agents::SimulationRun& run) {
  return placed(run.repairs(), loaded);
}

agents::SimulationRun prepare_run(const scenario::LoadedScenario& loaded,
                                  const agents::Division& division) {
  try {
    return agents::SimulationRun{loaded.scenario, division};
  } catch (const InputError& error) {
    throw located(error, loaded);
  }
}

}  // namespace peerwatt::tools
