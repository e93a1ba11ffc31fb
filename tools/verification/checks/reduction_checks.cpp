#include "tools/verification/checks/reduction_checks.hpp"

#include <algorithm>
#include <numeric>

#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {
namespace {

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

ReductionChecks::ReductionChecks(const RunFacts& facts)
    : facts_{facts},
      call_{"reductions: call", facts.tolerance()},
      delivered_{"reductions: delivery", facts.tolerance()},
      paid_{"reductions: payment", facts.tolerance()} {}

void ReductionChecks::look_at(const Slot& slot) {
  look_at_call(slot);
  if (!slot.has_agents) return;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) look_at_prosumer(slot, i);
  look_at_sums(slot);
  delivered_.count_slot();
}

// No more than asked for, nor than promised, is called; no more than called, delivered.
void ReductionChecks::look_at_call(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index(), .column = "reduction_called_kwh"};
  const double asked = s.reduction_requested_kwh, promised = s.reduction_promised_kwh;
  call_.equal(s.reduction_called_kwh, std::min(asked, promised), where);
  call_.at_most(s.reduction_delivered_kwh, s.reduction_called_kwh, where);
  call_.at_most(0, s.reduction_delivered_kwh, where);
  call_.at_most(0, std::min(asked, promised), where);
  if (asked <= 0) call_.measure(promised, 0, where);
  if (facts_.rules.reduction_price <= 0) call_.measure(asked, 0, where);
  call_.count_slot();
  const double price = facts_.rules.reduction_price;
  paid_.equal(s.reduction_paid, price * s.reduction_delivered_kwh,
              {.slot = slot.index(), .column = "reduction_paid"});
  paid_.count_slot();
}

// What the flexible load gives follows from what was shed; what the battery gave on top of its
// policy is at most what it discharged.
void ReductionChecks::look_at_prosumer(const Slot& slot, std::size_t i) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const Where where{.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)};
  const double price = slot.record.system.price_sell;
  const Position with = position_of(facts_, slot, i);
  Position without = with;
  without.shed_kwh = 0;
  const double least = without.want(price) - with.want(price);
  const double discharged = std::max(0.0, -p.battery_charged_kwh[i]);
  const double scale = p.load_kwh[i] + p.surplus_kwh[i] + discharged;
  const double kwh = p.reduction_kwh[i], shed = p.shed_kwh[i];
  delivered_.measure(std::max(0.0, least - kwh), scale, where);
  delivered_.measure(std::max(0.0, kwh - least - discharged), scale, where);
  delivered_.measure(std::max({0.0, -shed, shed - with.flexible_kwh}), scale, where);
  if (slot.record.system.reduction_called_kwh <= 0) delivered_.measure(shed + kwh, 0, where);
  paid_.equal(p.reduction_paid[i], facts_.rules.reduction_price * kwh, where);
}

void ReductionChecks::look_at_sums(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  delivered_.equal(s.reduction_delivered_kwh, sum(slot.record.prosumers.reduction_kwh),
                   {.slot = slot.index(), .column = "reduction_delivered_kwh"});
  paid_.equal(s.reduction_paid, sum(slot.record.prosumers.reduction_paid),
              {.slot = slot.index(), .column = "reduction_paid"});
}

void ReductionChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&call_, &delivered_, &paid_}) receive(*check);
}

}  // namespace peerwatt::verification
