#include "agents/auctioneers/area_markets.hpp"

#include "agents/auctioneers/market_records.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Event;
using kernel::Inbox;

AreaMarkets::AreaMarkets(const Community& community, const MarketTree& tree,
                         const Timetable& timetable, const Directory& directory,
                         std::span<const scenario::MarketLevel> levels,
                         kernel::Simulation& simulation, Channels& channels)
    : community_{community},
      tree_{tree},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      channels_{channels} {
  for (std::uint32_t place = tree.zone_count(); place < tree.place_count(); ++place) {
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
    const std::uint32_t place = directory_.place_of(to);
    area(place).notice = notice;
    if (area(place).collecting < notice.round) start_round(area(place), notice.round);
    const SimTime gate = timetable_.gate_closure(notice.announced_at, tree_.level(place));
    simulation_.schedule(gate, phase::kAreaGateClosure, to, to, to_payload(notice.round));
  }
}

void AreaMarkets::start_round(Area& area, RoundId round) {
  area.collecting = round;
  area.totals = {};
  area.market.open(round);
}

void AreaMarkets::on_unfilled_order(const Inbox<UnfilledOrder>& inbox) {
  for (const auto& [from, to, rest] : inbox) {
    Area& here = area(directory_.place_of(to));
    if (here.collecting < rest.round) start_round(here, rest.round);
    if (here.collecting != rest.round) continue;
    OrderMessage order{.round = rest.round, .side = rest.side, .energy = rest.energy};
    order.quantity_kwh = rest.quantity_kwh;
    order.limit_price = rest.limit_price;
    order.random_draw = rest.random_draw;
    here.market.take(rest.prosumer, simulation_.now(), order, here.half_charge);
  }
}

void AreaMarkets::on_gate_closure(Batch batch) {
  for (const Event& event : batch) {
    const std::uint32_t place = directory_.place_of(event.to());
    if (round_of(event.payload) == area(place).collecting) clear(place);
  }
}

void AreaMarkets::clear(std::uint32_t place) {
  Area& here = area(place);
  here.cleared_at = simulation_.now();
  here.totals = here.market.close(here.notice.prices);
  if (here.totals.volume_kwh > 0) send_awards(place);
  if (tree_.parent(place) != MarketTree::kNoPlace) pass_on(place);
}

void AreaMarkets::send_awards(std::uint32_t place) {
  Area& here = area(place);
  const AgentId self = directory_.auctioneer(place);
  for (const OrderResult& result : here.market.results()) {
    if (result.award.quantity_kwh <= 0) continue;
    AreaAward award{here.collecting, result.prosumer, result.award};
    award.award.network_charge = here.half_charge * award.award.quantity_kwh;
    const std::uint32_t zone = community_.zones[result.prosumer].index();
    channels_.area_award.send(self, directory_.auctioneer(zone), award);
  }
  for (const std::uint32_t zone : tree_.zones(place)) {
    channels_.area_result.send(self, directory_.auctioneer(zone), {here.collecting});
  }
}

void AreaMarkets::pass_on(std::uint32_t place) {
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

void AreaMarkets::log_trades(const Auctioneers& zones, EventLog& log) const {
  for (const Area& here : areas_) {
    if (here.totals.volume_kwh <= 0) continue;
    const auto coalition_of = [&](std::int32_t prosumer) {
      return zones.coalition(static_cast<std::uint32_t>(prosumer));
    };
    agents::log_trades(here.market, {here.cleared_at, here.collecting, -1}, coalition_of, log);
  }
}

MarketTotals AreaMarkets::totals() const {
  MarketTotals sum;
  for (const Area& here : areas_) sum.add(here.totals);
  return sum;
}

}  // namespace peerwatt::agents
