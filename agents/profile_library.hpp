#pragma once

#include <map>
#include <span>
#include <string>

#include "engine/profiles/profile.hpp"
#include "engine/scenario/scenario.hpp"

namespace peerwatt::agents {

// The measured series a scenario refers to, on the slots of the run.
class ProfileLibrary {
 public:
  // Reads every column that a group or the other customers use. Throws InputError with everything
  // wrong in all files.
  explicit ProfileLibrary(const scenario::Scenario& scenario);

  std::span<const double> series(const std::string& profile, const std::string& column) const;
  const std::map<std::string, profiles::Profile>& all() const { return profiles_; }

 private:
  std::map<std::string, profiles::Profile> profiles_;  // by name
};

}  // namespace peerwatt::agents
