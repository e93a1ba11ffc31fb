#include "agents/scenario/consistency.hpp"

namespace peerwatt::scenario {

void check_leader(const Scenario& scenario, Checker& check) {
  const LeaderSettings& leader = scenario.leader;
  const tariffs::TariffSettings& tariff = scenario.cps.tariff;
  check.require(leader.price_cap >= tariff.highest_base_price(),
                About("leader.price_cap", {"cps.tariff"}),
                "must be at least the highest base tariff {} (got {})", tariff.highest_base_price(),
                leader.price_cap);
  check.require(leader.rule != LeaderRule::kTimeOfUse || !tariff.bands.empty(),
                About("leader.rule", {"cps.tariff.bands"}), "time_of_use needs cps.tariff.bands");
  check.require(
      leader.rule != LeaderRule::kCostMinimizing || leader.protocol == Protocol::kDirect,
      About("leader.protocol", {"leader.rule"}),
      "cost_minimizing needs to know how demand answers to the price, which the totals of the "
      "iterative protocol do not show: use direct");
}

}  // namespace peerwatt::scenario
