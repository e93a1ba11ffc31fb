// A feeder file, or one that a scenario holds, as the scenario reads it.
#include "agents/scenario_files/load_scenario.hpp"

#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

constexpr const char* kScenario =
    "format: peerwatt-scenario\nversion: 2\ntitle: Homes\n"
    "clock: {start: \"2025-10-06T00:00:00Z\", days: 1}\n"
    "network: {feeder: feeder.yaml}\n"
    "prosumers: [{name: home, count: 3, load: {mean_kwh_per_day: 9}}]\n"
    "cps: {capacity_kw: 10}\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt;
  const testing::TemporaryFolder folder;
  fuzz::write_file(folder / "feeder.yaml", fuzz::text_of(data, size));
  fuzz::write_file(folder / "scenario.yaml", kScenario);
  fuzz::refuse_or([&] { scenario::load_scenario(folder / "scenario.yaml"); });
  return 0;
}
