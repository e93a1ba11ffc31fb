#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "agents/scenario/checker.hpp"

namespace peerwatt::scenario {

// The profiles of a scenario by their names.
struct ProfilesByName {
  explicit ProfilesByName(const Scenario& scenario) {
    for (const profiles::ProfileLayout& profile : scenario.profiles) {
      names.push_back(profile.name);
      by_name.emplace(profile.name, &profile);
    }
  }
  std::vector<std::string> names;
  std::unordered_map<std::string, const profiles::ProfileLayout*> by_name;
};

// What a profile is asked for.
enum class Series { kEnergies, kPrices };

// A section at `path` takes columns of a profile: it must be there, of the right kind, and with
// columns; without a profile there must be none.
void check_source(const ProfilesByName& profiles, const std::string& path,
                  const std::string& profile, bool has_columns, const char* column_key,
                  Checker& check, Series series = Series::kEnergies);

// Prices that the leader replays, and those that profiles hold.
void check_replay(const Scenario& scenario, const ProfilesByName& profiles, Checker& check);

}  // namespace peerwatt::scenario
