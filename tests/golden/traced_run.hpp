#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "agents/observers/observer.hpp"
#include "agents/scenario/scenario.hpp"
#include "agents/scenario_files/load_scenario.hpp"

#include "output/trace/trace_options.hpp"

#include "tests/support/temporary_folder.hpp"

// From a scenario file to a trace, as the program does it.
namespace peerwatt::golden {

using testing::TemporaryFolder;

// A scenario of tests/golden by its name.
std::filesystem::path scenario_file(const std::string& name);
scenario::Scenario load(const std::string& name);

// Lets the run take its course.
class Unconcerned final : public agents::SlotListener {
 public:
  Verdict slot_done(std::int32_t) override { return Verdict::kContinue; }
};

// The same whenever and wherever it is made.
output::Provenance fixed_provenance(const scenario::Scenario& scenario);

// Simulates and writes the trace; returns its file.
std::filesystem::path write_trace(const scenario::Scenario& scenario,
                                  const output::TraceOptions& options);
std::filesystem::path write_trace(const scenario::Scenario& scenario,
                                  const output::TraceOptions& options,
                                  const output::Provenance& provenance,
                                  agents::SlotListener& listener);

// Digest of a run with default options.
std::string digest_of(const scenario::Scenario& scenario);

std::string bytes_of(const std::filesystem::path& file);

}  // namespace peerwatt::golden
