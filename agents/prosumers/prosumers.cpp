#include "agents/prosumers/prosumers.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/contracts.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Inbox;

Prosumers::Prosumers(const ProsumerColumns& columns, EnergyMeters meters,
                     const Timetable& timetable, const Directory& directory,
                     kernel::Simulation& simulation, Channels& channels)
    : community_{columns.community},
      households_{columns.households},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      meters_{std::move(meters)},
      energy_{columns.energy},
      order_terms_{columns.order_terms},
      deadlines_{directory.part().zones},
      round_{directory.part().prosumers},
      prices_{directory.part().prosumers},
      filled_{directory.part().prosumers},
      reductions_{households_, directory.part().prosumers},
      ledger_{columns.accounts} {
  for (const ZoneId zone : deadlines_.ids()) {
    deadlines_[zone].members = community_.in_zones({zone, 1});
  }
  channels_.tariff_notice.deliver_to<&Prosumers::on_tariff_notice>(*this);
  channels_.match_notice.deliver_to<&Prosumers::on_match_notice>(*this);
  channels_.reduction_inquiry.deliver_to<&Prosumers::on_reduction_inquiry>(*this);
  channels_.reduction_call.deliver_to<&Prosumers::on_reduction_call>(*this);
  channels_.statement.deliver_to<&Prosumers::on_statement>(*this);
  simulation_.on<&Prosumers::on_slot_starts>(phase::kSlotStarts, *this);
  simulation_.on<&Prosumers::on_report_due>(phase::kReportDue, *this);
  simulation_.on<&Prosumers::on_meter_reading>(phase::kMeterReading, *this);
}

void Prosumers::trade_in_books(IdSlice<ProsumerId, Duration> to_market, std::uint64_t seed) {
  book_traders_.emplace(community_, timetable_, directory_, std::move(to_market), seed, simulation_,
                        channels_);
}

// One event for all prosumers of a zone.
void Prosumers::schedule_for_zone(ZoneId zone, SimTime at, kernel::Phase phase,
                                  std::uint64_t payload) {
  simulation_.schedule(at, phase, directory_.households(zone), directory_.households(zone),
                       payload);
}

void Prosumers::start() {
  if (deadlines_.size() == 0) return;
  schedule_for_zone(deadlines_.ids().front(), timetable_.start(0), phase::kSlotStarts, 0);
}

// The households go on whether or not anyone announces a price. The event of the first zone is
// about all.
void Prosumers::on_slot_starts(Batch batch) {
  const std::uint64_t slot = batch.front().payload;
  meters_.measure(timetable_.device_slot(static_cast<std::int32_t>(slot)), energy_);
  const auto next = static_cast<std::int32_t>(slot + 1);
  if (next < timetable_.slots()) {
    schedule_for_zone(deadlines_.ids().front(), timetable_.start(next), phase::kSlotStarts,
                      slot + 1);
  }
}

void Prosumers::on_tariff_notice(const Inbox<TariffNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const ProsumerId prosumer = directory_.prosumer_of(to);
    watch_deadlines(community_.zones[prosumer], notice);
    open_slot(prosumer, notice.round.slot, notice.is_peak);
    round_[prosumer] = notice.round.round;
    prices_[prosumer] = notice.prices;
    filled_[prosumer] = {};
    if (order_terms_.anyone_trades()) send_orders(prosumer, notice);
  }
}

void Prosumers::on_reduction_inquiry(const Inbox<ReductionRequest>& inbox) {
  for (const auto& [from, to, request] : inbox) {
    const ProsumerId prosumer = directory_.prosumer_of(to);
    open_slot(prosumer, request.slot, request.is_peak);
    const double offer = reductions_.offer_kwh(prosumer, request);
    if (offer > 0) channels_.reduction_offer.send(to, from, {request.slot, offer});
  }
}

// A call is never slower than the first price: the market place that it comes by is on the way from
// the CPS, which waits long enough before it announces. So nobody has ordered yet.
void Prosumers::on_reduction_call(const Inbox<ReductionCall>& inbox) {
  for (const auto& [from, to, call] : inbox) {
    const ProsumerId prosumer = directory_.prosumer_of(to);
    PEERWATT_EXPECTS(households_.slot(prosumer) == call.slot && round_[prosumer] == 0);
    reductions_.give(prosumer, call.share);
  }
}

// The devices of a prosumer run when it first learns of the slot, else when it is settled.
void Prosumers::open_slot(ProsumerId prosumer, std::int32_t slot, bool is_peak) {
  if (!households_.open(prosumer, slot, is_peak)) return;
  round_[prosumer] = 0;
  filled_[prosumer] = {};
}

void Prosumers::send_orders(ProsumerId prosumer, const TariffNotice& notice) {
  const auto send = [&](const OrderMessage& message) {
    if (book_traders_) {
      book_traders_->enter(prosumer, notice, message);
    } else {
      channels_.order.send(directory_.prosumer(prosumer),
                           directory_.auctioneer(community_.zones[prosumer]), message);
    }
  };
  order_terms_.for_each_order(prosumer, notice.round, notice.prices, send);
}

void Prosumers::on_match_notice(const Inbox<FillNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const ProsumerId prosumer = directory_.prosumer_of(to);
    if (notice.round == RoundId{households_.slot(prosumer), round_[prosumer]}) {
      filled_[prosumer] = notice.fill;
    }
  }
}

// All of a zone have the same deadlines, counted from the announcement.
void Prosumers::watch_deadlines(ZoneId zone, const TariffNotice& notice) {
  Deadlines& deadlines = deadlines_[zone];
  if (notice.round <= deadlines.watched_round) return;
  deadlines.watched_round = notice.round;
  deadlines.reporting = notice.reporting;
  if (notice.reporting == Reporting::kNone) return;
  const SimTime due = std::max(simulation_.now(), timetable_.report_due(notice.announced_at));
  schedule_for_zone(zone, due, phase::kReportDue, to_payload(notice.round));
}

void Prosumers::on_report_due(Batch batch) {
  for (const kernel::Event& event : batch) {
    const RoundId round = round_of(event.payload);
    const Deadlines& deadlines = deadlines_[directory_.zone_of_households(event.to())];
    for (const ProsumerId prosumer : deadlines.members) {
      if (households_.slot(prosumer) == round.slot && round_[prosumer] == round.round) {
        report(prosumer, round);
      }
    }
  }
}

// Told to the CPS as a function of the price, or to the auctioneer for the announced price.
void Prosumers::report(ProsumerId prosumer, RoundId round) {
  const Prices& prices = prices_[prosumer];
  const market::Fill& filled = filled_[prosumer];
  const bool buys = households_.deficiency_kwh()[prosumer] > 0;
  const game::ResidualDemand left = game::after_buying(households_.residual(prosumer, prices.base),
                                                       buys ? filled.quantity_kwh : 0.0);
  const Sale sale = buys ? Sale{} : sale_of(prosumer, filled.quantity_kwh, filled.stored_kwh);
  const double surplus = households_.surplus_after(prosumer, sale);
  const AgentId self = directory_.prosumer(prosumer);
  if (deadlines_[community_.zones[prosumer]].reporting == Reporting::kResidualDemand) {
    channels_.residual_report.send(self, directory_.cps(), {round, left, surplus});
  } else {
    channels_.residual_answer.send(
        self, directory_.auctioneer(community_.zones[prosumer]),
        {round, left.elastic_quantity_kwh(prices.sell), left.inflexible_kwh, surplus});
  }
}

void Prosumers::watch_meters(ZoneId zone, std::int32_t slot) {
  Deadlines& deadlines = deadlines_[zone];
  if (slot <= deadlines.watched_slot) return;
  deadlines.watched_slot = slot;
  schedule_for_zone(zone, timetable_.meter_reading(slot), phase::kMeterReading, 0);
}

void Prosumers::on_statement(const Inbox<Statement>& inbox) {
  for (const auto& [from, to, statement] : inbox) {
    const ProsumerId prosumer = directory_.prosumer_of(to);
    watch_meters(community_.zones[prosumer], statement.slot);
    open_slot(prosumer, statement.slot, statement.is_peak);
    ledger_.enter_trades(prosumer, statement,
                         order_terms_.reservation_price(prosumer, statement.prices));
  }
}

void Prosumers::on_meter_reading(Batch batch) {
  for (const kernel::Event& event : batch) {
    for (const ProsumerId prosumer :
         deadlines_[directory_.zone_of_households(event.to())].members) {
      MeterReport report = ledger_.settle(prosumer, position(prosumer));
      report.slot = households_.slot(prosumer);
      const AgentId self = directory_.prosumer(prosumer);
      channels_.meter_report.send(self, directory_.cps(), report);
      if (reports_connections_) {
        channels_.connection_reading.send(self, directory_.network_operator(),
                                          connection(prosumer));
      }
    }
  }
}

ConnectionReading Prosumers::connection(ProsumerId prosumer) const {
  const ProsumerAccounts& accounts = ledger_.accounts();
  const double served = households_.load_kwh()[prosumer] - accounts.unserved_kwh[prosumer];
  const double generated = households_.generation_kwh()[prosumer];
  const double hours = timetable_.slot_length().hours();
  const ReactiveEnergy drawn = community_.reactive_kvarh(prosumer, served, generated, hours);
  return {.slot = households_.slot(prosumer),
          .active_kwh = accounts.drawn_kwh(prosumer),
          .reactive_kvarh = drawn.load + drawn.inverter,
          .inverter_kvarh = drawn.inverter,
          .inverter_limit_kvar = community_.inverter_limit_kvar(prosumer, generated, hours)};
}

// An order book knows no sources of energy: there surplus of the generation is delivered first.
Sale Prosumers::sale_of(ProsumerId prosumer, double sold_kwh, double stored_kwh) const {
  if (!book_traders_) return {sold_kwh, stored_kwh};
  return {sold_kwh, std::max(0.0, sold_kwh - households_.solar_for_sale_kwh(prosumer))};
}

// Stored energy leaves the battery now, as far as it was sold.
SlotPosition Prosumers::position(ProsumerId prosumer) {
  const ProsumerAccounts& accounts = ledger_.accounts();
  const Prices& prices = accounts.prices[prosumer];
  const Sale sale =
      sale_of(prosumer, accounts.p2p_sold_kwh[prosumer], accounts.stored_sold_kwh[prosumer]);
  const double delivered = households_.deliver(prosumer, sale);
  ledger_.enter_stored(prosumer, sale.stored_kwh);
  return {households_.deficiency_kwh()[prosumer], households_.surplus_kwh()[prosumer] + delivered,
          households_.residual(prosumer, prices.base), reductions_.delivery(prosumer, prices.sell)};
}

}  // namespace peerwatt::agents
