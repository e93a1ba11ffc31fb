// Overrides of a scenario that has every section, `key=value` on each line, as after --set.
#include <sstream>
#include <vector>

#include "engine/config/layers.hpp"

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/fuzz/feeder_size.hpp"
#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"

namespace peerwatt::fuzz {
namespace {

constexpr std::size_t kMostOverrides = 20;

std::vector<config::Override> overrides_of(std::string_view text) {
  std::vector<config::Override> overrides;
  std::istringstream lines{std::string{text}};
  for (std::string line; overrides.size() < kMostOverrides && std::getline(lines, line);) {
    const std::size_t equals = line.find('=');
    if (equals == line.npos) continue;
    overrides.push_back({line.substr(0, equals), line.substr(equals + 1)});
  }
  return overrides;
}

void load(const std::vector<config::Override>& overrides) {
  const std::filesystem::path file =
      PEERWATT_SOURCE_DIR "/tests/unit/agents/scenario_files/complete.yaml";
  const config::AllowedFolder allowed{file.parent_path()};
  Diagnostics complaints;
  const std::vector<config::Entry> changes = config::changes_of(overrides, complaints);
  if (has_large_feeder(config::read_layers(file, changes, complaints, allowed).root)) return;
  scenario::load_scenario(file, overrides, allowed);
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt::fuzz;
  refuse_or([&] { load(overrides_of(text_of(data, size))); });
  return 0;
}
