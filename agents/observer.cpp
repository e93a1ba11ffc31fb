#include "agents/observer.hpp"

#include "agents/balances.hpp"

namespace peerwatt::agents {

Observer::Observer(const View& view, const Timetable& timetable, const Directory& directory,
                   kernel::Simulation& simulation, recording::TraceSink& sink,
                   SlotListener& listener)
    : view_{view},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      sink_{sink},
      listener_{listener} {
  simulation_.on<&Observer::on_sample>(phase::kSample, *this);
}

void Observer::start() {
  simulation_.schedule(timetable_.end(0), phase::kSample, directory_.observer(),
                       directory_.observer());
}

void Observer::on_sample(kernel::Batch) {
  const std::int32_t slot = slots_recorded_++;
  recording::SlotRecord record;
  record.index = slot;
  record.start = timetable_.start(slot);
  record.prosumers = prosumer_record();
  record.system = system_record();
  record.certificates = {
      .energy_residual_kwh = energy_residual_kwh(record.prosumers, directory_.zone_count()),
      .money_residual = money_residual(record.system, record.prosumers)};
  sink_.record(record);
  const bool last = slots_recorded_ == timetable_.slots();
  if (listener_.slot_done(slot) == SlotListener::Verdict::kStop) {
    simulation_.request_stop();
  } else if (!last) {
    simulation_.schedule(timetable_.end(slot + 1), phase::kSample, directory_.observer(),
                         directory_.observer());
  }
}

recording::ProsumerRecord Observer::prosumer_record() const {
  const Prosumers& prosumers = view_.prosumers;
  const ProsumerLedger& ledger = prosumers.ledger();
  return {.load_kwh = view_.meters.load_kwh(),
          .generation_kwh = view_.meters.generation_kwh(),
          .battery_energy_kwh = prosumers.batteries().energy_kwh(),
          .battery_charged_kwh = prosumers.batteries().charged_kwh(),
          .deficiency_kwh = prosumers.deficiency_kwh(),
          .surplus_kwh = prosumers.surplus_kwh(),
          .reservation_price = ledger.reservation_price,
          .coalition = ledger.coalition,
          .p2p_bought_kwh = ledger.p2p_bought_kwh,
          .p2p_sold_kwh = ledger.p2p_sold_kwh,
          .auction_bought_kwh = ledger.auction_bought_kwh,
          .auction_sold_kwh = ledger.auction_sold_kwh,
          .p2p_paid = ledger.p2p_paid,
          .p2p_earned = ledger.p2p_earned,
          .grid_bought_kwh = ledger.grid_bought_kwh,
          .grid_sold_kwh = ledger.grid_sold_kwh,
          .curtailed_kwh = ledger.curtailed_kwh,
          .balance = ledger.balance,
          .balance_without_p2p = ledger.balance_without_p2p,
          .balance_grid_only = ledger.balance_grid_only};
}

recording::SystemRecord Observer::system_record() {
  const CpsAccount& cps = view_.cps.account();
  const MarketSummary market = view_.auctioneers.summary();
  const double traded = market.p2p_energy_kwh;
  const double demand = cps.other_demand_kwh + cps.supply_kwh;
  recording::SystemRecord system{
      .is_peak = cps.is_peak,
      .price_sell = cps.prices.sell,
      .price_base = cps.prices.base,
      .price_feed_in = cps.prices.feed_in,
      .other_demand_kwh = cps.other_demand_kwh,
      .prosumer_supply_kwh = cps.supply_kwh,
      .prosumer_supply_elastic_kwh = cps.supply_elastic_kwh,
      .feed_in_kwh = cps.feed_in_kwh,
      .reserve_kwh = view_.cps.cost().reserve_kwh(demand),
      .generation_cost = view_.cps.cost().cost(demand),
      .cps_balance = cps.feed_in_kwh * cps.prices.feed_in - cps.supply_kwh * cps.prices.sell,
      .auctioneer_balance = market.auctioneer_balance,
      .p2p_energy_kwh = traded,
      .p2p_price_mean = traded > 0 ? (market.paid + market.earned) / (2 * traded) : 0.0,
      .p2p_price_min = market.price_min,
      .p2p_price_max = market.price_max,
      .auction_energy_kwh = market.auction_energy_kwh,
      .mid_market_energy_kwh = market.mid_market_energy_kwh,
      .auction_welfare = market.auction_welfare,
      .auction_max_welfare = market.auction_max_welfare,
      .p2p_welfare = market.p2p_welfare,
      .curtailed_kwh = sum(view_.prosumers.ledger().curtailed_kwh),
      .coalition_count = market.coalition_count,
      .rounds = cps.rounds,
      .converged = cps.converged,
      .capped = cps.capped};
  count_messages(system);
  return system;
}

// The transport counts from the start of the run; a record is about its slot.
void Observer::count_messages(recording::SystemRecord& system) {
  const std::uint64_t sent = view_.transport.sent();
  const std::uint64_t lost = view_.transport.lost();
  const std::int64_t late = view_.auctioneers.late_orders();
  system.messages = static_cast<std::int64_t>(sent - messages_before_);
  system.lost_messages = static_cast<std::int64_t>(lost - lost_before_);
  system.late_orders = late - late_before_;
  messages_before_ = sent;
  lost_before_ = lost;
  late_before_ = late;
}

}  // namespace peerwatt::agents
