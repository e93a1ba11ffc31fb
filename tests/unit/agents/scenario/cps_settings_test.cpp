#include "agents/scenario/cps_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

// 0.40 from 17:00 to 21:00.
tariffs::TariffSettings evening_band(tariffs::BaseTariff base) {
  return {.base = base, .flat_price = 0.25, .bands = {{{17 * 60, 21 * 60}, 0.40}}};
}

TEST_CASE("the base price is the flat one, or that of the band that covers the minute") {
  CHECK(evening_band(tariffs::BaseTariff::kFlat).base_price(18 * 60) == 0.25);
  const tariffs::TariffSettings tariff = evening_band(tariffs::BaseTariff::kTimeOfUse);
  CHECK(tariff.base_price(17 * 60) == 0.40);
  CHECK(tariff.base_price(21 * 60) == 0.25);
  CHECK(tariff.base_price(0) == 0.25);
}

TEST_CASE("bands count for the highest base price only where the base tariff takes them") {
  CHECK(evening_band(tariffs::BaseTariff::kFlat).highest_base_price() == 0.25);
  tariffs::TariffSettings tariff = evening_band(tariffs::BaseTariff::kTimeOfUse);
  CHECK(tariff.highest_base_price() == 0.40);
  tariff.bands[0].price = 0.10;
  CHECK(tariff.highest_base_price() == 0.25);
}

TEST_CASE("three rules of the leader search their price") {
  const auto searches = [](LeaderRule rule) {
    LeaderSettings leader;
    leader.rule = rule;
    return leader.searches();
  };
  CHECK(searches(LeaderRule::kStackelberg));
  CHECK(searches(LeaderRule::kCostMinimizing));
  CHECK(searches(LeaderRule::kMarginalCost));
  CHECK_FALSE(searches(LeaderRule::kFlat));
  CHECK_FALSE(searches(LeaderRule::kTimeOfUse));
  CHECK_FALSE(searches(LeaderRule::kReplay));
  CHECK_FALSE(searches(LeaderRule::kNone));
}

TEST_CASE("names of choices stand for the values at their places") {
  LeaderSettings leader;
  const ParameterList chosen{
      leader, {{"rule", "marginal_cost"}, {"aim", "share"}, {"protocol", "iterative"}}};
  CHECK(leader.rule == LeaderRule::kMarginalCost);
  CHECK(leader.aim == LeaderAim::kShare);
  CHECK(leader.protocol == Protocol::kIterative);
  const ParameterList no_rule{leader, {{"rule", "none"}}};
  CHECK(leader.rule == LeaderRule::kNone);
  CpsSettings cps;
  const ParameterList of_cps{cps, {{"tariff.base", "time_of_use"}, {"peak.by", "forecast"}}};
  CHECK(cps.tariff.base == tariffs::BaseTariff::kTimeOfUse);
  CHECK(cps.peak.by == PeakDetection::kForecast);
}

TEST_CASE("energy is sold for something, and may be bought for nothing") {
  const ParameterList cps = ParameterList::of(CpsSettings{});
  CHECK(cps.inadmissible_defaults().empty());
  CHECK_FALSE(cps.accepts("tariff.flat_price", 0));
  CHECK(cps.accepts("tariff.flat_price", 1e-9));
  CHECK(cps.accepts("tariff.feed_in_price", 0));
  CHECK_FALSE(cps.accepts("tariff.feed_in_price", -0.01));
  CHECK(cps.accepts("capacity_kw", 0));
  CHECK_FALSE(cps.accepts("cost.quadratic", -1e-9));
}

TEST_CASE("a search has two rounds at least, one to announce and one to settle") {
  const ParameterList leader = ParameterList::of(LeaderSettings{});
  CHECK(leader.inadmissible_defaults().empty());
  CHECK(leader.accepts("max_rounds", 2));
  CHECK_FALSE(leader.accepts("max_rounds", 1));
  CHECK(leader.accepts("aim_share", 1));
  CHECK_FALSE(leader.accepts("aim_share", 1.01));
  CHECK_FALSE(leader.accepts("price_tolerance", 0));
  CHECK_FALSE(leader.accepts("probes", -1));
}

}  // namespace
}  // namespace peerwatt::scenario
