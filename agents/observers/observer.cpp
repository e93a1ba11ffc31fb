#include "agents/observers/observer.hpp"

#include <algorithm>

#include "agents/observers/balances.hpp"
#include "agents/observers/baseline_records.hpp"
#include "agents/observers/sold_sources.hpp"

namespace peerwatt::agents {
namespace {

// Per traded kWh, both sides counted. Where all trade at one price, the mean is that price and not
// a rounding beside it.
std::optional<double> mean_price(const MarketTotals& totals) {
  if (totals.volume_kwh <= 0) return {};
  return std::clamp((totals.paid + totals.earned) / (2 * totals.volume_kwh), totals.prices.least,
                    totals.prices.most);
}

void add_classes(const MarketTotals& totals, recording::SystemRecord& system) {
  const auto price = [&](const Traded& traded) -> std::optional<double> {
    if (traded.energy_kwh <= 0) return {};
    return std::clamp(traded.earned / traded.energy_kwh, totals.prices.least, totals.prices.most);
  };
  const Traded& solar = totals.classes[static_cast<std::size_t>(market::EnergyClass::kSolar)];
  const Traded& storage = totals.classes[static_cast<std::size_t>(market::EnergyClass::kStorage)];
  system.solar_energy_kwh = solar.energy_kwh;
  system.solar_price_mean = price(solar);
  system.storage_energy_kwh = storage.energy_kwh;
  system.storage_price_mean = price(storage);
}

}  // namespace

Observer::Observer(const View& view, const Timetable& timetable, const Directory& directory,
                   kernel::Simulation& simulation, const Instruments& instruments)
    : view_{view},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      instruments_{instruments},
      welfare_{view.community, view.households} {
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
  play_baselines();
  record.prosumers = prosumer_record();
  record.system = system_record(slot);
  record.system.welfare_residual =
      welfare_residual(record.system, record.prosumers, view_.cps.cost());
  record.certificates = certificates(record);
  add_events(record);
  instruments_.sink.record(record);
  instruments_.log.clear();
  const bool last = slots_recorded_ == timetable_.slots();
  if (instruments_.listener.slot_done(slot) == SlotListener::Verdict::kStop) {
    simulation_.request_stop();
  } else if (!last) {
    simulation_.schedule(timetable_.end(slot + 1), phase::kSample, directory_.observer(),
                         directory_.observer());
  }
}

recording::CertificateRecord Observer::certificates(const recording::SlotRecord& record) {
  recording::CertificateRecord certificates;
  if (const auto lie = instruments_.misreports.examine(record, view_.auctioneers)) {
    certificates.misreport_gain = lie->gain;
    certificates.misreport_prosumer = lie->prosumer.number();
  }
  instruments_.coalitions.examine(record, view_.auctioneers, view_.prosumers.ledger(),
                                  certificates);
  certificates.energy_residual_kwh =
      energy_residual_kwh(record.prosumers, directory_.coalition_count());
  certificates.money_residual = money_residual(record.system, record.prosumers);
  const auto regret = instruments_.leader.regret(record, view_.cps.account(), view_.cps.cost());
  if (regret) {
    certificates.leader_regret = regret->gain;
    certificates.price_regret = regret->price;
  }
  return certificates;
}

void Observer::add_events(recording::SlotRecord& record) {
  EventLog& log = instruments_.log;
  if (!log.is_on()) return;
  view_.auctioneers.log_trades();
  view_.areas.log_trades(view_.auctioneers, log);
  log.finish_slot();
  record.orders = log.orders();
  record.trades = log.trades();
  record.quotes = log.quotes();
}

recording::ProsumerRecord Observer::prosumer_record() const {
  const Households& households = view_.households;
  const ProsumerLedger& ledger = view_.prosumers.ledger();
  recording::ProsumerRecord record{.load_kwh = households.load_kwh(),
                                   .generation_kwh = households.generation_kwh(),
                                   .battery_energy_kwh = households.batteries().energy_kwh(),
                                   .battery_charged_kwh = households.batteries().charged_kwh(),
                                   .deficiency_kwh = households.deficiency_kwh(),
                                   .surplus_kwh = ledger.surplus_kwh,
                                   .stored_offer_kwh = households.stored_offer_kwh(),
                                   .reservation_price = ledger.reservation_price,
                                   .coalition = ledger.coalition,
                                   .p2p_bought_kwh = ledger.p2p_bought_kwh,
                                   .p2p_sold_kwh = ledger.p2p_sold_kwh,
                                   .auction_bought_kwh = ledger.auction_bought_kwh,
                                   .auction_sold_kwh = ledger.auction_sold_kwh,
                                   .p2p_paid = ledger.p2p_paid,
                                   .p2p_earned = ledger.p2p_earned,
                                   .network_charge = ledger.network_charge,
                                   .grid_bought_kwh = ledger.grid_bought_kwh,
                                   .grid_sold_kwh = ledger.grid_sold_kwh,
                                   .unserved_kwh = ledger.unserved_kwh,
                                   .comfort_lost = ledger.comfort_lost,
                                   .coalition_transfer = ledger.coalition_transfer,
                                   .share_half_width = ledger.share_half_width,
                                   .shed_kwh = households.shed_kwh(),
                                   .reduction_kwh = ledger.reduction_kwh,
                                   .reduction_paid = ledger.reduction_paid,
                                   .balance = ledger.balance,
                                   .balance_ordinary = {},
                                   .balance_no_trade = {},
                                   .comfort_lost_ordinary = {},
                                   .comfort_lost_no_trade = {},
                                   .battery_energy_ordinary_kwh = {},
                                   .battery_energy_no_trade_kwh = {}};
  if (instruments_.baselines != nullptr) add_to(record, *instruments_.baselines);
  return record;
}

void Observer::play_baselines() {
  if (instruments_.baselines == nullptr) return;
  const CpsAccount& cps = view_.cps.account();
  instruments_.baselines->play({.load_kwh = view_.households.load_kwh(),
                                .generation_kwh = view_.households.generation_kwh(),
                                .prices = cps.prices,
                                .is_peak = cps.is_peak});
}

recording::SystemRecord Observer::system_record(std::int32_t slot) {
  recording::SystemRecord system = cps_record();
  add_markets(system);
  const ProsumerLedger& ledger = view_.prosumers.ledger();
  system.unserved_kwh = sum(ledger.unserved_kwh);
  system.prosumers_balance = sum(ledger.balance);
  if (instruments_.baselines != nullptr) {
    add_to(system, *instruments_.baselines, view_.cps.cost());
  }
  add_welfare(system);
  count_messages(system);
  add_faults(slot, system);
  return system;
}

recording::SystemRecord Observer::cps_record() const {
  const CpsAccount& cps = view_.cps.account();
  const double demand = game::net_demand_kwh(cps.other_demand_kwh, cps.supply_kwh, cps.feed_in_kwh);
  recording::SystemRecord system;
  system.is_peak = cps.is_peak;
  system.price_sell = cps.prices.sell;
  system.price_base = cps.prices.base;
  system.price_feed_in = cps.prices.feed_in;
  system.other_demand_kwh = cps.other_demand_kwh;
  system.prosumer_supply_kwh = cps.supply_kwh;
  system.prosumer_supply_elastic_kwh = cps.supply_elastic_kwh;
  system.feed_in_kwh = cps.feed_in_kwh;
  system.net_demand_kwh = demand;
  system.other_customers_paid = cps.other_demand_kwh * cps.prices.base;
  system.reserve_kwh = view_.cps.cost().reserve_kwh(demand);
  system.generation_cost = view_.cps.cost().cost(demand);
  system.cps_balance =
      cps.feed_in_kwh * cps.prices.feed_in - cps.supply_kwh * cps.prices.sell + cps.reduction_paid;
  const ReductionAccount& reduction = view_.cps.virtual_power_plant().account();
  system.reduction_requested_kwh = reduction.requested_kwh;
  system.reduction_promised_kwh = reduction.promised_kwh;
  system.reduction_called_kwh = reduction.called_kwh;
  system.reduction_delivered_kwh = cps.reduction_kwh;
  system.reduction_paid = cps.reduction_paid;
  system.rounds = cps.rounds;
  system.converged = cps.converged;
  system.capped = cps.capped;
  return system;
}

void Observer::add_welfare(recording::SystemRecord& system) {
  const CpsAccount& cps = view_.cps.account();
  const ProsumerLedger& ledger = view_.prosumers.ledger();
  const SlotWelfare welfare = welfare_.measure(cps, view_.cps.cost(), ledger.unserved_kwh);
  system.welfare = welfare.found;
  system.welfare_efficient = welfare.efficient;
  system.price_set_by =
      price_setter(cps, instruments_.leader_rule, view_.households, ledger.p2p_bought_kwh).number();
}

void Observer::add_markets(recording::SystemRecord& system) {
  MarketTotals zones = view_.auctioneers.totals();
  if (const BookTraders* traders = view_.prosumers.book_traders()) {
    book_welfare_.add_to(zones, view_.community, traders->positions(), view_.auctioneers);
  }
  MarketTotals all = zones;
  all.add(view_.areas.totals());
  if (view_.prosumers.book_traders() != nullptr) {
    all.classes = sold_sources(view_.prosumers.ledger());
  }
  system.auctioneer_balance = all.earned - all.paid;
  system.p2p_energy_kwh = all.volume_kwh;
  system.p2p_price_mean = mean_price(all);
  if (all.volume_kwh > 0) {
    system.p2p_price_min = all.prices.least;
    system.p2p_price_max = all.prices.most;
  }
  system.auction_energy_kwh = all.auction_kwh;
  system.mid_market_energy_kwh = all.mid_market_kwh;
  system.auction_welfare = all.auction_welfare;
  system.auction_max_welfare = all.max_welfare;
  system.p2p_welfare = all.welfare;
  system.local_energy_kwh = zones.volume_kwh;
  system.local_price_mean = mean_price(zones);
  add_levels(system);
  add_classes(all, system);
  system.coalition_count = view_.auctioneers.coalition_count();
}

void Observer::add_levels(recording::SystemRecord& system) const {
  const LevelTotals feeder = view_.areas.level_totals(scenario::MarketArea::kFeeder);
  const LevelTotals substation = view_.areas.level_totals(scenario::MarketArea::kSubstation);
  system.feeder_energy_kwh = feeder.market.volume_kwh;
  system.feeder_price_mean = mean_price(feeder.market);
  system.feeder_network_charge = feeder.network_charge;
  system.substation_energy_kwh = substation.market.volume_kwh;
  system.substation_price_mean = mean_price(substation.market);
  system.substation_network_charge = substation.network_charge;
  system.local_network_charge = view_.auctioneers.network_charge();
  system.operator_balance =
      -system.local_network_charge - feeder.network_charge - substation.network_charge;
}

// The transport counts from the start of the run; a record is about its slot.
void Observer::count_messages(recording::SystemRecord& system) {
  const std::uint64_t sent = view_.transport.sent();
  const std::uint64_t lost = view_.transport.lost();
  const std::int64_t late = view_.auctioneers.late_orders();
  const std::int64_t undelivered = view_.auctioneers.undelivered_orders();
  system.messages = static_cast<std::int64_t>(sent - messages_before_);
  system.lost_messages = static_cast<std::int64_t>(lost - lost_before_);
  system.late_orders = late - late_before_;
  system.undelivered_orders = undelivered - undelivered_before_;
  messages_before_ = sent;
  lost_before_ = lost;
  late_before_ = late;
  undelivered_before_ = undelivered;
}

void Observer::add_faults(std::int32_t slot, recording::SystemRecord& system) const {
  system.offline_auctioneers = view_.faults.offline_auctioneers(slot);
  system.announcement_delay_s = view_.faults.announcement_delay(slot).seconds();
  system.degraded = system.lost_messages > 0 || system.late_orders > 0 ||
                    system.undelivered_orders > 0 || system.offline_auctioneers > 0 ||
                    system.announcement_delay_s > 0;
}

}  // namespace peerwatt::agents
