// A scenario file. What is read can be printed, and what was printed reads back to the same.
#include "engine/config/layers.hpp"

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/scenario_files/print_scenario.hpp"

#include "tests/fuzz/feeder_size.hpp"
#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"

namespace peerwatt::fuzz {
namespace {

void read_and_print(const std::filesystem::path& file) {
  const config::AllowedFolder allowed{file.parent_path()};
  Diagnostics ignored;
  if (has_large_feeder(config::read_layers(file, {}, ignored, allowed).root)) return;
  const scenario::LoadedScenario loaded = scenario::load_scenario(file, {}, allowed);
  const std::string printed = scenario::print_scenario(loaded.scenario);
  const auto again = must([&] { return scenario::read_resolved(printed, "printed"); });
  PEERWATT_VALIDATE(scenario::print_scenario(again) == printed);
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt::fuzz;
  const peerwatt::testing::TemporaryFolder folder;
  write_file(folder / "sun.csv", "time,pv\n0,0\n");
  write_file(folder / "scenario.yaml", text_of(data, size));
  refuse_or([&] { read_and_print(folder / "scenario.yaml"); });
  return 0;
}
