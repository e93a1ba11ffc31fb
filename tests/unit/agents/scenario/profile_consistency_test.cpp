#include "agents/scenario/profile_consistency.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

Scenario with_profiles() {
  Scenario scenario;
  scenario.profiles.resize(2);
  scenario.profiles[0].name = "homes";
  scenario.profiles[1].name = "spot";
  scenario.profiles[1].unit = profiles::CellUnit::kPrice;
  return scenario;
}

// `path: message` of every complaint about a load that takes columns of a profile.
std::vector<std::string> complaints(const std::string& profile, bool has_columns) {
  const Scenario scenario = with_profiles();
  Checker check;
  check_source(ProfilesByName{scenario}, "load", profile, has_columns, "columns", check);
  std::vector<std::string> texts;
  for (const Inconsistency& found : check.take()) {
    texts.push_back(found.path + ": " + found.message);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST_CASE("a load takes columns of a profile that is there") {
  CHECK(complaints("homes", true).empty());
  CHECK(complaints("", false).empty());
  CHECK(complaints("home", true) ==
        Texts{"load.profile: no profile is called 'home' (did you mean homes?)"});
}

TEST_CASE("a profile needs columns, and columns a profile") {
  CHECK(complaints("homes", false) == Texts{"load.columns: is required with a profile"});
  CHECK(complaints("", true) == Texts{"load.columns: needs a profile to take columns from"});
}

TEST_CASE("a load cannot come out of prices") {
  CHECK(complaints("spot", true) == Texts{"load.profile: 'spot' holds prices; energies are needed "
                                          "(the profile's unit says which)"});
}

TEST_CASE("a missing price is not repaired to 0") {
  Scenario scenario = with_profiles();
  scenario.profiles[1].gaps = profiles::Repair::kZero;
  Checker check;
  check_replay(scenario, ProfilesByName{scenario}, check);
  const std::vector<Inconsistency> found = check.take();
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "profiles[1].gaps");
}

}  // namespace
}  // namespace peerwatt::scenario
