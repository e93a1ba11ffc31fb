#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"

namespace peerwatt::output {

// What the wires did over a run; nothing has a value in runs without power flow. Buses and lines
// are indices.
struct NetworkIndicators {
  using Number = std::optional<double>;
  using Count = std::optional<std::int64_t>;

  Number losses_kwh;
  Number losses_ordinary_kwh;
  Number losses_no_trade_kwh;
  Number losses_percent;  // of the energy that homes and base loads used
  Number voltage_lowest_pu;
  Number voltage_highest_pu;
  Number loading_highest_percent;
  Count voltage_lowest_bus;
  Count voltage_highest_bus;
  Count loading_highest_line;
  // In a power flow by phase, on which phase: 1 = a, 2 = b, 3 = c.
  Count voltage_lowest_phase;
  Count voltage_highest_phase;
  Count loading_highest_phase;
  Count voltage_violation_slots;  // in which a bus was outside the limits
  Count loading_violation_slots;  // in which a line or transformer was above
  Count unsolved_slots;
};

// Adds up the slots of a run.
class NetworkAccumulator {
 public:
  explicit NetworkAccumulator(const recording::RunDescription& run);

  void add(const recording::SlotRecord& slot);
  // `served_kwh`: of the load of all homes, over these slots.
  NetworkIndicators result(double served_kwh) const;

 private:
  bool is_on_;
  bool keeps_baselines_;
  double base_load_kwh_ = 0;  // of a slot in which all of it is drawn
  NetworkIndicators totals_;
  double base_load_used_kwh_ = 0;
};

// What a community organiser and a utility want to know first of the wires: limits, the worst
// places and the homes behind them, losses. One sentence or two; empty without power flow.
std::string wires_in_words(const NetworkIndicators& n, const recording::RunDescription& run);

}  // namespace peerwatt::output
