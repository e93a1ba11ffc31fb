#include <algorithm>
#include <array>
#include <map>

#include "tools/verification/checks/event_checks.hpp"

// What EventChecks asks of the trades.
namespace peerwatt::verification {
namespace {

using recording::EnergyCode;
using recording::ProsumerRecord;
using recording::TradeRecord;

struct TradedColumn {
  const char* name;
  double EventChecks::Traded::*found;
  std::span<const double> ProsumerRecord::*expected;
};
constexpr auto kTraded = std::to_array<TradedColumn>({
    {"p2p_bought_kwh", &EventChecks::Traded::bought_kwh, &ProsumerRecord::p2p_bought_kwh},
    {"p2p_sold_kwh", &EventChecks::Traded::sold_kwh, &ProsumerRecord::p2p_sold_kwh},
    {"auction_bought_kwh", &EventChecks::Traded::auction_bought_kwh,
     &ProsumerRecord::auction_bought_kwh},
    {"auction_sold_kwh", &EventChecks::Traded::auction_sold_kwh, &ProsumerRecord::auction_sold_kwh},
    {"p2p_paid", &EventChecks::Traded::paid, &ProsumerRecord::p2p_paid},
    {"p2p_earned", &EventChecks::Traded::earned, &ProsumerRecord::p2p_earned},
});

bool is_rule(const TradeRecord& trade) {
  return trade.mechanism > 0 &&
         static_cast<std::size_t>(trade.mechanism) < market::mechanisms().size();
}

bool is_auction(const TradeRecord& trade) {
  return is_rule(trade) && market::mechanisms()[static_cast<std::size_t>(trade.mechanism)].role !=
                               market::Role::kPool;
}

// Above the neighbourhoods there are other rules, which are not in the trace.
bool may_be_of_run(const TradeRecord& trade, const recording::RuleStatics& rules) {
  if (trade.zone < 0) return true;
  const market::MechanismEntry& rule =
      market::mechanisms()[static_cast<std::size_t>(trade.mechanism)];
  if (market::find_mechanism(rules.mechanism)->role != market::Role::kComposite) {
    return rule.name == rules.mechanism;
  }
  return rule.name == rules.auction || rule.id == market::MechanismId::kMidMarketRate;
}

}  // namespace

void EventChecks::look_at_trade(const Slot& slot, const TradeRecord& trade) {
  const std::int64_t someone = std::max(trade.seller, trade.buyer);
  const auto say = [&](bool holds, const char* column) {
    expect(made_, holds, slot, someone, column);
  };
  const auto count = static_cast<std::int32_t>(facts_.prosumer_count());
  const auto known = [&](std::int32_t id) { return id >= -1 && id < count; };
  const bool all_known = known(trade.seller) && known(trade.buyer) && someone >= 0;
  say(all_known, "trades/seller, buyer");
  say(is_rule(trade) && may_be_of_run(trade, facts_.rules), "trades/mechanism");
  say(trade.quantity_kwh > 0, "trades/quantity_kwh");
  const bool has_class = trade.energy_class != EnergyCode::kAny;
  const bool in_book = is_book_ && trade.zone >= 0;  // markets above the books are call auctions
  say(has_class == (trade.seller >= 0 && !in_book), "trades/energy_class");
  if (trade.seller < 0 || trade.buyer < 0) {
    made_.equal(trade.price_buyer, trade.price_seller,
                {.slot = slot.index(), .prosumer = someone, .column = "trades/price_buyer"});
  }
  say(trade.zone >= 0 || facts_.rules.levels > 0, "trades/zone");
  if (!all_known) return;
  for (const std::int32_t id : {trade.seller, trade.buyer}) {
    if (id < 0) continue;
    const auto i = static_cast<std::size_t>(id);
    if (trade.zone >= 0) say(trade.zone == facts_.prosumers.zone[i], "trades/zone");
    if (!slot.has_agents) continue;
    say(trade.coalition == slot.record.prosumers.coalition[i], "trades/coalition");
  }
}

void EventChecks::add_trade(const TradeRecord& trade) {
  const auto in_range = [&](std::int32_t id) {
    return id >= 0 && static_cast<std::size_t>(id) < traded_.size();
  };
  if (in_range(trade.buyer)) {
    Traded& buyer = traded_[static_cast<std::size_t>(trade.buyer)];
    buyer.bought_kwh += trade.quantity_kwh;
    buyer.paid += trade.quantity_kwh * trade.price_buyer;
    if (is_auction(trade)) buyer.auction_bought_kwh += trade.quantity_kwh;
  }
  if (in_range(trade.seller)) {
    Traded& seller = traded_[static_cast<std::size_t>(trade.seller)];
    seller.sold_kwh += trade.quantity_kwh;
    seller.earned += trade.quantity_kwh * trade.price_seller;
    if (is_auction(trade)) seller.auction_sold_kwh += trade.quantity_kwh;
  }
}

void EventChecks::compare_trades(const Slot& slot, const Trades& trades) {
  traded_.assign(facts_.prosumer_count(), {});
  double solar = 0, storage = 0;
  std::map<std::int32_t, std::int64_t> cleared_at;  // by zone: once, in a call market
  for (const TradeRecord& trade : trades) {
    add_trade(trade);
    if (trade.seller >= 0) {
      (trade.energy_class == EnergyCode::kStorage ? storage : solar) += trade.quantity_kwh;
    }
    const std::int64_t time = trade.time.microseconds();
    const std::int64_t first = cleared_at.emplace(trade.zone, time).first->second;
    if (!is_book_ && trade.zone >= 0) {
      expect(made_, first == time, slot, kNowhere, "trades/time");
    }
  }
  const recording::SystemRecord& s = slot.record.system;
  if (!is_book_) {
    sums_.equal(solar, s.solar_energy_kwh, {.slot = slot.index(), .column = "solar_energy_kwh"});
    sums_.equal(storage, s.storage_energy_kwh,
                {.slot = slot.index(), .column = "storage_energy_kwh"});
  }
  for (std::size_t i = 0; i < traded_.size(); ++i) {
    for (const TradedColumn& column : kTraded) {
      sums_.equal(
          traded_[i].*column.found, (slot.record.prosumers.*column.expected)[i],
          {.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i), .column = column.name});
    }
  }
}

}  // namespace peerwatt::verification
