#include "output/daily_accumulator.hpp"

#include <algorithm>
#include <span>

#include "output/schema.hpp"

namespace peerwatt::output {
namespace {

double share(double part, double whole) {
  return whole > 0 ? part / whole : kFillValue;
}

void add_to(std::vector<double>& sums, std::span<const double> values) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += values[i];
}

DailyRecord blank_day(std::size_t prosumers) {
  DailyRecord day;
  for (const DailyColumn& column : daily_columns()) (day.*column.member).resize(prosumers);
  return day;
}

}  // namespace

DailyAccumulator::DailyAccumulator(const recording::RunDescription& run)
    : slots_per_day_{std::max<std::int64_t>(1, run.slots_per_day)},
      keeps_baselines_{run.keeps_baselines},
      day_{blank_day(run.prosumers.name.size())},
      generation_(run.prosumers.name.size()),
      surplus_(run.prosumers.name.size()),
      served_(run.prosumers.name.size()),
      supplied_(run.prosumers.name.size()) {}

void DailyAccumulator::add(const recording::SlotRecord& slot) {
  if (slots_ == 0) start_day(slot.start);
  ++slots_;
  const recording::ProsumerRecord& now = slot.prosumers;
  add_to(day_.bill, now.balance);
  add_to(day_.comfort_lost, now.comfort_lost);
  for (std::size_t i = 0; i < generation_.size(); ++i) {
    generation_[i] += now.generation_kwh[i];
    surplus_[i] += now.surplus_kwh[i];
    served_[i] += now.load_kwh[i] - now.unserved_kwh[i];
    supplied_[i] += now.deficiency_kwh[i] - now.unserved_kwh[i];
  }
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
  for (auto* column : {&generation_, &surplus_, &served_, &supplied_}) {
    std::fill(column->begin(), column->end(), 0.0);
  }
}

const DailyRecord& DailyAccumulator::take_day() {
  slots_ = 0;
  for (std::size_t i = 0; i < generation_.size(); ++i) {
    day_.self_consumption[i] = share(generation_[i] - surplus_[i], generation_[i]);
    day_.self_sufficiency[i] = share(served_[i] - supplied_[i], served_[i]);
  }
  return day_;
}

}  // namespace peerwatt::output
