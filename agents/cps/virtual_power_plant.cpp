#include "agents/cps/virtual_power_plant.hpp"

#include <algorithm>

#include "agents/pricing/units.hpp"

namespace peerwatt::agents {

using scenario::ReductionTrigger;

VirtualPowerPlant::VirtualPowerPlant(const scenario::VirtualPowerPlantSettings& settings,
                                     const Timetable& timetable, const Directory& directory,
                                     kernel::Simulation& simulation, const ZoneLines& lines,
                                     const ZoneReports& reports)
    : settings_{settings},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      lines_{lines},
      reports_{reports},
      steps_{settings.answer_s} {
  simulation_.on<&VirtualPowerPlant::on_call_due>(phase::kCallDue, *this);
}

Duration VirtualPowerPlant::ask(const Expectation& expected) {
  slot_ = expected.slot;
  account_ = {};
  constexpr double kRounding = 1e-9;  // kWh: nothing to ask for
  const double needed = needed_kwh(expected);
  if (needed <= kRounding) return {};
  account_.requested_kwh = needed;
  const AgentId self = directory_.cps();
  const SimTime now = simulation_.now();
  const ReductionRequest request{.slot = slot_,
                                 .asked_at = now,
                                 .is_peak = expected.is_peak,
                                 .price = settings_.price,
                                 .base_price = expected.base_price};
  for (const ZoneLine& line : lines_.all()) {
    line.channels->reduction_request.broadcast(line.directory->cps(),
                                               line.directory->zone_auctioneers(), request);
  }
  simulation_.schedule(steps_.call_due(now), phase::kCallDue, self, self);
  return steps_.whole();
}

// Never more than what is generated for prosumers: beyond that a reduction spares nothing.
double VirtualPowerPlant::needed_kwh(const Expectation& expected) const {
  const double most = std::max(0.0, expected.prosumer_net_kwh);
  switch (settings_.trigger) {
    case ReductionTrigger::kNever:
      return 0;
    case ReductionTrigger::kPeak:
      return expected.is_peak ? most : 0.0;
    case ReductionTrigger::kDemand:
      break;
  }
  const double limit = game::energy_kwh(settings_.above_kw, timetable_.slot_length());
  const double excess = expected.other_demand_kwh + expected.prosumer_net_kwh - limit;
  return std::clamp(excess, 0.0, most);
}

void VirtualPowerPlant::on_call_due(kernel::Batch) {
  reports_.for_each_zone([&](const Concentrators& concentrators, ZoneId zone) {
    account_.promised_kwh += concentrators.promised_kwh(zone);
  });
  if (account_.promised_kwh <= 0) return;
  const double share = std::min(1.0, account_.requested_kwh / account_.promised_kwh);
  account_.called_kwh = share * account_.promised_kwh;
  reports_.for_each_zone([&](const Concentrators& concentrators, ZoneId zone) {
    if (concentrators.promised_kwh(zone) <= 0) return;
    const ZoneLine& line = lines_.to(zone);
    line.channels->reduction_order.send(line.directory->cps(), line.directory->auctioneer(zone),
                                        {slot_, share});
  });
}

}  // namespace peerwatt::agents
