#include "agents/cps/leader_strategy.hpp"

#include "agents/cps/price_searching_leaders.hpp"
#include "agents/pricing/units.hpp"

namespace peerwatt::agents {
namespace {

// `flat`, `time_of_use` and `none`: a tariff holds at peak too.
class TariffLeader final : public LeaderStrategy {
 public:
  TariffLeader(const scenario::Scenario& scenario, const Timetable& timetable)
      : rule_{scenario.leader.rule}, tariff_{scenario.cps.tariff}, timetable_{timetable} {}
  void open(const PeakSlot& slot) override { price_ = tariff_price(slot); }
  double price() const override { return price_; }

 private:
  double tariff_price(const PeakSlot& slot) const {
    switch (rule_) {
      case scenario::LeaderRule::kFlat:
        return tariff_.flat_price;
      case scenario::LeaderRule::kTimeOfUse:
        return tariffs::time_of_use_price(tariff_.bands, tariff_.flat_price,
                                          timetable_.minute_of_day(slot.slot));
      default:
        return slot.base_price;
    }
  }

  scenario::LeaderRule rule_;
  const tariffs::TariffSettings& tariff_;
  const Timetable& timetable_;
  double price_ = 0;
};

// `replay`: a recorded price of each slot.
class ReplayLeader final : public LeaderStrategy {
 public:
  explicit ReplayLeader(std::span<const double> prices) : prices_{prices} {}
  void open(const PeakSlot& slot) override {
    price_ = prices_[static_cast<std::size_t>(slot.slot)];
  }
  double price() const override { return price_; }

 private:
  std::span<const double> prices_;  // by slot of the run, currency/kWh
  double price_ = 0;
};

bool has_auction(const scenario::Scenario& scenario) {
  const market::Role role = market::entry(scenario.market.mechanism).role;
  return role == market::Role::kAuction || role == market::Role::kComposite;
}

// Whether the same price has the same answer when it is announced again.
bool answers_alike(const scenario::MarketSettings& market) {
  return !market.is_randomized() &&
         market::entry(market.mechanism).role != market::Role::kContinuous;
}

// Where the price of a pool is the CPS's while supply is ample, buyers satiate themselves up to
// whatever it is: h(p) = p there, which says nothing of lower prices. Nor is it known how h moves
// under rules that look at the net demand.
game::Response response_to(const scenario::Scenario& scenario) {
  const scenario::LeaderSettings& leader = scenario.leader;
  const bool asks_for_net_demand = leader.rule == scenario::LeaderRule::kMarginalCost ||
                                   (leader.rule == scenario::LeaderRule::kStackelberg &&
                                    leader.aim == scenario::LeaderAim::kNoReserve);
  return asks_for_net_demand ||
                 market::entry(scenario.market.mechanism).pool_price == market::PoolPrice::kSell
             ? game::Response::kUnknown
             : game::Response::kFalling;
}

// No lower price is missed without an auction, in one coalition: docs/equilibrium.md, Theorem 4.
// Under randomized rules, or where orders come as they like, an accepted probe would be luck.
SearchManner manner_of(const scenario::Scenario& scenario) {
  const game::Response response = response_to(scenario);
  const bool may_miss = has_auction(scenario) || scenario.coalition.form() ||
                        !scenario.market.levels.empty() || response == game::Response::kUnknown;
  const bool trades = scenario.market.mechanism != market::MechanismId::kNone;
  const bool probes = trades && may_miss && answers_alike(scenario.market);
  return {response, probes ? scenario.leader.probes : 0};
}

std::unique_ptr<LeaderStrategy> make_searching_leader(const scenario::Scenario& scenario,
                                                      const game::GenerationCost& cost) {
  const scenario::LeaderSettings& leader = scenario.leader;
  if (leader.protocol == scenario::Protocol::kIterative) {
    return std::make_unique<IterativeLeader>(leader, cost);
  }
  SearchManner manner = manner_of(scenario);
  switch (leader.rule) {
    case scenario::LeaderRule::kCostMinimizing:
      manner.probes = 0;  // a lower price with h(p) <= p need not be one with h(p) = p
      return std::make_unique<CostMinimizingLeader>(leader, manner, cost);
    case scenario::LeaderRule::kMarginalCost:
      return std::make_unique<MarginalCostLeader>(leader, manner, cost);
    default:
      return std::make_unique<AimingLeader>(leader, manner, cost.capacity_kwh);
  }
}

}  // namespace

std::unique_ptr<LeaderStrategy> make_leader(const scenario::Scenario& scenario,
                                            const ProfileLibrary& library,
                                            const Timetable& timetable) {
  const scenario::LeaderSettings& leader = scenario.leader;
  if (leader.searches()) {
    return make_searching_leader(scenario, generation_cost(scenario.cps, timetable.slot_length()));
  }
  if (leader.rule == scenario::LeaderRule::kReplay) {
    return std::make_unique<ReplayLeader>(library.series(leader.profile, leader.column));
  }
  return std::make_unique<TariffLeader>(scenario, timetable);
}

game::GenerationCost generation_cost(const scenario::CpsSettings& cps, Duration slot) {
  return {.quadratic = cps.cost.quadratic,
          .linear = cps.cost.linear,
          .fixed = cps.cost.fixed,
          .reserve_price = cps.cost.reserve_price,
          .capacity_kwh = game::energy_kwh(cps.capacity_kw, slot)};
}

}  // namespace peerwatt::agents
