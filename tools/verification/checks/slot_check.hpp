#pragma once

#include <functional>

#include "tools/verification/trace/run_facts.hpp"
#include "tools/verification/trace/slot_reader.hpp"

namespace peerwatt::verification {

// A family of checks that walks the slots of a trace in their order.
class SlotCheck {
 public:
  virtual ~SlotCheck() = default;
  virtual void look_at(const Slot& slot) = 0;
  // After the last slot.
  virtual void finish() {}
  // Hands over every check, in the order of the report.
  virtual void report(const std::function<void(const Check&)>& receive) const = 0;
};

}  // namespace peerwatt::verification
