#include "tools/verification/checks/event_checks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "agents/market/ticks.hpp"

namespace peerwatt::verification {
namespace {

using recording::EnergyCode;
using recording::OrderRecord;
using recording::Outcome;
using recording::SideCode;
using recording::TradeRecord;

// Time, kind and number of an event: orders come before trades, and trades before quotes.
using Event = std::tuple<std::int64_t, int, std::int64_t>;

template <class Records>
void add_events(const Records& records, int kind, std::vector<Event>& events) {
  for (const auto& record : records) {
    events.emplace_back(record.time.microseconds(), kind, record.sequence);
  }
}

}  // namespace

EventChecks::EventChecks(const RunFacts& facts, const output::TraceReader& trace,
                         output::IndexRange slots)
    : facts_{facts},
      replay_{facts},
      is_book_{market::find_mechanism(facts.rules.mechanism)->role == market::Role::kContinuous},
      has_premiums_{facts.rules.classes_apart || facts.rules.local_premiums},
      orders_{trace, "events/orders/", output::order_columns()},
      trades_{trace, "events/trades/", output::trade_columns()},
      quotes_{trace, "events/quotes/", output::quote_columns()},
      ends_at_end_{slots.end == facts.slots},
      sequence_{"events: order of the rows", {}},
      terms_{"events: orders", facts.tolerance()},
      outcomes_{"events: outcomes", {}},
      made_{"events: trades", facts.tolerance()},
      sums_{"events: sums of the trades", facts.tolerance()} {
  if (slots.begin == 0) next_sequence_ = 0;
  outcomes_.excuse(replay_.obstacle());
}

void EventChecks::look_at(const Slot& slot) {
  const Orders& orders = orders_.take(slot.index(), strays_);
  const Trades& trades = trades_.take(slot.index(), strays_);
  const Quotes& quotes = quotes_.take(slot.index(), strays_);
  look_at_sequence(slot, orders, trades, quotes);
  for (const OrderRecord& order : orders) look_at_order(slot, order);
  const auto count = [&](Outcome outcome) {
    return std::count_if(orders.begin(), orders.end(),
                         [&](const OrderRecord& order) { return order.outcome == outcome; });
  };
  const recording::SystemRecord& s = slot.record.system;
  expect(terms_, count(Outcome::kLate) == s.late_orders, slot, kNowhere, "late_orders");
  expect(terms_, count(Outcome::kUndelivered) == s.undelivered_orders, slot, kNowhere,
         "undelivered_orders");
  for (const TradeRecord& trade : trades) look_at_trade(slot, trade);
  for (Check* check : {&sequence_, &terms_, &made_}) check->count_slot();
  if (!slot.has_agents) return;
  look_at_rounds(slot, orders);
  compare_trades(slot, trades);
  sums_.count_slot();
}

void EventChecks::expect(Check& check, bool holds, const Slot& slot, std::int64_t prosumer,
                         const char* column) {
  check.expect(holds, {.slot = slot.index(), .prosumer = prosumer, .column = column});
}

// The numbers of all three tables together are 0, 1, 2, ... in the order of time.
void EventChecks::look_at_sequence(const Slot& slot, const Orders& orders, const Trades& trades,
                                   const Quotes& quotes) {
  std::vector<Event> events;
  add_events(orders, 0, events);
  add_events(trades, 1, events);
  add_events(quotes, 2, events);
  std::sort(events.begin(), events.end());
  // Nothing happens before the first price is announced.
  const std::int64_t start = slot.record.start.microseconds();
  const double delay_us = slot.record.system.announcement_delay_s * 1e6;
  const double rounding_us = delay_us * facts_.rounding();
  const std::int64_t begin = start + std::llround(delay_us - rounding_us);
  const auto end = start + std::llround(facts_.slot_s * 1e6);
  for (const auto& [time, kind, sequence] : events) {
    if (next_sequence_ < 0) next_sequence_ = sequence;
    expect(sequence_, sequence == next_sequence_++, slot, kNowhere, "sequence");
    expect(sequence_, time >= begin && time <= end, slot, kNowhere, "time");
  }
  expect(sequence_, strays_ == 0, slot, kNowhere, "slot");
}

bool EventChecks::is_known(const OrderRecord& order) const {
  return order.prosumer >= 0 && static_cast<std::size_t>(order.prosumer) < facts_.prosumer_count();
}

void EventChecks::look_at_order(const Slot& slot, const OrderRecord& order) {
  const auto say = [&](bool holds, const char* column) {
    expect(terms_, holds, slot, order.prosumer, column);
  };
  say(is_known(order), "orders/prosumer");
  if (!is_known(order)) return;
  const auto i = static_cast<std::size_t>(order.prosumer);
  say(order.round >= 1 && order.round <= slot.record.system.rounds, "orders/round");
  say(order.zone == facts_.prosumers.zone[i], "orders/zone");
  say(order.outcome >= Outcome::kUnfilled && order.outcome <= Outcome::kUndelivered,
      "orders/outcome");
  if (slot.has_agents) look_at_terms(slot, order);
}

// A seller offers what it has left, a buyer asks for what is worth its limit price.
void EventChecks::look_at_terms(const Slot& slot, const OrderRecord& order) {
  const auto i = static_cast<std::size_t>(order.prosumer);
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const Offer offer = offer_of(slot, i);
  const bool sells = offer.kwh() > 0;
  expect(terms_, (order.side == SideCode::kSell) == sells, slot, order.prosumer, "orders/side");
  const bool has_class = order.energy_class != EnergyCode::kAny;
  if (!is_book_) expect(terms_, has_class == sells, slot, order.prosumer, "orders/energy_class");
  const Where where{
      .slot = slot.index(), .prosumer = order.prosumer, .column = "orders/quantity_kwh"};
  const double scale =
      p.load_kwh[i] + p.surplus_kwh[i] + offer.kwh() + std::fabs(p.battery_charged_kwh[i]);
  if (is_book_) {
    const double most = std::max(offer.kwh(), p.deficiency_kwh[i]);
    return terms_.measure(std::max(0.0, order.quantity_kwh - most), scale, where);
  }
  if (sells) {
    const bool is_stored = order.energy_class == EnergyCode::kStorage;
    terms_.measure(order.quantity_kwh - (is_stored ? offer.stored_kwh : offer.solar_kwh), scale,
                   where);
  } else if (!has_premiums_) {
    const double wanted = position_of(facts_, slot, i).want(order.limit_price);
    terms_.measure(order.quantity_kwh - wanted, scale, where);
  }
}

double EventChecks::lambda(const OrderRecord& order) const {
  return facts_.prosumers.reservation_lambda[static_cast<std::size_t>(order.prosumer)];
}

void EventChecks::look_at_rounds(const Slot& slot, const Orders& orders) {
  if (is_book_ || has_premiums_) return;
  const recording::SystemRecord& s = slot.record.system;
  std::map<std::int32_t, Orders> rounds;
  for (const OrderRecord& order : orders) {
    if (order.outcome != Outcome::kLate && is_known(order)) rounds[order.round].push_back(order);
  }
  for (const auto& [round, placed] : rounds) {
    const RoundPrice price =
        round == s.rounds ? RoundPrice{s.price_sell, s.price_sell} : told_price(slot, placed);
    if (price.is_known()) look_at_round(slot, placed, {price, round});
  }
}

// In a round all were told the same price, which their limit prices tell; in the last round it is
// the announced one. Where no price goes with all of them, one goes with that of the highest
// lambda.
RoundPrice EventChecks::told_price(const Slot& slot, const Orders& placed) const {
  std::vector<StatedLimit> limits;
  for (const OrderRecord& order : placed) limits.push_back({order.limit_price, lambda(order)});
  const double feed_in = slot.record.system.price_feed_in;
  const RoundPrice of_all = round_price(limits, feed_in);
  if (of_all.is_known()) return of_all;
  const auto of_highest_lambda =
      std::max_element(limits.begin(), limits.end(),
                       [](const auto& a, const auto& b) { return a.lambda < b.lambda; });
  return round_price({&*of_highest_lambda, 1}, feed_in);
}

// At equal latencies the orders of a round arrive at the same time.
void EventChecks::look_at_round(const Slot& slot, const Orders& placed,
                                const Announcement& announced) {
  const recording::SystemRecord& s = slot.record.system;
  const double price = announced.price.least;
  for (const OrderRecord& order : placed) {
    const double limit =
        market::on_tick(s.price_feed_in + lambda(order) * (price - s.price_feed_in));
    terms_.measure(
        order.limit_price - limit, price + s.price_feed_in,
        {.slot = slot.index(), .prosumer = order.prosumer, .column = "orders/limit_price"});
    if (facts_.rules.latency_by_distance) continue;
    expect(terms_, order.time == placed.front().time, slot, order.prosumer, "orders/time");
  }
  // In earlier rounds there were other coalitions.
  if (announced.round == s.rounds || !facts_.forms_coalitions()) {
    look_at_outcomes(slot, placed, announced);
  }
}

// The market cleared again at the price of the round says what became of each order. Where that
// price is not known to the last digit, an outcome at the lowest or at the highest of them will do.
void EventChecks::look_at_outcomes(const Slot& slot, const Orders& orders,
                                   const Announcement& announced) {
  if (!replay_.obstacle().empty()) return;
  replay_.load(slot);
  if (!replay_.obstacle_in_slot().empty()) return;
  const auto& [least, most] = announced.price;
  std::vector<char> possible(orders.size());
  for (const double price : {least, most}) {
    replay_.hold(price, announced.round);
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (possible[i] == 0) possible[i] = can_be(orders[i]) ? 1 : 0;
    }
    if (least == most) break;
  }
  outcomes_.count_slot();
  for (std::size_t i = 0; i < orders.size(); ++i) {
    expect(outcomes_, possible[i] != 0, slot, orders[i].prosumer, "orders/outcome");
  }
}

// Whether the order can have had its outcome in the market that was cleared again last. Differences
// of a rounding are no differences.
bool EventChecks::can_be(const OrderRecord& order) const {
  if (order.outcome == Outcome::kUndelivered) return true;
  const Fill& fill = replay_.fills()[static_cast<std::size_t>(order.prosumer)];
  const bool is_stored = order.energy_class == EnergyCode::kStorage;
  const double got = order.side == SideCode::kBuy ? fill.bought_kwh
                     : is_stored                  ? fill.stored_sold_kwh
                                                  : fill.sold_kwh - fill.stored_sold_kwh;
  const double left = order.quantity_kwh - got;
  const double nothing = 1e-12 * order.quantity_kwh;  // not missed any more
  return (order.outcome == Outcome::kUnfilled && got <= nothing) ||
         (order.outcome == Outcome::kPartlyFilled && got > 0 && left > nothing / 2) ||
         (order.outcome == Outcome::kFilled && got > 0 && left <= 2 * nothing);
}

void EventChecks::finish() {
  if (ends_at_end_) {
    sequence_.expect(orders_.at_end() && trades_.at_end() && quotes_.at_end(),
                     {.slot = facts_.slots, .column = "slot"});
  }
}

void EventChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&sequence_, &terms_, &outcomes_, &made_, &sums_}) receive(*check);
}

}  // namespace peerwatt::verification
