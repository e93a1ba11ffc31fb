#include "agents/auctioneers.hpp"

#include <algorithm>

#include "agents/market_records.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Event;
using kernel::Inbox;

Auctioneers::Auctioneers(const Community& community, const MarketTree& tree,
                         const Timetable& timetable, const Directory& directory,
                         const scenario::MarketSettings& settings, kernel::Simulation& simulation,
                         Channels& channels, EventLog& log)
    : continuous_{market::entry(settings.mechanism).role == market::Role::kContinuous},
      classes_{community.class_handling()},
      tree_{tree},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      log_{log},
      answers_{timetable, directory, simulation, channels} {
  market::MechanismParameters parameters = scenario::mechanism_parameters(settings);
  parameters.classes = classes_;
  zones_.reserve(directory.zone_count());
  for (std::uint32_t zone = 0; zone < directory.zone_count(); ++zone) {
    zones_.push_back({.members = {},
                      .awards = {},
                      .notice = {},
                      .call = {settings.mechanism, parameters},
                      .book = {zone, {directory, simulation, channels, log}},
                      .collecting = {},
                      .cleared = {},
                      .cleared_at = {},
                      .totals = {},
                      .coalition = -1,
                      .traded_above = false});
  }
  for (std::uint32_t prosumer = 0; prosumer < community.size(); ++prosumer) {
    Zone& zone = zones_[community.zones[prosumer].index()];
    member_number_.push_back(static_cast<std::uint32_t>(zone.members.size()));
    zone.members.push_back(prosumer);
    zone.awards.emplace_back();
    if (community.learns_from_shouts(prosumer)) zone.book.add_listener(prosumer);
  }
  channels_.tariff_notice_zone.deliver_to<&Auctioneers::on_tariff_notice>(*this);
  channels_.order.deliver_to<&Auctioneers::on_order>(*this);
  channels_.book_order.deliver_to<&Auctioneers::on_book_order>(*this);
  channels_.area_award.deliver_to<&Auctioneers::on_area_award>(*this);
  channels_.area_result.deliver_to<&Auctioneers::on_area_result>(*this);
  simulation_.on<&Auctioneers::on_gate_closure>(phase::kGateClosure, *this);
  simulation_.on<&Auctioneers::on_settlement>(phase::kSettlement, *this);
}

void Auctioneers::on_tariff_notice(const Inbox<TariffNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    Zone& zone = zones_[directory_.place_of(to)];
    const bool new_slot = notice.round.slot != zone.notice.round.slot;
    zone.notice = notice;
    answers_.expect(directory_.place_of(to), notice);
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
  if (continuous_) {
    zone.book.open(round);
  } else {
    zone.call.open(round);
  }
}

// An order may overtake the announcement that its auctioneer is waiting for: it opens the round.
void Auctioneers::on_order(const Inbox<OrderMessage>& inbox) {
  const SimTime now = simulation_.now();
  for (const auto& [from, to, order] : inbox) {
    Zone& zone = zones_[directory_.place_of(to)];
    if (zone.collecting < order.round) start_round(zone, order.round);
    if (order.round == zone.collecting && zone.gate_open) {
      zone.call.take(from.index(), now, order);
    } else {
      ++late_orders_;
      log_late({order.round, BookAction::kPlace, order.side, order.quantity_kwh, order.limit_price},
               from, to);
    }
  }
}

void Auctioneers::on_book_order(const Inbox<BookOrder>& inbox) {
  for (const auto& [from, to, order] : inbox) {
    const std::uint32_t index = directory_.place_of(to);
    Zone& zone = zones_[index];
    if (zone.collecting < order.round) start_round(zone, order.round);
    if (order.round != zone.collecting || !zone.gate_open) {
      ++late_orders_;
      log_late(order, from, to);
      continue;
    }
    zone.book.take(member_number_[from.index()], from.index(), order);
  }
}

void Auctioneers::log_late(const BookOrder& order, AgentId from, AgentId to) {
  recording::OrderRecord record =
      book_order_record(order, from.index(), directory_.place_of(to), simulation_.now());
  record.outcome = recording::Outcome::kLate;
  log_.add(record);
}

void Auctioneers::on_gate_closure(Batch batch) {
  for (const Event& event : batch) {
    const std::uint32_t index = directory_.place_of(event.to());
    const Zone& zone = zones_[index];
    if (round_of(event.payload) != zone.collecting || !zone.gate_open) continue;
    close_gate(index);
  }
}

void Auctioneers::close_gate(std::uint32_t index) {
  Zone& zone = zones_[index];
  zone.gate_open = false;
  zone.cleared = zone.collecting;
  zone.cleared_at = simulation_.now();
  zone.totals =
      continuous_ ? zone.book.close(zone.notice.prices) : zone.call.close(zone.notice.prices);
  zone.coalition = zone.totals.has_coalition ? static_cast<std::int32_t>(index) : -1;
  zone.traded_above = false;
  std::fill(zone.awards.begin(), zone.awards.end(), Award{});
  const std::span<const OrderResult> results = market(zone).results();
  for (const OrderResult& result : results) {
    zone.awards[member_number_[result.prosumer]].add(result.award);
  }
  for (const OrderResult& result : results) send_match_notice(index, result.prosumer);
  if (tree_.parent(index) != MarketTree::kNoPlace) offer_leftovers(index);
  if (!continuous_ && log_.is_on()) {
    log_orders(zone.call, {zone.cleared_at, zone.cleared, static_cast<std::int32_t>(index)}, log_);
  }
}

void Auctioneers::send_match_notice(std::uint32_t index, std::uint32_t prosumer) {
  const Zone& zone = zones_[index];
  channels_.match_notice.send(directory_.auctioneer(index), directory_.prosumer(prosumer),
                              {zone.cleared, zone.awards[member_number_[prosumer]].quantity_kwh});
}

void Auctioneers::offer_leftovers(std::uint32_t index) {
  const Zone& zone = zones_[index];
  for (const OrderResult& result : market(zone).results()) {
    if (result.left_kwh() <= 0) continue;
    channels_.leftover.send(directory_.auctioneer(index),
                            directory_.auctioneer(tree_.parent(index)),
                            leftover(result, zone.cleared, result.limit_elsewhere));
  }
}

void Auctioneers::on_area_award(const Inbox<AreaAward>& inbox) {
  for (const auto& [from, to, award] : inbox) {
    const std::uint32_t index = directory_.place_of(to);
    Zone& zone = zones_[index];
    if (award.round != zone.cleared) continue;
    zone.awards[member_number_[award.prosumer]].add(award.award);
    zone.traded_above = true;
    send_match_notice(index, award.prosumer);
  }
}

// Who trades above the neighbourhood belongs to the coalition of the highest place that traded:
// those below it that did have traded with each other.
void Auctioneers::on_area_result(const Inbox<AreaResult>& inbox) {
  for (const auto& [from, to, result] : inbox) {
    Zone& zone = zones_[directory_.place_of(to)];
    if (result.round != zone.cleared || !zone.traded_above) continue;
    zone.coalition = std::max(zone.coalition, static_cast<std::int32_t>(directory_.place_of(from)));
  }
}

void Auctioneers::on_settlement(Batch batch) {
  for (const Event& event : batch) send_statements(directory_.place_of(event.to()));
}

// Trades stand if they were made at the prices announced last.
void Auctioneers::send_statements(std::uint32_t index) {
  Zone& zone = zones_[index];
  const bool stands = zone.cleared == zone.notice.round;
  if (!stands) {
    zone.totals = {};
    zone.coalition = -1;
  }
  const AgentId self = directory_.auctioneer(index);
  Statement statement{.slot = zone.notice.round.slot,
                      .coalition = zone.coalition,
                      .is_peak = zone.notice.is_peak,
                      .prices = zone.notice.prices,
                      .award = {}};
  for (std::size_t i = 0; i < zone.members.size(); ++i) {
    statement.award = stands ? zone.awards[i] : Award{};
    channels_.statement.send(self, directory_.prosumer(zone.members[i]), statement);
  }
}

void Auctioneers::log_trades() const {
  for (std::uint32_t index = 0; index < zones_.size(); ++index) {
    const Zone& zone = zones_[index];
    if (zone.totals.volume_kwh <= 0) continue;
    if (continuous_) {
      zone.book.log_trades(zone.cleared, zone.coalition);
      continue;
    }
    agents::log_trades(
        zone.call, {zone.cleared_at, zone.cleared, static_cast<std::int32_t>(index)},
        [&](std::int32_t) { return zone.coalition; }, log_);
  }
}

MarketTotals Auctioneers::totals() const {
  MarketTotals sum;
  for (const Zone& zone : zones_) sum.add(zone.totals);
  return sum;
}

std::int64_t Auctioneers::coalition_count() const {
  std::vector<char> seen(tree_.place_count());
  for (const Zone& zone : zones_) {
    if (zone.coalition >= 0) seen[static_cast<std::size_t>(zone.coalition)] = 1;
  }
  return std::count(seen.begin(), seen.end(), 1);
}

}  // namespace peerwatt::agents
