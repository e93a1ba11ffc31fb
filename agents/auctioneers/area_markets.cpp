#include "agents/auctioneers/area_markets.hpp"

#include "agents/auctioneers/market_records.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Event;
using kernel::Inbox;

AreaMarkets::AreaMarkets(const Community& community, const MarketTree& tree,
                         const Timetable& timetable, const Directory& directory,
                         std::span<const scenario::MarketLevel> levels,
                         kernel::Simulation& simulation, Channels& channels, const ZoneLines& lines)
    : community_{community},
      tree_{tree},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      lines_{lines} {
  for (const PlaceId place : tree.areas()) {
    const scenario::MarketLevel& level = levels[tree.level(place) - 1];
    areas_.push_back({.market = {level.auction, {.k = level.k}},
                      .covers = level.area,
                      .half_charge = level.network_charge / 2,
                      .notice = {},
                      .collecting = {},
                      .totals = {},
                      .cleared_at = {}});
  }
  channels_.tariff_notice_area.deliver_to<&AreaMarkets::on_tariff_notice>(*this);
  channels_.unfilled_order.deliver_to<&AreaMarkets::on_unfilled_order>(*this);
  simulation_.on<&AreaMarkets::on_gate_closure>(phase::kAreaGateClosure, *this);
}

void AreaMarkets::on_tariff_notice(const Inbox<TariffNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const PlaceId place = directory_.place_of(to);
    area(place).notice = notice;
    if (area(place).collecting < notice.round) start_round(area(place), notice.round);
    const SimTime gate = timetable_.gate_closure(notice.announced_at, tree_.level(place));
    simulation_.schedule(gate, phase::kAreaGateClosure, to, to, to_payload(notice.round));
  }
}

void AreaMarkets::start_round(Area& area, RoundId round) {
  area.collecting = round;
  area.totals = {};
  area.market.open();
}

void AreaMarkets::on_unfilled_order(const Inbox<OrderMessage>& inbox) {
  for (const auto& [from, to, message] : inbox) {
    take(directory_.place_of(to), simulation_.now(), message);
  }
}

void AreaMarkets::take_in(std::span<const UnfilledOrder> orders) {
  for (const UnfilledOrder& order : orders) take(order.to, order.arrival, order.message);
}

void AreaMarkets::take(PlaceId place, SimTime arrival, const OrderMessage& message) {
  Area& here = area(place);
  if (here.collecting < message.round) start_round(here, message.round);
  if (here.collecting != message.round) return;
  here.market.take(arrival, message, here.half_charge);
}

void AreaMarkets::on_gate_closure(Batch batch) {
  for (const Event& event : batch) {
    const PlaceId place = directory_.place_of(event.to());
    if (round_of(event.payload) == area(place).collecting) clear(place);
  }
}

void AreaMarkets::clear(PlaceId place) {
  Area& here = area(place);
  here.cleared_at = simulation_.now();
  here.totals = here.market.close(here.notice.prices);
  if (here.totals.volume_kwh > 0) send_fills(place);
  if (tree_.parent(place)) pass_on(place);
}

void AreaMarkets::send_fills(PlaceId place) {
  Area& here = area(place);
  for (const OrderResult& result : here.market.results()) {
    if (result.fill.quantity_kwh <= 0) continue;
    FillNotice notice{here.collecting, result.prosumer(), result.fill};
    notice.fill.network_charge = here.half_charge * notice.fill.quantity_kwh;
    const ZoneId zone = community_.zones[result.prosumer()];
    const ZoneLine& line = lines_.to(zone);
    line.channels->area_fill.send(line.directory->auctioneer(place),
                                  line.directory->auctioneer(zone), notice);
  }
  for (const ZoneId zone : tree_.zones(place)) {
    const ZoneLine& line = lines_.to(zone);
    line.channels->area_result.send(line.directory->auctioneer(place),
                                    line.directory->auctioneer(zone), {here.collecting});
  }
}

void AreaMarkets::pass_on(PlaceId place) {
  Area& here = area(place);
  for (const OrderResult& result : here.market.results()) {
    if (result.unfilled_kwh() <= 0) continue;
    channels_.unfilled_order.send(directory_.auctioneer(place),
                                  directory_.auctioneer(tree_.parent(place)),
                                  unfilled_order(result, here.collecting));
  }
}

LevelTotals AreaMarkets::level_totals(scenario::MarketArea covering) const {
  LevelTotals sum;
  for (const Area& here : areas_) {
    if (here.covers != covering) continue;
    sum.market.add(here.totals);
    sum.network_charge += 2 * here.half_charge * here.totals.volume_kwh;
  }
  return sum;
}

void AreaMarkets::log_trades(const ZoneAuctions& zones, EventLog& log) const {
  for (const Area& here : areas_) {
    if (here.totals.volume_kwh <= 0) continue;
    here.market.for_each_trade([&](recording::TradeRecord trade) {
      trade.time = here.cleared_at;
      trade.slot = here.collecting.slot;
      const ProsumerId member = trader(trade);
      trade.coalition = zones.coalition(community_.zones[member], member).number();
      log.add(trade);
    });
  }
}

MarketTotals AreaMarkets::totals() const {
  MarketTotals sum;
  for (const Area& here : areas_) sum.add(here.totals);
  return sum;
}

}  // namespace peerwatt::agents
