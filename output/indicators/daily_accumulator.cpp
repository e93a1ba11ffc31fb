#include "output/indicators/daily_accumulator.hpp"

#include <algorithm>
#include <span>

#include "output/recording/daily_record.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

void add_to(std::vector<double>& sums, std::span<const double> values) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += values[i];
}

recording::DailyRecord blank_day(std::size_t prosumers) {
  recording::DailyRecord day;
  for (const DailyColumn& column : daily_columns()) (day.*column.member).resize(prosumers);
  return day;
}

}  // namespace

DailyAccumulator::DailyAccumulator(const recording::RunDescription& run)
    : slots_per_day_{std::max<std::int64_t>(1, run.slots_per_day)},
      keeps_baselines_{run.keeps_baselines},
      day_{blank_day(run.prosumers.name.size())},
      origins_{run.prosumers.battery_efficiency} {}

void DailyAccumulator::add(const recording::SlotRecord& slot) {
  if (slots_ == 0) start_day(slot.start);
  ++slots_;
  const recording::ProsumerRecord& now = slot.prosumers;
  add_to(day_.bill, now.balance);
  add_to(day_.comfort_lost, now.comfort_lost);
  origins_.add(now);
  if (!keeps_baselines_) return;
  add_to(day_.bill_ordinary, now.balance_ordinary);
  add_to(day_.bill_no_trade, now.balance_no_trade);
  add_to(day_.comfort_lost_ordinary, now.comfort_lost_ordinary);
  add_to(day_.comfort_lost_no_trade, now.comfort_lost_no_trade);
}

void DailyAccumulator::start_day(SimTime start) {
  day_.start = start;
  for (const DailyColumn& column : daily_columns()) {
    std::fill((day_.*column.member).begin(), (day_.*column.member).end(), 0.0);
  }
  origins_.begin_window();
}

const recording::DailyRecord& DailyAccumulator::take_day() {
  slots_ = 0;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    const EnergyOrigin& origin = origins_.of(i);
    day_.self_consumption[i] = origin.self_consumption_own().value_or(kFillValue);
    day_.self_sufficiency[i] = origin.self_sufficiency_own().value_or(kFillValue);
  }
  return day_;
}

}  // namespace peerwatt::output
