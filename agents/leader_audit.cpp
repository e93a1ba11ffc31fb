#include "agents/leader_audit.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::agents {
namespace {

constexpr std::size_t kGridPrices = 64;
constexpr std::size_t kMostCorners = 1024;
// Of prosumers, at all the corners; coalitions that form take long.
constexpr std::size_t kMostReactions = std::size_t{1} << 22;
constexpr std::size_t kMostReactionsInCoalitions = std::size_t{1} << 16;

// One market of one level per zone, its orders in at one instant, no lots drawn.
bool can_be_replayed(const scenario::Scenario& scenario) {
  const scenario::MarketSettings& market = scenario.market;
  return scenario.trace.level != scenario::TraceLevel::kSummary && market.levels.empty() &&
         !market.draws_lots() && market::entry(market.mechanism).role != market::Role::kContinuous;
}

Prices at_price(Prices prices, double sell) {
  prices.sell = sell;
  return prices;
}

double elastic_kwh(std::span<const game::ResidualDemand> demands, double price) {
  double sum = 0;
  for (const game::ResidualDemand& demand : demands) sum += demand.elastic_quantity_kwh(price);
  return sum;
}

double total_kwh(std::span<const game::ResidualDemand> demands, double price) {
  double sum = 0;
  for (const game::ResidualDemand& demand : demands) sum += demand.at(price);
  return sum;
}

// An audit lets everybody react some hundred times: the more there are, the rarer it is.
std::int64_t interval(std::int64_t prosumers) {
  constexpr std::int64_t kProsumers = 500;
  return (prosumers + kProsumers - 1) / kProsumers;
}

}  // namespace

LeaderAudit::LeaderAudit(const scenario::Scenario& scenario, FollowerReplay& replay)
    : settings_{scenario.leader},
      every_{scenario.trace.audit_every * interval(scenario.prosumer_count())},
      most_reactions_{scenario.coalition.form() ? kMostReactionsInCoalitions : kMostReactions},
      possible_{can_be_replayed(scenario)},
      replay_{replay} {}

bool LeaderAudit::is_due(const CpsAccount& account) {
  if (!possible_ || every_ == 0 || !account.searched) return false;
  return searched_slots_++ % every_ == 0;
}

std::optional<LeaderRegret> LeaderAudit::regret(const CpsAccount& account,
                                                const game::GenerationCost& cost, Heard heard) {
  if (!is_due(account) || heard != Heard::kAll || !reproduces(account)) return {};
  collect_prices(account.prices);
  if (settings_.rule == scenario::LeaderRule::kStackelberg) return satiating_regret(account.prices);
  return outlay_regret(account.prices, {.cost = cost,
                                        .other_kwh = account.other_demand_kwh,
                                        .base_price = account.prices.base,
                                        .price_cap = settings_.price_cap});
}

// Whether the replay of the announced price sells what the meters of the run have shown.
bool LeaderAudit::reproduces(const CpsAccount& account) {
  constexpr double kRounding = 1e-9;
  const double price = account.prices.sell;
  const double replayed = total_kwh(replay_.after_trade(account.prices), price);
  return std::abs(replayed - account.supply_kwh) <= kRounding * (1 + account.supply_kwh);
}

// Corners: where somebody's demand ends after own supply, and after the trades that stand; choke
// prices. All that lie between base price and cap, thinned evenly where they are too many.
void LeaderAudit::collect_prices(const Prices& announced) {
  corners_.clear();
  add_corners(replay_.before_trade(announced));
  const std::span<const game::ResidualDemand> left = replay_.after_trade(announced);
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
    prices_.push_back(announced.base + static_cast<double>(i) * step);
  }
  prices_.push_back(settings_.price_cap);
  std::sort(prices_.begin(), prices_.end());
}

void LeaderAudit::add_corners(std::span<const game::ResidualDemand> demands) {
  for (const game::ResidualDemand& demand : demands) {
    corners_.push_back(demand.flexible.choke_price);
    corners_.push_back(demand.satiation_price());
  }
}

void LeaderAudit::thin_corners(std::size_t most) {
  if (corners_.size() <= most) return;
  for (std::size_t i = 0; i < most; ++i) corners_[i] = corners_[i * corners_.size() / most];
  corners_.resize(most);
}

// The prices rise, so the first one that leaves nothing elastic is the lowest, and no other can
// leave less.
LeaderRegret LeaderAudit::satiating_regret(const Prices& announced) {
  const double sold = elastic_kwh(replay_.after_trade(announced), announced.sell);
  double least = sold;
  LeaderRegret regret;
  for (const double price : prices_) {
    const double elastic = elastic_kwh(replay_.after_trade(at_price(announced, price)), price);
    least = std::min(least, elastic);
    if (elastic > 0) continue;
    regret.price = std::max(0.0, announced.sell - price);
    break;
  }
  regret.gain = announced.sell * (sold - least);
  return regret;
}

LeaderRegret LeaderAudit::outlay_regret(const Prices& announced, const game::LeaderOutlay& outlay) {
  const std::span<const game::ResidualDemand> demands = replay_.after_trade(announced);
  const double own = outlay.at(announced.sell, total_kwh(demands, announced.sell));
  LeaderRegret regret{.price =
                          std::abs(announced.sell - minimizer_.minimize(outlay, demands).price)};
  for (const double price : prices_) {
    const double there =
        outlay.at(price, total_kwh(replay_.after_trade(at_price(announced, price)), price));
    regret.gain = std::max(regret.gain, own - there);
  }
  return regret;
}

}  // namespace peerwatt::agents
