#pragma once

#include <map>
#include <string>
#include <vector>

#include "output/indicators/indicators.hpp"
#include "output/trace/trace_reader.hpp"

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/supply_shares.hpp"

namespace peerwatt::verification {

// What the trace adds up over days and over the run: /daily and /summary.
class PeriodChecks final : public SlotCheck {
 public:
  PeriodChecks(const RunFacts& facts, const output::TraceReader& trace, output::IndexRange slots);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void add_to_day(const Slot& slot);
  void close_day();
  void compare_day();
  void compare_shares(const char* column, SupplyTotals::Share (SupplyTotals::*share)() const);
  void compare_summary();
  void compare_groups(const output::Effects& expected);
  void compare_shares_of_run(const std::map<std::string, double>& found);

  const RunFacts& facts_;
  const output::TraceReader& trace_;
  Check daily_, summary_;
  bool in_full_;
  std::vector<std::int64_t> day_starts_;
  // The columns of /daily that are sums of a column of /prosumers, and their magnitudes, of the day
  // at hand.
  struct SummedColumn {
    const char* name;
    std::span<const double> recording::ProsumerRecord::*parts;
    std::vector<double> sums;
    std::vector<double> scales;
  };
  std::vector<SummedColumn> summed_;
  std::int64_t day_ = 0;
  std::int64_t slots_of_day_ = 0;
  std::int64_t day_start_s_ = 0;
  SupplyShares shares_of_day_, shares_of_run_;
  output::IndicatorAccumulator indicators_;
};

}  // namespace peerwatt::verification
