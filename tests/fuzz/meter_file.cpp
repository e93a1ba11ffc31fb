// A meter file: 13 bytes choose the layout by which it is read, the rest are its text.
#include "engine/profiles/profile.hpp"

#include "tests/fuzz/choices.hpp"
#include "tests/fuzz/input_files.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/support/temporary_folder.hpp"

namespace peerwatt::fuzz {
namespace {

profiles::ProfileLayout chosen_layout(Choices& choices) {
  constexpr const char* kZones[] = {"UTC", "Europe/Berlin", "Australia/Lord_Howe", "no zone"};
  constexpr std::int64_t kSteps[] = {1800, 60, 3600, 86400, 7, 1};
  constexpr const char* kStarts[] = {"", "2025-03-29T00:00", "2025-10-26T02:30", "2025"};
  profiles::ProfileLayout layout;
  layout.name = "meter";
  layout.file = "meter.csv";
  layout.time_column = "time";
  if (choices.below(4) == 1) layout.clock_column = "clock";
  layout.time_format = choices.one_of<profiles::TimeFormat>(6);
  layout.date_order = choices.one_of<profiles::DateOrder>(3);
  layout.decimal_mark = choices.one_of<profiles::DecimalMark>(3);
  layout.time_zone = kZones[choices.below(4)];
  layout.stamp = choices.one_of<profiles::StampAt>(2);
  layout.step_s = kSteps[choices.below(6)];
  layout.unit = choices.one_of<profiles::CellUnit>(3);
  layout.start_at = kStarts[choices.below(4)];
  for (profiles::Repair* repair :
       {&layout.gaps, &layout.duplicates, &layout.daylight_saving, &layout.negatives}) {
    *repair = choices.one_of<profiles::Repair>(3);
  }
  return layout;
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt;
  fuzz::Choices choices{data, size};
  profiles::ProfileLayout layout = fuzz::chosen_layout(choices);
  const testing::TemporaryFolder folder;
  layout.path = folder / layout.file;
  fuzz::write_file(layout.path, choices.rest());
  const std::string columns[] = {"load", "pv"};
  const profiles::SlotGrid grid{SimTime::from_seconds(std::int64_t{1743206400}),  // 2025-03-29
                                Duration::from_seconds(std::int64_t{1800}), 96};
  fuzz::refuse_or([&] {
    for (const std::vector<double>& series : load_profile(layout, columns, grid).series) {
      PEERWATT_VALIDATE(series.size() == 96);
    }
  });
  return 0;
}
