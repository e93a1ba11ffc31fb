#include "agents/leader_strategy.hpp"

#include "engine/core/quantity.hpp"

#include "agents/price_searching_leaders.hpp"

namespace peerwatt::agents {
namespace {

// `flat` and `time_of_use`: the tariff holds at peak too.
class TariffLeader final : public LeaderStrategy {
 public:
  TariffLeader(const scenario::Scenario& scenario, const Timetable& timetable)
      : rule_{scenario.leader.rule}, tariff_{scenario.cps.tariff}, timetable_{timetable} {}
  void open(const PeakSlot& slot) override {
    price_ = rule_ == scenario::LeaderRule::kFlat
                 ? tariff_.flat_price
                 : scenario::time_of_use_price(tariff_.bands, tariff_.flat_price,
                                               timetable_.minute_of_day(slot.slot));
  }
  double price() const override { return price_; }

 private:
  scenario::LeaderRule rule_;
  const scenario::TariffSettings& tariff_;
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

// Where the price of a pool is the CPS's while supply is ample, buyers satiate themselves up to
// whatever it is: h(p) = p there, which says nothing of lower prices.
game::Response response_to(const scenario::MarketSettings& market) {
  return market::entry(market.mechanism).pool_price == market::PoolPrice::kSell
             ? game::Response::kUnknown
             : game::Response::kFalling;
}

std::unique_ptr<LeaderStrategy> make_stackelberg_leader(const scenario::LeaderSettings& leader,
                                                        game::Response response) {
  if (leader.protocol == scenario::Protocol::kIterative) {
    return std::make_unique<IterativeLeader>(leader);
  }
  return std::make_unique<SatiatingLeader>(leader, response);
}

}  // namespace

std::unique_ptr<LeaderStrategy> make_leader(const scenario::Scenario& scenario,
                                            const ProfileLibrary& library,
                                            const Timetable& timetable) {
  const scenario::LeaderSettings& leader = scenario.leader;
  switch (leader.rule) {
    case scenario::LeaderRule::kStackelberg:
      return make_stackelberg_leader(leader, response_to(scenario.market));
    case scenario::LeaderRule::kCostMinimizing:
      return std::make_unique<CostMinimizingLeader>(
          leader, response_to(scenario.market),
          generation_cost(scenario.cps, timetable.slot_length()));
    case scenario::LeaderRule::kReplay:
      return std::make_unique<ReplayLeader>(library.series(leader.profile, leader.column));
    case scenario::LeaderRule::kFlat:
    case scenario::LeaderRule::kTimeOfUse:
      break;
  }
  return std::make_unique<TariffLeader>(scenario, timetable);
}

game::GenerationCost generation_cost(const scenario::CpsSettings& cps, Duration slot) {
  return {.quadratic = cps.cost.quadratic,
          .linear = cps.cost.linear,
          .fixed = cps.cost.fixed,
          .reserve_price = cps.cost.reserve_price,
          .capacity_kwh = (Power{cps.capacity_kw} * slot).value()};
}

}  // namespace peerwatt::agents
