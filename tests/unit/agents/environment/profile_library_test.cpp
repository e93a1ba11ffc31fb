#include "agents/environment/profile_library.hpp"

#include <fstream>
#include <string>

#include "tests/support/scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

// A home whose load and generation come from a file with a kWh in every hour of the day.
scenario::Scenario measured_home(const std::filesystem::path& file) {
  std::ofstream csv{file};
  csv << "minute,energy\n";
  for (int hour = 0; hour < 24; ++hour) csv << 60 * hour << ",1\n";
  scenario::Scenario scenario = testing::quiet_day();
  profiles::ProfileLayout layout;
  layout.name = "meter";
  layout.path = file;
  layout.time_column = "minute";
  layout.time_format = profiles::TimeFormat::kMinuteOfDay;
  layout.step_s = 3600;
  scenario.profiles = {layout};
  scenario.prosumers = {testing::group_of("home", 1)};
  scenario.prosumers[0].load.profile = scenario.prosumers[0].pv.profile = "meter";
  scenario.prosumers[0].load.columns = scenario.prosumers[0].pv.columns = {"energy"};
  return scenario;
}

std::string complaints(const scenario::Scenario& scenario) {
  try {
    const agents::ProfileLibrary library{scenario};
    return "";
  } catch (const InputError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("energies beyond anybody's are refused, by the factor that makes them") {
  const testing::TemporaryFolder folder;
  scenario::Scenario scenario = measured_home(folder / "meter.csv");
  scenario.prosumers[0].load.scale = 1e6;
  CHECK(complaints(scenario).empty());
  scenario.profiles[0].scale = 1e4;
  CHECK(complaints(scenario) ==
        "prosumers[0].load.scale: makes up to 1e+10 kWh a slot out of column 'energy' of profile "
        "'meter': at most 1e+09 (look at the unit)");
  scenario.prosumers[0].load.scale = 1;
  scenario.prosumers[0].pv.capacity_kw = testing::uniform_between(0, 1e6);
  CHECK(complaints(scenario).starts_with("prosumers[0].pv.capacity_kw: makes up to 1e+10 kWh"));
}
