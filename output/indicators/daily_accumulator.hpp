#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "output/indicators/energy_origin.hpp"
#include "output/recording/daily_record.hpp"
#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"

namespace peerwatt::output {

// Collects the days: consecutive runs of `slots_per_day` slots, the last one perhaps shorter.
class DailyAccumulator {
 public:
  explicit DailyAccumulator(const recording::RunDescription& run);

  void add(const recording::SlotRecord& slot);
  bool day_complete() const { return slots_ == slots_per_day_; }
  bool empty() const { return slots_ == 0; }
  // The day so far; starts the next one. The reference is valid until the next call.
  const recording::DailyRecord& take_day();

 private:
  void start_day(SimTime start);

  std::int64_t slots_per_day_;
  bool keeps_baselines_;
  std::int64_t slots_ = 0;
  recording::DailyRecord day_;
  OriginAccumulator origins_;  // of the day
};

}  // namespace peerwatt::output
