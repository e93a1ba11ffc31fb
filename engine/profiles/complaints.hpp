#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::profiles {

// What can be wrong with a row or a cell.
enum class Complaint {
  kRow,
  kStamp,
  kRepeatedHour,
  kRaster,
  kBackwards,
  kNumber,
  kGap,
  kDuplicate,
  kDaylightSaving,
  kNegative,
  kRange,
  kNoGoodValue,
};

// Complaints about a file, kind by kind: the first few in full, then how many there are.
class Complaints {
 public:
  static constexpr std::size_t kShown = 5;  // of each kind

  // Whether one more of this kind is still shown in full; if not, it is counted here and its text
  // need not be made.
  bool wants(Complaint kind);
  void add(Complaint kind, SourcePosition position, std::string message);
  bool empty() const;
  // Hands everything over; the last one shown of a kind says how many more there are.
  void report_to(Diagnostics& diagnostics) const;

 private:
  struct Heap {
    std::vector<Diagnostic> shown;
    std::int64_t more = 0;
  };
  std::vector<Heap> heaps_ =
      std::vector<Heap>(static_cast<std::size_t>(Complaint::kNoGoodValue) + 1);
};

}  // namespace peerwatt::profiles
