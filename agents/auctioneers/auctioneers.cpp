#include "agents/auctioneers/auctioneers.hpp"

#include <algorithm>

#include "agents/auctioneers/market_records.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Event;
using kernel::Inbox;

Auctioneers::Auctioneers(const Community& community, const MarketTree& tree,
                         std::span<const ZoneTree> zone_trees, const Timetable& timetable,
                         const Faults& faults, const Directory& directory,
                         const AuctionRules& rules, kernel::Simulation& simulation,
                         Channels& channels, EventLog& log)
    : continuous_{market::entry(rules.market.mechanism).role == market::Role::kContinuous},
      classes_{community.class_handling()},
      tree_{tree},
      timetable_{timetable},
      faults_{faults},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      log_{log},
      answers_{timetable, directory, simulation, channels},
      accounts_{rules.coalition, rules.seed} {
  NeighbourhoodRules trading{rules.market.mechanism, scenario::mechanism_parameters(rules.market),
                             rules.coalition};
  trading.parameters.classes = classes_;
  zones_.reserve(directory.zone_count());
  for (std::uint32_t zone = 0; zone < directory.zone_count(); ++zone) {
    zones_.push_back({.notice = {},
                      .call = {trading, zone_trees[zone]},
                      .book = {zone, {directory, simulation, channels, log}},
                      .collecting = {},
                      .cleared = {},
                      .cleared_at = {},
                      .trades = ZoneTrades{zone}});
  }
  for (std::uint32_t prosumer = 0; prosumer < community.size(); ++prosumer) {
    zone_.push_back(community.zones[prosumer].index());
    Zone& zone = zones_[zone_.back()];
    member_number_.push_back(zone.trades.add_member(prosumer, community.identities[prosumer]));
    if (community.learns_from_stated_prices(prosumer)) zone.book.add_listener(prosumer);
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
    const std::uint32_t index = directory_.place_of(to);
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
void Auctioneers::start_round(std::uint32_t index, RoundId round) {
  Zone& zone = zones_[index];
  zone.collecting = round;
  zone.gate_open = !faults_.is_offline(index, round.slot);
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
    const std::uint32_t index = directory_.place_of(to);
    Zone& zone = zones_[index];
    if (zone.collecting < order.round) start_round(index, order.round);
    if (order.round == zone.collecting && zone.gate_open) {
      zone.call.take(member_number_[from.index()], from.index(), now, order);
    } else {
      refuse(order_record(order, from.index(), index, now));
    }
  }
}

void Auctioneers::on_book_order(const Inbox<BookOrder>& inbox) {
  for (const auto& [from, to, order] : inbox) {
    const std::uint32_t index = directory_.place_of(to);
    Zone& zone = zones_[index];
    if (zone.collecting < order.round) start_round(index, order.round);
    if (order.round != zone.collecting || !zone.gate_open) {
      refuse(book_order_record(order, from.index(), index, simulation_.now()));
      continue;
    }
    zone.book.take(member_number_[from.index()], from.index(), order);
  }
}

void Auctioneers::refuse(recording::OrderRecord order) {
  const bool offline = faults_.is_offline(static_cast<std::uint32_t>(order.zone), order.slot);
  ++(offline ? undelivered_orders_ : late_orders_);
  order.outcome = offline ? recording::Outcome::kUndelivered : recording::Outcome::kLate;
  log_.add(order);
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
  const MarketTotals totals =
      continuous_ ? zone.book.close(zone.notice.prices) : zone.call.close(zone.notice.prices);
  zone.trades.start(totals, zone.call.partition(), directory_.place_count());
  const std::span<const OrderResult> cleared = results(zone);
  for (const OrderResult& result : cleared) {
    zone.trades.add(member_number_[result.prosumer], result.award);
  }
  for (const OrderResult& result : cleared) send_match_notice(index, result.prosumer);
  if (tree_.parent(index) != MarketTree::kNoPlace) offer_unfilled_orders(index);
  if (!continuous_ && log_.is_on()) {
    log_orders(cleared, {zone.cleared_at, zone.cleared, static_cast<std::int32_t>(index)}, log_);
  }
}

void Auctioneers::send_match_notice(std::uint32_t index, std::uint32_t prosumer) {
  const Zone& zone = zones_[index];
  const Award& award = zone.trades.award(member_number_[prosumer]);
  channels_.match_notice.send(directory_.auctioneer(index), directory_.prosumer(prosumer),
                              {zone.cleared, award.quantity_kwh, award.stored_kwh});
}

void Auctioneers::offer_unfilled_orders(std::uint32_t index) {
  const Zone& zone = zones_[index];
  for (const OrderResult& result : results(zone)) {
    if (result.unfilled_kwh() <= 0) continue;
    channels_.unfilled_order.send(directory_.auctioneer(index),
                                  directory_.auctioneer(tree_.parent(index)),
                                  unfilled_order(result, zone.cleared));
  }
}

void Auctioneers::on_area_award(const Inbox<AreaAward>& inbox) {
  for (const auto& [from, to, award] : inbox) {
    const std::uint32_t index = directory_.place_of(to);
    Zone& zone = zones_[index];
    if (award.round != zone.cleared) continue;
    zone.trades.add_from_above(member_number_[award.prosumer], award.award);
    send_match_notice(index, award.prosumer);
  }
}

void Auctioneers::on_area_result(const Inbox<AreaResult>& inbox) {
  for (const auto& [from, to, result] : inbox) {
    Zone& zone = zones_[directory_.place_of(to)];
    if (result.round == zone.cleared) zone.trades.join_above(directory_.place_of(from));
  }
}

void Auctioneers::on_settlement(Batch batch) {
  for (const Event& event : batch) send_statements(directory_.place_of(event.to()));
}

// Trades stand if they were made at the prices announced last.
void Auctioneers::send_statements(std::uint32_t index) {
  Zone& zone = zones_[index];
  const TariffNotice& notice = zone.notice;
  if (zone.cleared == notice.round) {
    zone.trades.settle(accounts_, zone.call, notice.prices, notice.round.slot);
  } else {
    zone.trades.annul();
  }
  const AgentId self = directory_.auctioneer(index);
  Statement statement{.slot = notice.round.slot,
                      .coalition = -1,
                      .is_peak = notice.is_peak,
                      .prices = notice.prices,
                      .award = {}};
  for (std::uint32_t member = 0; member < zone.trades.members().size(); ++member) {
    statement.coalition = zone.trades.coalitions()[member];
    statement.award = zone.trades.award(member);
    statement.share = zone.trades.share(member);
    channels_.statement.send(self, directory_.prosumer(zone.trades.members()[member]), statement);
  }
}

void Auctioneers::log_trades() const {
  const auto coalition_of = [this](std::int32_t prosumer) {
    return coalition(static_cast<std::uint32_t>(prosumer));
  };
  for (std::uint32_t index = 0; index < zones_.size(); ++index) {
    const Zone& zone = zones_[index];
    if (zone.trades.totals().volume_kwh <= 0) continue;
    if (continuous_) {
      zone.book.log_trades(zone.cleared, zone.trades.coalitions().front());
      continue;
    }
    const MarketScene scene{zone.cleared_at, zone.cleared, static_cast<std::int32_t>(index)};
    for (const CallMarketPlace& market : zone.call.markets()) {
      agents::log_trades(market, scene, coalition_of, log_);
    }
  }
}

MarketTotals Auctioneers::totals() const {
  MarketTotals sum;
  for (const Zone& zone : zones_) sum.add(zone.trades.totals());
  return sum;
}

double Auctioneers::network_charge() const {
  double sum = 0;
  for (const Zone& zone : zones_) sum += zone.trades.network_charge();
  return sum;
}

// Zones have a coalition in common only at a place above them.
std::int64_t Auctioneers::coalition_count() const {
  std::vector<char> seen(directory_.place_count());
  std::int64_t within_zones = 0;
  for (const Zone& zone : zones_) {
    for (const std::int32_t coalition : zone.trades.coalition_numbers()) {
      const auto number = static_cast<std::size_t>(coalition);
      if (number < seen.size()) {
        seen[number] = 1;
      } else {
        ++within_zones;
      }
    }
  }
  return std::count(seen.begin(), seen.end(), 1) + within_zones;
}

}  // namespace peerwatt::agents
