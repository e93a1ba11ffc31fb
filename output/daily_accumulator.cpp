#include "engine/core/contracts.hpp"

#include "output/indicators.hpp"
#include "output/schema.hpp"

namespace peerwatt::output {
namespace {

double share(double part, double whole) {
  return whole > 0 ? part / whole : kFillValue;
}

}  // namespace

DailyAccumulator::DailyAccumulator(std::size_t prosumers, std::int64_t slots_per_day)
    : slots_per_day_{std::max<std::int64_t>(1, slots_per_day)},
      day_{{},
           std::vector<double>(prosumers),
           std::vector<double>(prosumers),
           std::vector<double>(prosumers),
           std::vector<double>(prosumers)},
      generation_(prosumers),
      surplus_(prosumers),
      served_(prosumers),
      supplied_(prosumers) {}

void DailyAccumulator::add(const recording::SlotRecord& slot) {
  if (slots_ == 0) {
    day_.start = slot.start;
    for (auto* column :
         {&day_.bill, &day_.bill_without_p2p, &generation_, &surplus_, &served_, &supplied_}) {
      std::fill(column->begin(), column->end(), 0.0);
    }
  }
  ++slots_;
  const auto& now = slot.prosumers;
  for (std::size_t i = 0; i < generation_.size(); ++i) {
    day_.bill[i] += now.balance[i];
    day_.bill_without_p2p[i] += now.balance_without_p2p[i];
    generation_[i] += now.generation_kwh[i];
    surplus_[i] += now.surplus_kwh[i];
    served_[i] += now.load_kwh[i] - now.curtailed_kwh[i];
    supplied_[i] += now.deficiency_kwh[i] - now.curtailed_kwh[i];
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
