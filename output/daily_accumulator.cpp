#include "engine/core/contracts.hpp"

#include "output/indicators.hpp"
#include "output/schema.hpp"

namespace peerwatt::output {

DailyAccumulator::DailyAccumulator(const recording::ProsumerStatics& prosumers,
                                   std::int64_t slots_per_day)
    : slots_per_day_{std::max<std::int64_t>(1, slots_per_day)},
      day_{{},
           std::vector<double>(prosumers.name.size()),
           std::vector<double>(prosumers.name.size()),
           std::vector<double>(prosumers.name.size()),
           std::vector<double>(prosumers.name.size())},
      origins_{prosumers.battery_efficiency} {}

void DailyAccumulator::add(const recording::SlotRecord& slot) {
  if (slots_ == 0) {
    day_.start = slot.start;
    origins_.begin_window();
    for (auto* column : {&day_.bill, &day_.bill_without_p2p}) {
      std::fill(column->begin(), column->end(), 0.0);
    }
  }
  ++slots_;
  const auto& now = slot.prosumers;
  origins_.add(now);
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    day_.bill[i] += now.balance[i];
    day_.bill_without_p2p[i] += now.balance_without_p2p[i];
  }
}

const DailyRecord& DailyAccumulator::take_day() {
  slots_ = 0;
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    const EnergyOrigin& origin = origins_.of(i);
    day_.self_consumption[i] = origin.self_consumption_own().value_or(kFillValue);
    day_.self_sufficiency[i] = origin.self_sufficiency_own().value_or(kFillValue);
  }
  return day_;
}

}  // namespace peerwatt::output
