#include "agents/auctioneers/auctioneers.hpp"

#include <algorithm>
#include <utility>

#include "agents/auctioneers/market_records.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Event;
using kernel::Inbox;

Auctioneers::Auctioneers(const Community& community, const MarketTree& tree,
                         const IdVector<ZoneId, ZoneTree>& zone_trees, const Timetable& timetable,
                         const Faults& faults, const Directory& directory,
                         const AuctionRules& rules, kernel::Simulation& simulation,
                         Channels& channels, EventLog& log)
    : community_{community},
      classes_{rules.classes},
      tree_{tree},
      timetable_{timetable},
      faults_{faults},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      log_{log},
      zones_{directory.part().zones,
             make_zones(directory, make_zone_markets(rules, community, zone_trees,
                                                     {directory, simulation, channels, log}))},
      answers_{timetable, directory, simulation, channels},
      member_{directory.part().prosumers},
      accounts_{rules.coalition, rules.seed} {
  for (const ProsumerId prosumer : directory.part().prosumers) {
    ZoneTrades& trades = zones_[community.zones[prosumer]].trades;
    member_[prosumer] = trades.add_member(prosumer, community.identities[prosumer]);
  }
  channels_.tariff_notice_zone.deliver_to<&Auctioneers::on_tariff_notice>(*this);
  channels_.order.deliver_to<&Auctioneers::on_order>(*this);
  channels_.area_fill.deliver_to<&Auctioneers::on_area_fill>(*this);
  channels_.area_result.deliver_to<&Auctioneers::on_area_result>(*this);
  simulation_.on<&Auctioneers::on_gate_closure>(phase::kGateClosure, *this);
  simulation_.on<&Auctioneers::on_settlement>(phase::kSettlement, *this);
}

std::vector<Auctioneers::Zone> Auctioneers::make_zones(
    const Directory& directory, std::vector<std::unique_ptr<ZoneMarket>> markets) {
  std::vector<Zone> zones;
  zones.reserve(markets.size());
  auto market = markets.begin();
  for (const ZoneId zone : directory.part().zones) {
    zones.push_back({.notice = {},
                     .market = std::move(*market++),
                     .collecting = {},
                     .cleared = {},
                     .cleared_at = {},
                     .trades = ZoneTrades{zone, directory}});
  }
  return zones;
}

void Auctioneers::on_tariff_notice(const Inbox<TariffNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const ZoneId index = directory_.zone_of(to);
    Zone& zone = zones_[index];
    const bool new_slot = notice.round.slot != zone.notice.round.slot;
    zone.notice = notice;
    answers_.expect(index, notice);
    if (zone.collecting < notice.round) start_round(index, notice.round);
    const SimTime gate = std::max(simulation_.now(), timetable_.gate_closure(notice.announced_at));
    simulation_.schedule(gate, phase::kGateClosure, to, to, to_payload(notice.round));
    if (new_slot) {
      simulation_.schedule(timetable_.settlement(notice.round.slot), phase::kSettlement, to, to);
    }
  }
}

// The gate of an offline market place stays shut; its line to the CPS and to its members does not
// rest on it.
void Auctioneers::start_round(ZoneId index, RoundId round) {
  Zone& zone = zones_[index];
  zone.collecting = round;
  zone.gate_open = !faults_.is_offline(index, round.slot);
  zone.market->open(round);
}

// An order may overtake the announcement that its auctioneer is waiting for: it opens the round.
void Auctioneers::on_order(const Inbox<OrderMessage>& inbox) {
  const SimTime now = simulation_.now();
  for (const auto& [from, to, message] : inbox) {
    const ZoneId index = directory_.zone_of(to);
    Zone& zone = zones_[index];
    if (zone.collecting < message.round) start_round(index, message.round);
    if (message.round == zone.collecting && zone.gate_open) {
      zone.market->take(member_[message.prosumer()], now, message);
    } else {
      refuse(zone.market->record(message, now));
    }
  }
}

void Auctioneers::refuse(recording::OrderRecord order) {
  const bool offline = faults_.is_offline(ZoneId::from_number(order.zone), order.slot);
  ++(offline ? undelivered_orders_ : late_orders_);
  order.outcome = offline ? recording::Outcome::kUndelivered : recording::Outcome::kLate;
  log_.add(order);
}

void Auctioneers::on_gate_closure(Batch batch) {
  for (const Event& event : batch) {
    const ZoneId index = directory_.zone_of(event.to());
    const Zone& zone = zones_[index];
    if (round_of(event.payload) != zone.collecting || !zone.gate_open) continue;
    close_gate(index);
  }
}

void Auctioneers::close_gate(ZoneId index) {
  Zone& zone = zones_[index];
  zone.gate_open = false;
  zone.cleared = zone.collecting;
  zone.cleared_at = simulation_.now();
  const MarketTotals totals = zone.market->close(zone.notice.prices);
  zone.trades.start(totals, zone.market->partition());
  const std::span<const OrderResult> results = zone.market->results();
  for (const OrderResult& result : results) {
    zone.trades.add(member_[result.prosumer()], result.fill);
  }
  for (const OrderResult& result : results) send_match_notice(index, result.prosumer());
  if (tree_.parent(directory_.place(index))) offer_unfilled_orders(index);
  if (log_.is_on()) zone.market->log_orders(zone.cleared, log_);
}

void Auctioneers::send_match_notice(ZoneId index, ProsumerId prosumer) {
  const Zone& zone = zones_[index];
  channels_.match_notice.send_written(directory_.auctioneer(index), directory_.prosumer(prosumer),
                                      [&](FillNotice& notice) {
                                        notice.round = zone.cleared;
                                        notice.prosumer = prosumer;
                                        notice.fill = zone.trades.fill(member_[prosumer]);
                                      });
}

void Auctioneers::offer_unfilled_orders(ZoneId index) {
  const Zone& zone = zones_[index];
  for (const OrderResult& result : zone.market->results()) {
    if (result.unfilled_kwh() <= 0) continue;
    channels_.unfilled_order.send(directory_.auctioneer(index),
                                  directory_.auctioneer(tree_.parent(directory_.place(index))),
                                  unfilled_order(result, zone.cleared));
  }
}

void Auctioneers::on_area_fill(const Inbox<FillNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const ZoneId index = directory_.zone_of(to);
    Zone& zone = zones_[index];
    if (notice.round != zone.cleared) continue;
    zone.trades.add_from_above(member_[notice.prosumer], notice.fill);
    send_match_notice(index, notice.prosumer);
  }
}

void Auctioneers::on_area_result(const Inbox<AreaResult>& inbox) {
  for (const auto& [from, to, result] : inbox) {
    Zone& zone = zones_[directory_.zone_of(to)];
    if (result.round == zone.cleared) zone.trades.join_above(directory_.place_of(from));
  }
}

void Auctioneers::on_settlement(Batch batch) {
  for (const Event& event : batch) send_statements(directory_.zone_of(event.to()));
}

// Trades stand if they were made at the prices announced last.
void Auctioneers::send_statements(ZoneId index) {
  Zone& zone = zones_[index];
  const TariffNotice& notice = zone.notice;
  if (zone.cleared == notice.round) {
    zone.trades.settle(accounts_, *zone.market, notice.prices, notice.round.slot);
  } else {
    zone.trades.annul();
  }
  const AgentId self = directory_.auctioneer(index);
  for (const MemberId member : zone.trades.members().ids()) {
    const AgentId prosumer = directory_.prosumer(zone.trades.members()[member]);
    channels_.statement.send_written(self, prosumer, [&](Statement& statement) {
      statement.slot = notice.round.slot;
      statement.coalition = zone.trades.coalitions()[member];
      statement.is_peak = notice.is_peak;
      statement.prices = notice.prices;
      statement.fill = zone.trades.fill(member);
      statement.share = zone.trades.share(member);
    });
  }
}

void Auctioneers::log_trades() const {
  for (const Zone& zone : zones_) {
    if (zone.trades.totals().volume_kwh <= 0) continue;
    zone.market->for_each_trade(zone.cleared_at, [&](recording::TradeRecord trade) {
      trade.slot = zone.cleared.slot;
      trade.coalition = coalition(trader(trade)).number();
      log_.add(trade);
    });
  }
}

}  // namespace peerwatt::agents
