#include "tools/verification/checks/fault_checks.hpp"

#include <algorithm>

namespace peerwatt::verification {

FaultChecks::FaultChecks(const RunFacts& facts)
    : facts_{facts}, flag_{"faults: degraded slots", {}}, counts_{"faults: counts", {}} {}

void FaultChecks::look_at(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const bool is_degraded = s.lost_messages > 0 || s.late_orders > 0 || s.undelivered_orders > 0 ||
                           s.offline_auctioneers > 0 || s.announcement_delay_s > 0;
  flag_.expect(s.degraded == is_degraded, {.slot = slot.index(), .column = "degraded"});
  flag_.count_slot();
  const auto expect = [&](bool holds, const char* column) {
    counts_.expect(holds, {.slot = slot.index(), .column = column});
  };
  expect(s.lost_messages == 0 || facts_.rules.loss_probability > 0, "lost_messages");
  expect(s.lost_messages >= 0 && s.lost_messages <= s.messages, "lost_messages");
  expect(s.late_orders >= 0 && s.late_orders <= s.messages, "late_orders");
  expect(s.undelivered_orders >= 0 && s.undelivered_orders <= s.messages, "undelivered_orders");
  expect(s.undelivered_orders == 0 || s.offline_auctioneers > 0, "undelivered_orders");
  expect(s.offline_auctioneers >= 0, "offline_auctioneers");
  expect(s.announcement_delay_s >= 0 && s.announcement_delay_s < facts_.slot_s,
         "announcement_delay_s");
  if (slot.has_agents) look_at_offline_zones(slot);
  counts_.count_slot();
}

// As many zones as have an offline market place, at least, do not trade and have no coalition.
void FaultChecks::look_at_offline_zones(const Slot& slot) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  std::vector<char> is_silent(facts_.zone_count(), 1);
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    if (p.coalition[i] < 0) continue;
    is_silent[static_cast<std::size_t>(facts_.prosumers.zone[i])] = 0;
  }
  const auto silent = std::count(is_silent.begin(), is_silent.end(), 1);
  counts_.expect(slot.record.system.offline_auctioneers <= silent,
                 {.slot = slot.index(), .column = "offline_auctioneers"});
}

void FaultChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&flag_, &counts_}) receive(*check);
}

}  // namespace peerwatt::verification
