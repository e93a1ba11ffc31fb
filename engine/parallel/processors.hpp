#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace peerwatt::parallel {

// Returns how many threads this process can run at once: as many as processors that it may use, or
// as its control group has a quota for, whichever is less, and at least 1.
std::uint32_t available_processors();

// Reads what a control group's file `cpu.max` says, "quota period" in microseconds of computing per
// period: so many processors, rounded up. Nothing where there is no limit ("max period"), or the
// text says something else.
std::optional<std::uint32_t> processors_of_quota(std::string_view cpu_max);

}  // namespace peerwatt::parallel
