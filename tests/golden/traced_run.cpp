#include "tests/golden/traced_run.hpp"

#include <fstream>
#include <iterator>

#include "agents/scenario_files/print_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/trace/trace_reader.hpp"
#include "output/trace/trace_writer.hpp"

namespace peerwatt::golden {

std::filesystem::path scenario_file(const std::string& name) {
  return std::filesystem::path{PEERWATT_SOURCE_DIR} / "tests/golden" / (name + ".yaml");
}

scenario::Scenario load(const std::string& name) {
  return scenario::load_scenario(scenario_file(name)).scenario;
}

output::Provenance fixed_provenance(const scenario::Scenario& scenario) {
  return {.version = "1",
          .git_commit = "none",
          .compiler = "any",
          .host = "here",
          .command_line = "golden",
          .config_yaml = scenario::print_scenario(scenario),
          .inputs = {},
          .wall_time_s = 1};
}

std::filesystem::path write_trace(const scenario::Scenario& scenario,
                                  const output::TraceOptions& options,
                                  const output::Provenance& provenance,
                                  agents::SlotListener& listener) {
  agents::SimulationRun run{scenario};
  output::TraceWriter writer{options, provenance};
  run.execute(writer, listener);
  return options.file;
}

std::filesystem::path write_trace(const scenario::Scenario& scenario,
                                  const output::TraceOptions& options) {
  Unconcerned listener;
  return write_trace(scenario, options, fixed_provenance(scenario), listener);
}

std::string digest_of(const scenario::Scenario& scenario) {
  const TemporaryFolder folder;
  return output::TraceReader{write_trace(scenario, {.file = folder / "run.h5"})}.digest();
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace peerwatt::golden
