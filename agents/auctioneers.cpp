#include "agents/auctioneers.hpp"

#include <algorithm>

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Event;
using kernel::Inbox;

Auctioneers::Auctioneers(const Community& community, const Timetable& timetable,
                         const Directory& directory, const scenario::MarketSettings& settings,
                         kernel::Simulation& simulation, Channels& channels)
    : timetable_{timetable}, directory_{directory}, simulation_{simulation}, channels_{channels} {
  zones_.reserve(directory.zone_count());
  for (std::uint32_t zone = 0; zone < directory.zone_count(); ++zone) {
    zones_.push_back({.members = {},
                      .awards = {},
                      .notice = {},
                      .market = NeighbourhoodMarket{settings},
                      .collecting = {},
                      .cleared = {},
                      .totals = {}});
  }
  for (std::uint32_t prosumer = 0; prosumer < community.size(); ++prosumer) {
    Zone& zone = zones_[community.zones[prosumer].index()];
    member_number_.push_back(static_cast<std::uint32_t>(zone.members.size()));
    zone.members.push_back(prosumer);
    zone.awards.emplace_back();
  }
  channels_.tariff_notice_zone.deliver_to<&Auctioneers::on_tariff_notice>(*this);
  channels_.order.deliver_to<&Auctioneers::on_order>(*this);
  simulation_.on<&Auctioneers::on_gate_closure>(phase::kGateClosure, *this);
  simulation_.on<&Auctioneers::on_settlement>(phase::kSettlement, *this);
}

void Auctioneers::on_tariff_notice(const Inbox<TariffNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    Zone& zone = zones_[directory_.zone_of(to)];
    const bool new_slot = notice.round.slot != zone.notice.round.slot;
    zone.notice = notice;
    if (zone.collecting < notice.round) start_round(zone, notice.round);
    const SimTime gate = std::max(simulation_.now(), timetable_.gate_closure(notice.announced_at));
    simulation_.schedule(gate, phase::kGateClosure, to, to, to_payload(notice.round));
    if (new_slot) {
      simulation_.schedule(timetable_.settlement(notice.round.slot), phase::kSettlement, to, to);
    }
  }
}

void Auctioneers::start_round(Zone& zone, RoundId round) {
  zone.collecting = round;
  zone.gate_open = true;
  zone.market.clear_orders();
}

// An order may overtake the announcement that its auctioneer is waiting for: it opens the round.
void Auctioneers::on_order(const Inbox<OrderMessage>& inbox) {
  const SimTime now = simulation_.now();
  for (const auto& [from, to, order] : inbox) {
    Zone& zone = zones_[directory_.zone_of(to)];
    if (zone.collecting < order.round) start_round(zone, order.round);
    if (order.round == zone.collecting && zone.gate_open) {
      zone.market.take(from.index(), now, order);
    } else {
      ++late_orders_;
    }
  }
}

void Auctioneers::on_gate_closure(Batch batch) {
  for (const Event& event : batch) {
    const std::uint32_t index = directory_.zone_of(event.to());
    Zone& zone = zones_[index];
    if (round_of(event.payload) != zone.collecting || !zone.gate_open) continue;
    zone.gate_open = false;
    zone.cleared = zone.collecting;
    zone.totals = zone.market.clear(zone.notice.prices);
    std::fill(zone.awards.begin(), zone.awards.end(), Award{});
    send_match_notices(index);
  }
}

void Auctioneers::send_match_notices(std::uint32_t index) {
  Zone& zone = zones_[index];
  const AgentId self = directory_.auctioneer(index);
  zone.market.for_each_award([&](std::uint32_t prosumer, const Award& award) {
    zone.awards[member_number_[prosumer]] = award;
    channels_.match_notice.send(self, directory_.prosumer(prosumer),
                                {zone.cleared, award.quantity_kwh});
  });
}

void Auctioneers::on_settlement(Batch batch) {
  for (const Event& event : batch) send_statements(directory_.zone_of(event.to()));
}

// Trades stand if they were made at the prices announced last.
void Auctioneers::send_statements(std::uint32_t index) {
  Zone& zone = zones_[index];
  const bool stands = zone.cleared == zone.notice.round;
  if (!stands) zone.totals = {};
  const AgentId self = directory_.auctioneer(index);
  Statement statement{
      .slot = zone.notice.round.slot,
      .coalition = zone.totals.has_coalition ? static_cast<std::int32_t>(index) : -1,
      .is_peak = zone.notice.is_peak,
      .prices = zone.notice.prices,
      .award = {}};
  for (std::size_t i = 0; i < zone.members.size(); ++i) {
    statement.award = stands ? zone.awards[i] : Award{};
    channels_.statement.send(self, directory_.prosumer(zone.members[i]), statement);
  }
}

MarketSummary Auctioneers::summary() const {
  MarketSummary sum;
  bool traded = false;
  const auto price = [&](double value) {
    sum.price_min = traded ? std::min(sum.price_min, value) : value;
    sum.price_max = traded ? std::max(sum.price_max, value) : value;
    traded = true;
  };
  for (const Zone& zone : zones_) {
    const MarketTotals& totals = zone.totals;
    sum.p2p_energy_kwh += totals.volume_kwh;
    sum.auction_energy_kwh += totals.auction_kwh;
    sum.mid_market_energy_kwh += totals.mid_market_kwh;
    sum.auction_welfare += totals.auction_welfare;
    sum.auction_max_welfare += totals.max_welfare;
    sum.p2p_welfare += totals.welfare;
    sum.auctioneer_balance -= totals.paid - totals.earned;
    sum.paid += totals.paid;
    sum.earned += totals.earned;
    sum.coalition_count += totals.has_coalition ? 1 : 0;
    if (totals.volume_kwh <= 0) continue;
    price(totals.prices.least);
    price(totals.prices.most);
  }
  return sum;
}

}  // namespace peerwatt::agents
