#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/recording/run_description.hpp"
#include "engine/recording/slot_record.hpp"

#include "output/energy_origin.hpp"

namespace peerwatt::output {

// One day of every prosumer.
struct DailyRecord {
  SimTime start;
  std::vector<double> bill;
  std::vector<double> comfort_lost;
  // Alone, in the two baselines; zero where they are not kept.
  std::vector<double> bill_ordinary;
  std::vector<double> bill_no_trade;
  std::vector<double> comfort_lost_ordinary;
  std::vector<double> comfort_lost_no_trade;
  std::vector<double> self_consumption;  // kFillValue without generation
  std::vector<double> self_sufficiency;  // kFillValue without load
};

// Collects the days: consecutive runs of `slots_per_day` slots, the last one perhaps shorter.
class DailyAccumulator {
 public:
  explicit DailyAccumulator(const recording::RunDescription& run);

  void add(const recording::SlotRecord& slot);
  bool day_complete() const { return slots_ == slots_per_day_; }
  bool empty() const { return slots_ == 0; }
  // The day so far; starts the next one. The reference is valid until the next call.
  const DailyRecord& take_day();

 private:
  void start_day(SimTime start);

  std::int64_t slots_per_day_;
  bool keeps_baselines_;
  std::int64_t slots_ = 0;
  DailyRecord day_;
  OriginAccumulator origins_;  // of the day
};

}  // namespace peerwatt::output
