#pragma once

#include "engine/core/simulated_time.hpp"

namespace peerwatt::agents {

// The steps from a request for a reduction to the first price of the slot.
class ReductionSteps {
 public:
  explicit ReductionSteps(double answer_s) : answer_{Duration::from_seconds(answer_s)} {}

  SimTime offers_due(SimTime asked) const { return asked + part(2); }
  SimTime call_due(SimTime asked) const { return asked + part(3); }
  Duration whole() const { return answer_; }
  // Promises and orders are between the CPS and the market places; they must be quicker than that.
  Duration longest_latency() const { return part(1); }

 private:
  Duration part(std::int64_t quarters) const {
    return Duration::from_microseconds(answer_.microseconds() * quarters / 4);
  }
  Duration answer_;
};

}  // namespace peerwatt::agents
