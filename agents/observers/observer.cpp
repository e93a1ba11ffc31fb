#include "agents/observers/observer.hpp"

#include <utility>

#include "agents/observers/balances.hpp"
#include "agents/observers/baseline_records.hpp"
#include "agents/observers/network_record.hpp"
#include "agents/observers/prosumer_record.hpp"
#include "agents/observers/system_record.hpp"

namespace peerwatt::agents {

Observer::Observer(const Environment& environment, SlotPublisher& publisher,
                   kernel::Simulation& simulation, Instruments instruments)
    : environment_{environment},
      publisher_{publisher},
      simulation_{simulation},
      instruments_{std::move(instruments)},
      welfare_{environment.community} {
  simulation_.on<&Observer::on_sample>(phase::kSample, *this);
}

void Observer::start() {
  const AgentId self = environment_.directory.observer();
  simulation_.schedule(environment_.timetable.end(0), phase::kSample, self, self);
}

void Observer::on_sample(kernel::Batch) {
  const std::int32_t slot = slots_recorded_++;
  record(publisher_.publish(), slot);
  publisher_.forget_events();
  const Timetable& timetable = environment_.timetable;
  const AgentId self = environment_.directory.observer();
  if (instruments_.listener.slot_done(slot) == SlotListener::Verdict::kStop) {
    simulation_.request_stop();
  } else if (slots_recorded_ < timetable.slots()) {
    simulation_.schedule(timetable.end(slot + 1), phase::kSample, self, self);
  }
}

void Observer::record(const PublishedSlot& slot, std::int32_t index) {
  recording::SlotRecord record;
  record.index = index;
  record.start = environment_.timetable.start(index);
  record.prosumers = prosumer_record(slot);
  record.system = system_record(slot);
  if (slot.network != nullptr) record.network = network_record(*slot.network);
  record.orders = slot.orders;
  record.trades = slot.trades;
  record.quotes = slot.quotes;
  complete(slot, record);
  record.certificates = certificates(record);
  instruments_.sink.record(record);
}

// Adds what is compared with the slot, and what happened on the way.
void Observer::complete(const PublishedSlot& slot, recording::SlotRecord& record) {
  recording::SystemRecord& system = record.system;
  if (instruments_.baselines != nullptr) add_baselines(slot, record);
  const SlotWelfare welfare = welfare_.measure(slot);
  system.welfare = welfare.found;
  system.welfare_efficient = welfare.efficient;
  system.price_set_by =
      price_setter(slot, environment_.community, instruments_.leader_rule).number();
  system.welfare_residual = welfare_residual(system, record.prosumers, slot.generation_cost);
  count_messages(slot, system);
  add_faults(static_cast<std::int32_t>(record.index), system);
}

void Observer::add_baselines(const PublishedSlot& slot, recording::SlotRecord& record) const {
  Baselines& baselines = *instruments_.baselines;
  baselines.play({.load_kwh = slot.households.load_kwh,
                  .generation_kwh = slot.households.generation_kwh,
                  .prices = slot.cps.prices,
                  .is_peak = slot.cps.is_peak});
  LossesAlone losses;
  if (instruments_.baseline_losses != nullptr) {
    const auto index = static_cast<std::int32_t>(record.index);
    losses = instruments_.baseline_losses->solve(environment_.timetable.device_slot(index),
                                                 baselines, slot.households.generation_kwh);
  }
  add_to(record.prosumers, baselines);
  add_to(record.system, baselines, losses, slot.generation_cost);
}

// What is published counts from the start of the run; a record is about its slot.
void Observer::count_messages(const PublishedSlot& slot, recording::SystemRecord& system) {
  const MarketAccounts& markets = slot.markets;
  const auto since = [](auto& before, auto now) {
    return static_cast<std::int64_t>(now - std::exchange(before, now));
  };
  system.messages = since(messages_before_, slot.messages_sent);
  system.lost_messages = since(lost_before_, slot.messages_lost);
  system.late_orders = since(late_before_, markets.late_orders);
  system.undelivered_orders = since(undelivered_before_, markets.undelivered_orders);
}

void Observer::add_faults(std::int32_t slot, recording::SystemRecord& system) const {
  system.offline_auctioneers = environment_.faults.offline_auctioneers(slot);
  system.announcement_delay_s = environment_.faults.announcement_delay(slot).seconds();
  system.degraded = system.lost_messages > 0 || system.late_orders > 0 ||
                    system.undelivered_orders > 0 || system.offline_auctioneers > 0 ||
                    system.announcement_delay_s > 0;
}

recording::CertificateRecord Observer::certificates(const recording::SlotRecord& record) {
  recording::CertificateRecord certificates;
  certificates.energy_residual_kwh =
      energy_residual_kwh(record.prosumers, environment_.directory.coalition_count());
  certificates.money_residual = money_residual(record.system, record.prosumers);
  for (Auditor* auditor : instruments_.auditors) auditor->examine(record, certificates);
  return certificates;
}

}  // namespace peerwatt::agents
