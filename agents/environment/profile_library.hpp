#pragma once

#include <map>
#include <span>
#include <string>
#include <unordered_map>

#include "engine/profiles/profile.hpp"

#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// The measured series a scenario refers to, on the slots of the run.
class ProfileLibrary {
 public:
  // Reads every column that a group, the other customers or the leader use. Throws InputError with
  // everything wrong in all files, prices that the leader could not announce among it, and energies
  // beyond anybody's.
  explicit ProfileLibrary(const scenario::Scenario& scenario);

  // By slot of the run: kWh, or the price.
  std::span<const double> series(const std::string& profile, const std::string& column) const;
  const std::map<std::string, profiles::Profile>& all() const { return profiles_; }

 private:
  void check_energies(const scenario::Scenario& scenario) const;

  std::map<std::string, profiles::Profile> profiles_;  // by name
  // Where a column stands in its profile.
  std::unordered_map<std::string, std::unordered_map<std::string, std::size_t>> places_;
};

}  // namespace peerwatt::agents
