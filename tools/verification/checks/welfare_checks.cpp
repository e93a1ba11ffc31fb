#include "tools/verification/checks/welfare_checks.hpp"

#include <algorithm>
#include <cmath>

#include "tools/verification/replay/generation.hpp"
#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

WelfareChecks::WelfareChecks(const RunFacts& facts)
    : facts_{facts},
      comfort_{"welfare: comfort lost", facts.tolerance()},
      welfare_{"welfare: who pays whom", facts.tolerance()} {
  if (facts.is_rounded()) welfare_.excuse("rounded numbers lack the residual's last digits");
}

void WelfareChecks::look_at(const Slot& slot) {
  if (!slot.has_agents) return;
  const recording::ProsumerRecord& p = slot.record.prosumers;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const Position position = position_of(facts_, slot, i);
    comfort_.measure(p.comfort_lost[i] - position.comfort_lost(p.unserved_kwh[i]),
                     p.load_kwh[i] * position.choke_price,
                     {.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)});
  }
  comfort_.count_slot();
  if (facts_.is_rounded()) return;
  look_at_rows(slot);
  welfare_.count_slot();
}

// All that is kept or owed, less the value of what is used, is the cost of what was drawn.
void WelfareChecks::look_at_rows(const Slot& slot) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const recording::SystemRecord& s = slot.record.system;
  const double others = s.other_demand_kwh + s.losses_kwh;
  double bills = 0, drawn = 0, scale = others;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    bills += p.balance[i];
    drawn += p.load_kwh[i] - p.unserved_kwh[i] + p.battery_charged_kwh[i] - p.generation_kwh[i];
    scale += p.load_kwh[i] + p.generation_kwh[i];
  }
  const Generation generation = generation_of(facts_.rules, std::max(0.0, others + drawn));
  const double kept = -bills - s.cps_balance - s.auctioneer_balance - s.operator_balance;
  const double residual = std::fabs(kept - s.generation_cost + generation.cost);
  const double money = generation.scale + scale * s.price_sell;
  welfare_.measure(residual, money, {.slot = slot.index()});
  welfare_.measure(s.welfare_residual - residual, money,
                   {.slot = slot.index(), .column = "welfare_residual"});
}

void WelfareChecks::report(const std::function<void(const Check&)>& receive) const {
  receive(comfort_);
  receive(welfare_);
}

}  // namespace peerwatt::verification
