#pragma once

#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"

namespace peerwatt::recording {

enum class RunStatus { kComplete, kInterrupted };

// Receives what a run shows of itself. Recording more or less changes no result.
class TraceSink {
 public:
  virtual ~TraceSink() = default;
  virtual void begin(const RunDescription& run) = 0;
  // The spans of the record are valid only during the call.
  virtual void record(const SlotRecord& slot) = 0;
  virtual void finish(RunStatus status) = 0;
};

}  // namespace peerwatt::recording
