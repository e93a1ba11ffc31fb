#pragma once

#include <vector>

#include "engine/core/simulated_time.hpp"

namespace peerwatt::recording {

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
  std::vector<double> self_consumption;  // the trace's fill value without generation
  std::vector<double> self_sufficiency;  // likewise without load
};

}  // namespace peerwatt::recording
