// A study of a small scenario, and its first and last variant.
#include "engine/config/studies/study.hpp"

#include "engine/config/layers.hpp"

#include "agents/scenario_files/load_variant.hpp"

#include "tests/fuzz/feeder_size.hpp"
#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"

namespace peerwatt::fuzz {
namespace {

constexpr const char* kBase =
    "format: peerwatt-scenario\nversion: 2\ntitle: Base\n"
    "clock: {start: \"2025-10-06T00:00:00Z\", days: 1}\n"
    "network: {feeder: {synthetic: {zones: 1, buses_per_zone: 3}}}\n"
    "prosumers: [{name: home, count: 3, load: {mean_kwh_per_day: 9}}]\n"
    "cps: {capacity_kw: 10}\n";

void load(const config::Study& study, std::size_t index) {
  std::vector<config::Entry> changes = study.common;
  const config::Variant& variant = study.variants.at(index);
  changes.insert(changes.end(), variant.changes.begin(), variant.changes.end());
  Diagnostics ignored;
  if (has_large_feeder(config::read_layers(study.base, changes, ignored).root)) return;
  scenario::load_variant(study, index);
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt::fuzz;
  const peerwatt::testing::TemporaryFolder folder;
  write_file(folder / "base.yaml", kBase);
  write_file(folder / "study.yaml", text_of(data, size));
  refuse_or([&] {
    peerwatt::config::Study study = peerwatt::scenario::read_study(folder / "study.yaml");
    study.allowed.folder = folder.path();
    refuse_or([&] { load(study, 0); });
    refuse_or([&] { load(study, study.variants.size() - 1); });
  });
  return 0;
}
