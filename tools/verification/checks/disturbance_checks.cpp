#include "tools/verification/checks/disturbance_checks.hpp"

#include <algorithm>

namespace peerwatt::verification {

DisturbanceChecks::DisturbanceChecks(const RunFacts& facts)
    : facts_{facts}, flag_{"faults: disturbed slots", {}}, counts_{"faults: counts", {}} {}

void DisturbanceChecks::look_at(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const bool is_disturbed = s.lost_messages > 0 || s.late_orders > 0 || s.unheard_orders > 0 ||
                            s.dead_auctioneers > 0 || s.announcement_delay_s > 0;
  flag_.expect(s.disturbed == is_disturbed, {.slot = slot.index(), .column = "disturbed"});
  flag_.count_slot();
  const auto expect = [&](bool holds, const char* column) {
    counts_.expect(holds, {.slot = slot.index(), .column = column});
  };
  expect(s.lost_messages == 0 || facts_.rules.loss_probability > 0, "lost_messages");
  expect(s.lost_messages >= 0 && s.lost_messages <= s.messages, "lost_messages");
  expect(s.late_orders >= 0 && s.late_orders <= s.messages, "late_orders");
  expect(s.unheard_orders >= 0 && s.unheard_orders <= s.messages, "unheard_orders");
  expect(s.unheard_orders == 0 || s.dead_auctioneers > 0, "unheard_orders");
  expect(s.dead_auctioneers >= 0, "dead_auctioneers");
  expect(s.announcement_delay_s >= 0 && s.announcement_delay_s < facts_.slot_s,
         "announcement_delay_s");
  if (slot.has_agents) look_at_dead_zones(slot);
  counts_.count_slot();
}

// As many zones as have a dead market place, at least, do not trade and have no coalition.
void DisturbanceChecks::look_at_dead_zones(const Slot& slot) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  std::vector<char> is_silent(facts_.zone_count(), 1);
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    if (p.coalition[i] < 0) continue;
    is_silent[static_cast<std::size_t>(facts_.prosumers.zone[i])] = 0;
  }
  const auto silent = std::count(is_silent.begin(), is_silent.end(), 1);
  counts_.expect(slot.record.system.dead_auctioneers <= silent,
                 {.slot = slot.index(), .column = "dead_auctioneers"});
}

void DisturbanceChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&flag_, &counts_}) receive(*check);
}

}  // namespace peerwatt::verification
