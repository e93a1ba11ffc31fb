#include "agents/audits/leader_audit.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "agents/market/ticks.hpp"

namespace peerwatt::agents {
namespace {

constexpr std::size_t kGridPrices = 64;
constexpr std::size_t kMostCorners = 1024;
// Of prosumers, at all the corners; coalitions that form take long.
constexpr std::size_t kMostReactions = std::size_t{1} << 22;
constexpr std::size_t kMostReactionsInCoalitions = std::size_t{1} << 16;

// One market of one level per zone, its orders in at one instant, no random draws.
bool can_be_replayed(const scenario::Scenario& scenario) {
  const scenario::MarketSettings& market = scenario.market;
  return scenario.trace.level != recording::TraceLevel::kSummary && market.levels.empty() &&
         !market.is_randomized() &&
         market::entry(market.mechanism).role != market::Role::kContinuous;
}

Prices at_price(Prices prices, double sell) {
  prices.sell = sell;
  return prices;
}

}  // namespace

LeaderAudit::LeaderAudit(const scenario::Scenario& scenario, const AuditDraw& drawn,
                         FollowerReplay& replay, const Cps& cps)
    : settings_{scenario.leader},
      drawn_{drawn},
      rarity_{leader_audit_rarity(scenario.prosumer_count())},
      most_reactions_{scenario.coalition.form() ? kMostReactionsInCoalitions : kMostReactions},
      possible_{can_be_replayed(scenario)},
      replay_{replay},
      cps_{cps} {}

void LeaderAudit::examine(const recording::SlotRecord& slot,
                          recording::CertificateRecord& certificates) {
  const CpsAccount& account = cps_.account();
  const bool is_due = possible_ && account.searched &&
                      drawn_.is_drawn(Audit::kLeader, slot.index, slot.system.is_peak, rarity_);
  if (!is_due || slot.system.degraded || !reproduces(account)) return;
  collect_prices(account.prices);
  const Regret regret = regret_of(account.prices, objective(account));
  certificates.leader_regret = regret.gain;
  certificates.price_regret = regret.price;
}

// Whether the replay of the announced price sells and buys what the meters of the run have shown.
bool LeaderAudit::reproduces(const CpsAccount& account) {
  constexpr double kRounding = 1e-9;
  const double price = account.prices.sell;
  const ResidualSums sums = residual_sums(replay_.after_trade(account.prices), price);
  const auto alike = [](double a, double b) { return std::abs(a - b) <= kRounding * (1 + b); };
  return alike(sums.elastic_kwh + sums.inflexible_kwh, account.supply_kwh) &&
         alike(sums.surplus_kwh, account.feed_in_kwh);
}

// Corners: where somebody's demand ends after own supply, and after the trades that stand; choke
// prices. All that lie between base price and cap, as the lowest prices that can be announced and
// are not below them, thinned evenly where they are too many.
void LeaderAudit::collect_prices(const Prices& announced) {
  corners_.clear();
  add_corners(replay_.before_trade(announced).demands);
  const std::span<const game::ResidualDemand> left = replay_.after_trade(announced).demands;
  add_corners(left);
  std::erase_if(corners_, [&](double price) {
    return price <= announced.base || price >= settings_.price_cap;
  });
  std::sort(corners_.begin(), corners_.end());
  corners_.erase(std::unique(corners_.begin(), corners_.end()), corners_.end());
  thin_corners(std::min(kMostCorners, most_reactions_ / left.size()));
  prices_ = corners_;
  const double step = (settings_.price_cap - announced.base) / (kGridPrices - 1);
  for (std::size_t i = 0; i + 1 < kGridPrices; ++i) {
    prices_.push_back(market::tick_above(announced.base + static_cast<double>(i) * step));
  }
  prices_.push_back(settings_.price_cap);
  std::sort(prices_.begin(), prices_.end());
}

void LeaderAudit::add_corners(std::span<const game::ResidualDemand> demands) {
  for (const game::ResidualDemand& demand : demands) {
    corners_.push_back(market::tick_above(demand.flexible.choke_price));
    corners_.push_back(market::tick_above(demand.satiation_price()));
  }
}

void LeaderAudit::thin_corners(std::size_t most) {
  if (corners_.size() <= most) return;
  for (std::size_t i = 0; i < most; ++i) corners_[i] = corners_[i * corners_.size() / most];
  corners_.resize(most);
}

LeaderObjective LeaderAudit::objective(const CpsAccount& account) {
  const double base = account.prices.base;
  const FollowerReaction at_base = replay_.after_trade(at_price(account.prices, base));
  return {settings_,
          cps_.cost(),
          {.other_demand_kwh = expected_demand_kwh(account),
           .base_price = base,
           .base_elastic_kwh = residual_sums(at_base, base).elastic_kwh}};
}

// The prices rise: the first acceptable one is the lowest. Under the Stackelberg rule no other can
// leave less beyond the target; kWh count at the announced price.
LeaderAudit::Regret LeaderAudit::regret_of(const Prices& announced,
                                           const LeaderObjective& objective) {
  using scenario::LeaderRule;
  const bool is_stackelberg = settings_.rule == LeaderRule::kStackelberg;
  const bool minimizes = settings_.rule == LeaderRule::kCostMinimizing;
  const double own = objective.loss(announced.sell, replay_.after_trade(announced));
  double least = own;
  std::optional<double> lowest;
  for (const double price : prices_) {
    const FollowerReaction reaction = replay_.after_trade(at_price(announced, price));
    least = std::min(least, objective.loss(price, reaction));
    if (!minimizes && !lowest && objective.accepts(price, reaction)) lowest = price;
    if (is_stackelberg && lowest) break;
  }
  return {.gain = (is_stackelberg ? announced.sell : 1.0) * (own - least),
          .price = minimizes ? distance_to_minimum(announced, objective)
                             : std::max(0.0, announced.sell - lowest.value_or(announced.sell))};
}

double LeaderAudit::distance_to_minimum(const Prices& announced, const LeaderObjective& objective) {
  const FollowerReaction stands = replay_.after_trade(announced);
  const game::LeaderOutlay outlay = objective.outlay(stands.surplus_kwh);
  return std::abs(announced.sell - minimizer_.minimize(outlay, stands.demands).price);
}

}  // namespace peerwatt::agents
