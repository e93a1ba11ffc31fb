#include "tools/verification/replay/market_replay.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <string_view>

#include "engine/core/audit_draw.hpp"
#include "engine/core/random.hpp"

#include "agents/market/mechanisms/pool_trade.hpp"
#include "agents/market/misreport_search.hpp"
#include "agents/market/ticks.hpp"

#include "tools/verification/replay/follower_sums.hpp"

namespace peerwatt::verification {
namespace {

using market::EnergyClass;
using market::MechanismId;
using market::Role;

market::MechanismParameters parameters_of(const recording::RuleStatics& rules) {
  market::MechanismParameters parameters;
  parameters.k = rules.k;
  parameters.auction = market::find_mechanism(rules.auction)->id;
  parameters.pair_price =
      rules.pair_price == "midpoint" ? market::PairPrice::kMidpoint : market::PairPrice::kByRule;
  return parameters;
}

bool have_equal_limits(std::vector<market::Order> orders) {
  const auto by_price = [](const market::Order& a, const market::Order& b) {
    return a.limit_price < b.limit_price;
  };
  std::sort(orders.begin(), orders.end(), by_price);
  return std::adjacent_find(orders.begin(), orders.end(), [](const auto& a, const auto& b) {
           return a.limit_price == b.limit_price && a.owner != b.owner;
         }) != orders.end();
}

// Members are called group-1, group-2, ...; one that is alone has the name of its group.
std::uint64_t identity_of(std::string_view name, std::string_view group) {
  std::uint64_t ordinal = 1;
  if (name.size() > group.size() + 1 && name.starts_with(group)) {
    const std::string_view digits = name.substr(group.size() + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
  }
  return identity(group, std::max(std::uint64_t{1}, ordinal) - 1);
}

}  // namespace

MarketReplay::MarketReplay(const RunFacts& facts)
    : facts_{facts},
      rule_{*market::find_mechanism(facts.rules.mechanism)},
      mechanism_{market::make_mechanism(rule_.id, parameters_of(facts.rules))} {
  if (!is_randomized()) return;
  for (std::size_t i = 0; i < facts.prosumers.group.size(); ++i) {
    const std::int32_t group = facts.prosumers.group[i];
    const auto index = static_cast<std::size_t>(group);
    const bool known =
        group >= 0 && index < facts.group_name.size() && i < facts.prosumers.name.size();
    identities_.push_back(known ? identity_of(facts.prosumers.name[i], facts.group_name[index])
                                : 0);
  }
}

bool MarketReplay::is_randomized() const {
  return rule_.chance == market::Chance::kDraws ||
         (rule_.role == Role::kComposite &&
          market::find_mechanism(facts_.rules.auction)->chance == market::Chance::kDraws);
}

std::string MarketReplay::obstacle() const {
  const recording::RuleStatics& rules = facts_.rules;
  if (rule_.role == Role::kContinuous) return "trades of an order book depend on its course";
  if (rules.levels > 0) return "the market has levels above the neighbourhoods";
  if (rules.classes_apart || rules.local_premiums) return "premiums are not in the trace";
  if (facts_.is_rounded()) return "rounded numbers do not hold the orders exactly";
  return {};
}

std::string MarketReplay::obstacle_at_other_prices() const {
  const std::string reason = obstacle();
  return reason.empty() && is_randomized() ? "the market rule is randomized" : reason;
}

// A prosumer's orders of a round share a number of its own, addressed as the run does it: by seed,
// group and member, slot and round.
std::uint32_t MarketReplay::random_draw(std::uint32_t prosumer) const {
  constexpr std::uint32_t kRoundsPerSlot = 4096;
  const auto draw = static_cast<std::uint32_t>(slot_->index()) * kRoundsPerSlot +
                    static_cast<std::uint32_t>(round_) % kRoundsPerSlot;
  return random_bits(
      {static_cast<std::uint64_t>(facts_.seed), Purpose::kMarket, identities_[prosumer], draw})[0];
}

std::string MarketReplay::obstacle_in_slot() {
  const recording::SystemRecord& s = slot_->record.system;
  if (s.late_orders > 0 || s.lost_messages > 0) return "late or lost messages";
  // Where coalitions form, there is none in a zone whose market place is offline.
  if (s.offline_auctioneers > 0 && !facts_.forms_coalitions()) return "offline market places";
  if (!facts_.rules.latency_by_distance) return {};
  const market::GridPrices grid{s.price_sell, s.price_feed_in};
  for (const std::vector<std::uint32_t>& group : groups_) {
    collect_orders(group, grid);
    if (have_equal_limits(asks_) || have_equal_limits(bids_)) {
      return "equal limit prices that arrive at different times";
    }
  }
  return {};
}

void MarketReplay::load(const Slot& slot) {
  slot_ = &slot;
  round_ = slot.record.system.rounds;
  const std::size_t count = facts_.prosumer_count();
  positions_.resize(count);
  offers_kwh_.resize(count);
  fills_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    positions_[i] = position_of(facts_, slot, i);
    const Offer offer = offer_of(slot, i);
    offers_kwh_[i] = {offer.solar_kwh, offer.stored_kwh};
  }
  group_prosumers(slot);
}

// Zones, or where coalitions are smaller than zones the coalitions.
void MarketReplay::group_prosumers(const Slot& slot) {
  const bool by_zone = !facts_.forms_coalitions();
  for (std::vector<std::uint32_t>& group : groups_) group.clear();
  for (std::size_t i = 0; i < positions_.size(); ++i) {
    const std::int32_t group =
        by_zone ? facts_.prosumers.zone[i] : slot.record.prosumers.coalition[i];
    if (group < 0 || group >= facts_.coalition_limit()) continue;
    if (static_cast<std::size_t>(group) >= groups_.size()) {
      groups_.resize(static_cast<std::size_t>(group) + 1);
    }
    groups_[static_cast<std::size_t>(group)].push_back(static_cast<std::uint32_t>(i));
  }
}

void MarketReplay::hold(double price_sell, std::optional<std::int64_t> round) {
  round_ = round.value_or(slot_->record.system.rounds);
  const market::GridPrices grid{price_sell, slot_->record.system.price_feed_in};
  std::fill(fills_.begin(), fills_.end(), Fill{});
  has_value_.assign(groups_.size(), 0);
  totals_ = {};
  has_traded_ = false;
  if (rule_.role == Role::kNone) return;
  for (std::size_t group = 0; group < groups_.size(); ++group) hold_group(group, grid);
}

void MarketReplay::hold_group(std::size_t group, const market::GridPrices& grid) {
  collect_orders(groups_[group], grid);
  if (asks_.empty() && bids_.empty()) return;
  mechanism_->clear({.asks = asks_, .bids = bids_, .pool_demand_kwh = pool_demand_, .grid = grid},
                    clearing_);
  const double demand = std::accumulate(pool_demand_.begin(), pool_demand_.end(), 0.0);
  double supply = 0;
  for (const market::Order& ask : asks_) supply += ask.quantity_kwh;
  const bool has_value =
      clearing_.volume_kwh() > 0 || std::min(supply, demand) * (grid.sell - grid.feed_in) > 0;
  has_value_[group] = has_value ? 1 : 0;
  if (rule_.role != Role::kPool) totals_.max_welfare += clearing_.max_welfare;
  for (const market::Stage& stage : clearing_.stages()) enter(stage);
}

void MarketReplay::collect_orders(const std::vector<std::uint32_t>& members,
                                  const market::GridPrices& grid) {
  asks_.clear();
  ask_classes_.clear();
  bids_.clear();
  pool_demand_.clear();
  for (const std::uint32_t prosumer : members) place_orders(prosumer, grid);
}

void MarketReplay::place_orders(std::uint32_t prosumer, const market::GridPrices& grid) {
  const double limit = market::on_tick(
      grid.feed_in + facts_.prosumers.reservation_lambda[prosumer] * (grid.sell - grid.feed_in));
  market::Order order{.limit_price = limit, .owner = prosumer};
  if (is_randomized()) order.random_draw = random_draw(prosumer);
  if (offers_kwh_[prosumer][0] + offers_kwh_[prosumer][1] > 0) {
    for (const EnergyClass energy : {EnergyClass::kSolar, EnergyClass::kStorage}) {
      const double kwh = offers_kwh_[prosumer][static_cast<std::size_t>(energy)];
      if (kwh <= 0) continue;
      asks_.push_back(order);
      asks_.back().quantity_kwh = kwh;
      ask_classes_.push_back(energy);
    }
  } else if (slot_->record.prosumers.deficiency_kwh[prosumer] > 0) {
    const double pool_price = rule_.pool_price == market::PoolPrice::kSell
                                  ? grid.sell
                                  : market::mid_market_price(grid.sell, grid.feed_in);
    const double wanted = positions_[prosumer].order(limit);
    const double in_pool = positions_[prosumer].order(pool_price);
    if (wanted <= 0 && in_pool <= 0) return;
    bids_.push_back(order);
    bids_.back().quantity_kwh = wanted;
    pool_demand_.push_back(in_pool);
  }
}

void MarketReplay::enter(const market::Stage& stage) {
  const bool is_auction = market::entry(stage.rule).role == Role::kAuction;
  for (std::size_t i = 0; i < asks_.size(); ++i) {
    const double kwh = stage.asks.quantity_kwh[i];
    Fill& fill = fills_[asks_[i].owner];
    fill.sold_kwh += kwh;
    if (ask_classes_[i] == EnergyClass::kStorage) fill.stored_sold_kwh += kwh;
    fill.earned += stage.asks.money[i];
    if (is_auction) fill.auction_sold_kwh += kwh;
    totals_.class_kwh[static_cast<std::size_t>(ask_classes_[i])] += kwh;
    totals_.class_earned[static_cast<std::size_t>(ask_classes_[i])] += stage.asks.money[i];
  }
  for (std::size_t i = 0; i < bids_.size(); ++i) {
    Fill& fill = fills_[bids_[i].owner];
    fill.bought_kwh += stage.bids.quantity_kwh[i];
    fill.paid += stage.bids.money[i];
    if (is_auction) fill.auction_bought_kwh += stage.bids.quantity_kwh[i];
  }
  if (is_auction) {
    totals_.auction_kwh += stage.volume_kwh;
    totals_.auction_welfare += stage.welfare;
  } else if (stage.rule == MechanismId::kMidMarketRate) {
    totals_.mid_market_kwh += stage.volume_kwh;
  }
  totals_.welfare += stage.welfare;
  if (stage.volume_kwh <= 0) return;
  const auto [least, most] = stage.prices;
  totals_.least_price = has_traded_ ? std::min(totals_.least_price, least) : least;
  totals_.most_price = has_traded_ ? std::max(totals_.most_price, most) : most;
  has_traded_ = true;
}

std::optional<MisreportReplay> MarketReplay::misreport(double price_sell) {
  const market::GridPrices grid{price_sell, slot_->record.system.price_feed_in};
  ProsumerDraw draw{{static_cast<std::uint64_t>(facts_.seed), facts_.rules.audit_share},
                    slot_->index()};
  std::size_t market = 0;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    collect_orders(groups_[group], grid);
    for (const std::vector<market::Order>* side : {&asks_, &bids_}) {
      for (const market::Order& order : *side) {
        if (draw.picks(ProsumerId{order.owner})) market = group;
      }
    }
  }
  if (!draw.picked()) return {};
  collect_orders(groups_[market], grid);
  market::MisreportSearch search{*mechanism_};
  search.load({.asks = asks_, .bids = bids_, .pool_demand_kwh = pool_demand_, .grid = grid});
  const std::uint32_t owner = draw.picked().index();
  return MisreportReplay{search.best_gain_of(owner), owner};
}

double MarketReplay::fed_in_kwh() const {
  double sum = 0;
  for (std::size_t i = 0; i < fills_.size(); ++i) {
    const double own = offers_kwh_[i][static_cast<std::size_t>(EnergyClass::kSolar)];
    sum += own - (fills_[i].sold_kwh - fills_[i].stored_sold_kwh);
  }
  return sum;
}

double MarketReplay::base_elastic_kwh() {
  const double base = slot_->record.system.price_base;
  hold(base);
  const std::vector<Position> lacking = left();
  return sums_at(base, {.left = lacking}).elastic_kwh;
}

std::vector<Position> MarketReplay::left() const {
  std::vector<Position> left = positions_;
  for (std::size_t i = 0; i < left.size(); ++i)
    left[i] = left[i].after_buying(fills_[i].bought_kwh);
  return left;
}

}  // namespace peerwatt::verification
