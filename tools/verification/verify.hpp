#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "output/trace_reader.hpp"

#include "tools/verification/check.hpp"

namespace peerwatt::verification {

// Whether what is only noted counts as well.
enum class Strictness { kUsual, kStrict };

struct Request {
  std::filesystem::path file;
  std::optional<output::IndexRange> slots;  // all, if not given
};

struct Verification {
  std::vector<CheckResult> checks;
  std::vector<std::string> prosumers;  // names
  std::int64_t slots = 0;              // of the trace

  bool holds(Strictness strictness) const;
};

// Told after each slot.
using Listener = std::function<void(std::int64_t done, std::int64_t all)>;

// Recomputes all certificates of a run from its trace alone. Throws InputError with everything that
// keeps the trace from being verified.
Verification verify(const Request& request, const Listener& listener = {});

}  // namespace peerwatt::verification
