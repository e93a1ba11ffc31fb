#include "agents/auctioneers/zone_call_markets.hpp"

#include <map>

#include "agents/auctioneers/coalition_groups.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.3, .feed_in = 0.1};

// Four members in a row, a kilometre from one to the next but for the last two, who are 10 km
// apart.
ZoneTree a_row() {
  return {.parents = {0, 0, 1, 2},
          .charged_lengths = {0, 1, 1, 10},
          .lengths_km = {0, 1, 1, 10},
          .nodes_of_members = {0, 1, 2, 3}};
}

CallMarketRules mid_market(double network_charge) {
  CallMarketRules rules{market::MechanismId::kMidMarketRate, {}, {}};
  rules.coalition.network_charge = network_charge;
  return rules;
}

OrderMessage order(std::uint32_t prosumer, market::Side side, double kwh) {
  return {.side = side,
          .order = {.quantity_kwh = kwh, .limit_price = 0.3, .owner = prosumer},
          .pool_quantity_kwh = kwh};
}

// Members 0 and 3 sell, 1 and 2 buy; prosumers have numbers from 10 on.
void trade(ZoneCallMarkets& market) {
  market.open({});
  market.take(MemberId{0}, {}, order(10, market::Side::kSell, 3));
  market.take(MemberId{1}, {}, order(11, market::Side::kBuy, 1));
  market.take(MemberId{2}, {}, order(12, market::Side::kBuy, 1));
  market.take(MemberId{3}, {}, order(13, market::Side::kSell, 2));
}

std::map<std::uint32_t, double> traded_kwh(const ZoneCallMarkets& market) {
  std::map<std::uint32_t, double> all;
  for (const OrderResult& result : market.results()) {
    CHECK(all.emplace(result.order.owner, result.fill.quantity_kwh).second);
  }
  return all;
}

}  // namespace

TEST_CASE("without a charge a zone is one market") {
  ZoneCallMarkets market{ZoneId{0}, mid_market(0), a_row()};
  trade(market);
  const MarketTotals totals = market.close(kPrices);
  CHECK(market.call_markets().size() == 1);
  CHECK(market.partition().empty());
  CHECK(totals.has_coalition);
  CHECK(totals.volume_kwh == doctest::Approx(2));
  CHECK(traded_kwh(market)[13] == doctest::Approx(0.8));  // 2 kWh shared among 5 kWh of supply
}

// Energy from the last one would cost 10*0.1 a kWh, more than the spread of 0.4.
TEST_CASE("who is too far away stays single, and its order trades with nobody") {
  ZoneCallMarkets market{ZoneId{0}, mid_market(0.1), a_row()};
  trade(market);
  const MarketTotals totals = market.close(kPrices);
  const std::vector<std::int32_t> partition(market.partition().begin(), market.partition().end());
  CHECK(partition == std::vector<std::int32_t>{0, 0, 0, game::kSingle});
  CHECK(market.call_markets().size() == 1);
  CHECK(totals.volume_kwh == doctest::Approx(2));
  CHECK(traded_kwh(market) == std::map<std::uint32_t, double>{{10, 2}, {11, 1}, {12, 1}, {13, 0}});
}

TEST_CASE("what one round traded is gone in the next") {
  ZoneCallMarkets market{ZoneId{0}, mid_market(0.1), a_row()};
  trade(market);
  market.close(kPrices);
  market.open({});
  CHECK(market.results().empty());
  CHECK(market.call_markets().empty());
  market.take(MemberId{1}, {}, order(11, market::Side::kBuy, 1));
  const MarketTotals totals = market.close(kPrices);
  CHECK_FALSE(totals.has_coalition);
  CHECK(traded_kwh(market) == std::map<std::uint32_t, double>{{11, 0}});
}

TEST_CASE("members are grouped by coalition, in the order of numbers, singles left out") {
  constexpr CoalitionId kNone, kThree{3}, kSeven{7};
  CoalitionGroups groups;
  groups.group({kSeven, kNone, kThree, kSeven, kThree, kNone});
  REQUIRE(groups.size() == 2);
  const auto members = [&](std::size_t coalition) {
    std::vector<std::uint32_t> all;
    for (const MemberId member : groups.members(coalition)) all.push_back(member.index());
    return all;
  };
  CHECK(members(0) == std::vector<std::uint32_t>{2, 4});
  CHECK(members(1) == std::vector<std::uint32_t>{0, 3});
  groups.group({kNone});
  CHECK(groups.size() == 0);
}
