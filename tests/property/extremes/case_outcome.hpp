#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/config/override.hpp"

namespace peerwatt::testing {

// What a scenario came to. Verified: it ran, and all checks of its trace hold. Refused: with
// complaints, each of which names a place or a parameter. Failed: anything else.
enum class Outcome : std::uint8_t { kVerified, kRefused, kFailed };

struct CaseOutcome {
  Outcome outcome;
  std::string text;  // complaints, or what failed
};

// Runs a scenario file with some settings, and verifies its trace, in a process of its own: one
// that crashes, takes 4 GiB or computes for 20 s has failed.
CaseOutcome outcome_of(const std::filesystem::path& scenario,
                       const std::vector<config::Override>& settings);

}  // namespace peerwatt::testing
