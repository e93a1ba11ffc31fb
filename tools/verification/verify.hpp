#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "engine/config/allowed_folder.hpp"

#include "output/trace/trace_reader.hpp"

#include "tools/verification/findings/check.hpp"

namespace peerwatt::verification {

// Whether what is only noted counts as well.
enum class Strictness { kUsual, kStrict };

// Whether the scenario is run again: where markets of the trace cannot be cleared again from the
// trace alone, and the run is small enough; always, and compared to the last digit; or never.
enum class RerunMode { kNever, kWhereNeeded, kAlways };

struct Request {
  std::filesystem::path file;
  std::optional<output::IndexRange> slots{};  // all, if not given
  RerunMode rerun = RerunMode::kNever;
  std::filesystem::path data_dir{};  // of the data files; empty: as the scenario says
  config::AllowedFolder allowed{};   // where these must lie
};

struct Verification {
  std::vector<CheckResult> checks;
  std::vector<std::string> prosumers;  // names
  std::int64_t slots = 0;              // of the trace
  int significant_bits = 53;
  // Where the trace differs from another run of its scenario, in words; the first values only.
  std::vector<std::string> differences;
  bool is_rerun = false;  // and compared to the last digit

  bool holds(Strictness strictness) const;
  // Whether all digits that the checks need were there: rounded numbers lack some, unless the
  // scenario was run again and gave the same.
  bool proves() const { return significant_bits == 53 || is_rerun; }
};

enum class Stage { kChecking, kRunningAgain };
// Told after each slot.
using Listener = std::function<void(Stage stage, std::int64_t done, std::int64_t all)>;

// Recomputes all certificates of a run from its trace alone. Throws InputError with everything that
// keeps the trace from being verified.
Verification verify(const Request& request, const Listener& listener = {});

}  // namespace peerwatt::verification
