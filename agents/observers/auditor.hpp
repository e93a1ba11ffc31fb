#pragma once

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// Asks at the end of a slot what somebody could have gained by acting otherwise (model, section 9).
class Auditor {
 public:
  virtual ~Auditor() = default;
  // Fills in what it found; nothing in slots that are not looked at. The record has its system and
  // prosumers; the agents stand as the slot left them.
  virtual void examine(const recording::SlotRecord& slot,
                       recording::CertificateRecord& certificates) = 0;
};

}  // namespace peerwatt::agents
