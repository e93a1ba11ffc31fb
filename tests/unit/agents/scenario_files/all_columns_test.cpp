#include "agents/scenario_files/all_columns.hpp"

#include <fstream>
#include <string>
#include <vector>

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

// The columns of the load of a scenario whose profile has this header and these rows.
struct Star {
  std::string csv = "load a;clock;time;load b\n1;00:00;2022-01-01;2\n";
  std::string columns = "\"*\"";
  std::string profile = "homes";

  scenario::Scenario loaded() const {
    const testing::TemporaryFolder folder;
    std::ofstream{folder / "homes.csv"} << csv;
    std::ofstream{folder / "s.yaml"}
        << "format: peerwatt-scenario\nversion: 2\n"
           "network: {feeder: {synthetic: {zones: 1, buses_per_zone: 4}}}\n"
           "profiles: [{name: homes, file: homes.csv, time_column: time, clock_column: clock}]\n"
           "prosumers: [{name: home, load: {profile: "
        << profile << ", columns: " << columns << "}}]\n";
    return scenario::load_scenario(folder / "s.yaml").scenario;
  }
  std::string complaint() const {
    try {
      loaded();
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("a star stands for all columns but those of the time, in their order") {
  const std::vector<std::string> expected{"load a", "load b"};
  CHECK(Star{}.loaded().prosumers[0].load.columns == expected);
  CHECK(Star{.columns = "[\"*\"]"}.loaded().prosumers[0].load.columns == expected);
  CHECK(Star{.csv = "time,clock,load b,load a\r\n"}.loaded().prosumers[0].load.columns ==
        std::vector<std::string>{"load b", "load a"});
}

TEST_CASE("columns that are named stay as they are, whatever the file") {
  scenario::Scenario scenario;
  scenario.prosumers.resize(1);
  scenario.prosumers[0].load.profile = "homes";
  scenario.prosumers[0].load.columns = {"b", "a"};
  config::Reading reading;
  scenario::name_all_columns(scenario, reading);
  CHECK(scenario.prosumers[0].load.columns == std::vector<std::string>{"b", "a"});
  CHECK(reading.complaints.empty());
}

TEST_CASE("a star stands alone, and needs a profile with a header") {
  CHECK(has(Star{.columns = "[\"*\", load a]"}.complaint(),
            "prosumers[0].load.columns: `*` stands for all columns; it stands alone"));
  CHECK(has(Star{.profile = "none"}.complaint(), "no profile is called 'none'"));
  CHECK(has(Star{.csv = "when;clock;load\n"}.complaint(), "homes.csv:1: no column 'time'"));
  CHECK(has(Star{.csv = "time;clock\n"}.complaint(), "has no column but that of the time"));
}
