#pragma once

#include <filesystem>
#include <string>

#include "agents/scenario/scenario.hpp"

#include "output/indicators/indicators.hpp"
#include "output/trace/trace_options.hpp"

#include "tests/support/temporary_folder.hpp"

namespace peerwatt::verification::test {

using testing::TemporaryFolder;

// A day of two zones of 12 homes each, with sun, batteries that sell, and a peak in the afternoon.
scenario::Scenario village();

// The same with all that may keep neighbours apart or bring them together: they pay for distance,
// form coalitions and share by Shapley, and are asked to take less; the CPS receives only how much
// it would sell. A market place is offline for two hours of the peak, and one price comes late.
scenario::Scenario village_with_faults();

// The village with a power flow: ratings, ratios, shunts, base loads by the course of a day, and
// limits that are broken at noon and in the evening.
scenario::Scenario village_with_wires();
// The same with loads and homes on single phases, behind a delta in one of the streets.
scenario::Scenario village_with_phases();
// The same with inverters that answer to the voltage, and others that go by their power.
scenario::Scenario village_with_inverters();

// Runs the scenario, and names the checks of its trace that fail; what is only noted does not.
std::string failures(const scenario::Scenario& scenario, output::TraceOptions options = {});

// The resolved text of a scenario made in code.
std::string text_of(scenario::Scenario scenario);

// How the scenario wants its trace written.
output::TraceOptions options_of(const scenario::Scenario& scenario, std::filesystem::path file);

// Runs the scenario into a trace, which names it.
output::Indicators record(const scenario::Scenario& scenario, const output::TraceOptions& options);

// The same; returns the trace's file.
std::filesystem::path write_trace(const scenario::Scenario& scenario,
                                  const output::TraceOptions& options);

}  // namespace peerwatt::verification::test
