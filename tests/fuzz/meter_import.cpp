// Files of meters of any layout: five bytes choose the options, the rest are the text.
#include "tests/fuzz/choices.hpp"
#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tools/meters/import.hpp"
#include "tools/meters/yaml_block.hpp"

namespace peerwatt::fuzz {
namespace {

meters::ImportOptions chosen_options(Choices& choices) {
  constexpr const char* kZones[] = {"UTC", "Europe/Berlin", "Australia/Lord_Howe", ""};
  meters::ImportOptions options;
  const auto layout = choices.below(4);
  if (layout > 0) options.time = "t";
  if (layout == 2) options.home = "home";
  if (layout == 2) options.values = {"load"};
  if (layout == 3) options.clock = "clock";
  options.time_zone = kZones[choices.below(4)];
  options.stamp = choices.one_of<profiles::StampAt>(2);
  options.unit = choices.one_of<meters::Unit>(4);
  const auto rules = choices.below(4);
  options.duplicates = static_cast<meters::Conflict>(rules);
  if (rules > 1) options.off_raster = meters::OutOfPlace::kDrop;
  if (rules > 2) options.skipped_hour = meters::OutOfPlace::kDrop;
  return options;
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt;
  fuzz::Choices choices{data, size};
  const meters::ImportOptions options = fuzz::chosen_options(choices);
  const testing::TemporaryFolder folder;
  fuzz::write_file(folder / "meters", choices.rest());
  fuzz::refuse_or([&] {
    const meters::Imported imported =
        meters::import_meters({(folder / "meters").string()}, options);
    const std::size_t columns = imported.report.columns.size();
    PEERWATT_VALIDATE(imported.table.values.size() == columns && columns > 0);
    // A few stamps may span centuries: only tables of some size are written.
    const auto cells = static_cast<std::size_t>(imported.report.raster.intervals) * columns;
    if (cells > 100'000) return;
    PEERWATT_VALIDATE(!table_text(imported.table).empty());
    PEERWATT_VALIDATE(!yaml_block(imported.report, "table.csv").empty());
  });
  return 0;
}
