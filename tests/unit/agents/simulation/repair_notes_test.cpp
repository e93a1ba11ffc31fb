#include "agents/simulation/repair_notes.hpp"

#include <fstream>
#include <string>

#include "tests/support/scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

// What is told of a day of hours, where the load of hour 3 is missing and that of hour 5 negative.
std::string notes_on(profiles::Repair repair) {
  const testing::TemporaryFolder folder;
  std::ofstream csv{folder / "meter.csv"};
  csv << "minute,load,other\n";
  for (int hour = 0; hour < 24; ++hour) {
    csv << 60 * hour << ',' << (hour == 3 ? "" : hour == 5 ? "-1" : "1") << ",1\n";
  }
  csv.close();
  scenario::Scenario scenario = testing::quiet_day();
  profiles::ProfileLayout layout;
  layout.name = "meter";
  layout.file = "meter.csv";
  layout.path = folder / "meter.csv";
  layout.time_column = "minute";
  layout.time_format = profiles::TimeFormat::kMinuteOfDay;
  layout.step_s = 3600;
  layout.gaps = layout.negatives = repair;
  scenario.profiles = {layout};
  scenario.prosumers = {testing::group_of("home", 2)};
  scenario.prosumers[0].load.profile = "meter";
  scenario.prosumers[0].load.columns = {"load", "other"};
  std::string told;
  for (const Diagnostic& note : repair_notes(scenario, ProfileLibrary{scenario})) {
    CHECK(note.severity == Severity::kNote);
    told += note.message + '\n';
  }
  return told;
}

}  // namespace

TEST_CASE("repairs are told with how much they have changed") {
  CHECK(
      notes_on(profiles::Repair::kInterpolate) ==
      "profile 'meter': gaps: 1 missing value (1 h) interpolated, in 1 of 2 columns of meter.csv\n"
      "profile 'meter': negatives: 1 negative value (1 h) interpolated, in 1 of 2 columns of "
      "meter.csv\n");
  CHECK(notes_on(profiles::Repair::kZero) ==
        "profile 'meter': gaps: 1 missing value (1 h) set to 0, in 1 of 2 columns of meter.csv\n"
        "profile 'meter': negatives: 1 negative value (1 h) set to 0, in 1 of 2 columns of "
        "meter.csv\n");
}
