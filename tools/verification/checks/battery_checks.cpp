#include "tools/verification/checks/battery_checks.hpp"

#include <algorithm>
#include <cmath>

#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

struct BatteryChecks::Battery {
  double before_kwh;
  double charged_kwh;  // at the terminals, negative when discharged
  double excess_generation_kwh;
  double missing_kwh;
  double limit_kwh;
  double capacity_kwh;
  double reserve_kwh;
  double one_way;  // efficiency
  double sale_share;
  double offer_kwh;  // stored energy offered for sale
  double sold_kwh;   // the part of the surplus that came out of it

  double scale() const { return capacity_kwh + limit_kwh + excess_generation_kwh + missing_kwh; }
};

BatteryChecks::BatteryChecks(const RunFacts& facts, std::int64_t first_slot)
    : facts_{facts},
      bounds_{"battery: bounds", facts.tolerance()},
      energy_{"battery: energy", facts.tolerance()},
      law_{"battery: takes and gives", facts.tolerance()},
      offer_{"battery: offers and sales", facts.tolerance()} {
  if (first_slot == 0) before_kwh_ = facts.prosumers.battery_initial_kwh;
  if (facts.every > 1) {
    before_kwh_.clear();
    for (Check* check : {&energy_, &law_, &offer_}) check->excuse("/prosumers has not every slot");
  }
}

void BatteryChecks::look_at(const Slot& slot) {
  if (!slot.has_agents) return;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) look_at_battery(slot, i);
  bounds_.count_slot();
  if (facts_.every > 1) return;
  if (!before_kwh_.empty()) {
    energy_.count_slot();
    law_.count_slot();
    offer_.count_slot();
  }
  const auto stored = slot.record.prosumers.battery_energy_kwh;
  before_kwh_.assign(stored.begin(), stored.end());
}

void BatteryChecks::look_at_battery(const Slot& slot, std::size_t i) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const Where where{.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)};
  Battery battery{.before_kwh = 0,
                  .charged_kwh = p.battery_charged_kwh[i],
                  .excess_generation_kwh = std::max(0.0, p.generation_kwh[i] - p.load_kwh[i]),
                  .missing_kwh = std::max(0.0, p.load_kwh[i] - p.generation_kwh[i]),
                  .limit_kwh = facts_.prosumers.battery_power_kw[i] * facts_.slot_hours(),
                  .capacity_kwh = facts_.prosumers.battery_capacity_kwh[i],
                  .reserve_kwh = facts_.prosumers.battery_reserve_kwh[i],
                  .one_way = std::sqrt(facts_.prosumers.battery_efficiency[i]),
                  .sale_share = facts_.prosumers.battery_sale_share[i],
                  .offer_kwh = p.stored_offer_kwh[i],
                  .sold_kwh = stored_in_surplus_kwh(slot, i)};
  if (battery.capacity_kwh <= 0) battery.limit_kwh = 0;
  const double scale = battery.scale(), after = p.battery_energy_kwh[i];
  bounds_.measure(std::max(0.0, -after), scale, where);
  bounds_.measure(std::max(0.0, after - battery.capacity_kwh), scale, where);
  bounds_.measure(std::max(0.0, std::fabs(battery.charged_kwh) - battery.limit_kwh), scale, where);
  bounds_.measure(std::max(0.0, battery.charged_kwh - battery.excess_generation_kwh), scale, where);
  if (before_kwh_.empty()) return;
  battery.before_kwh = before_kwh_[i];
  const double charged = battery.charged_kwh;
  const double change = charged > 0 ? charged * battery.one_way : charged / battery.one_way;
  energy_.measure(after - battery.before_kwh - change, scale, where);
  if (battery.capacity_kwh > 0) {
    look_at_law(battery, slot.record.system, where);
    look_at_offer(battery, slot.record.system, where);
  }
}

// Charging takes all there is. At peak a house is served first, and what is left may be sold;
// off-peak the battery serves the house or waits for the peak. Called by a virtual power plant it
// may give what it has, the reserve too.
void BatteryChecks::look_at_law(const Battery& battery, const recording::SystemRecord& system,
                                const Where& where) {
  const bool is_peak = system.is_peak, is_called = system.reduction_called_kwh > 0;
  const double room = std::max(0.0, battery.capacity_kwh - battery.before_kwh) / battery.one_way;
  const double taken = std::min({battery.excess_generation_kwh, battery.limit_kwh, room});
  const double stored = std::max(0.0, battery.before_kwh - battery.reserve_kwh) * battery.one_way;
  const double given = std::min({battery.missing_kwh, battery.limit_kwh, stored});
  const double all = std::max(0.0, battery.before_kwh) * battery.one_way;
  const double most = is_called ? std::min(battery.limit_kwh, all)
                      : is_peak ? std::min(battery.limit_kwh, stored)
                                : given;
  const double scale = battery.scale();
  const double nothing = facts_.tolerance().at(scale);  // the room in a full battery
  if (taken > nothing) return law_.measure(battery.charged_kwh - taken, scale, where);
  const double discharged = -battery.charged_kwh;
  law_.measure(std::max(0.0, discharged - most), scale, where);
  const double missed = given - discharged;
  if (is_peak) {
    law_.measure(std::max(0.0, missed), scale, where);
  } else if (!is_called) {
    law_.measure(std::min(std::fabs(discharged), std::fabs(missed)), scale, where);
  }
}

// At peak a share of what is left above the reserve is offered, unless the battery charges, and no
// more leaves it than is bought. What a virtual power plant calls for is offered on top.
void BatteryChecks::look_at_offer(const Battery& battery, const recording::SystemRecord& system,
                                  const Where& where) {
  const double scale = battery.scale();
  offer_.measure(std::max(0.0, battery.sold_kwh - battery.offer_kwh), scale, where);
  if (system.reduction_called_kwh > 0) return;
  const double served = std::max(0.0, -battery.charged_kwh - battery.sold_kwh);
  const double left =
      std::max(0.0, battery.before_kwh - battery.reserve_kwh) * battery.one_way - served;
  const bool offers = system.is_peak && battery.charged_kwh <= 0;
  const double offer =
      offers ? std::max(0.0, std::min(battery.sale_share * left, battery.limit_kwh - served)) : 0.0;
  offer_.measure(battery.offer_kwh - offer, scale, where);
}

void BatteryChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&bounds_, &energy_, &law_, &offer_}) receive(*check);
}

}  // namespace peerwatt::verification
