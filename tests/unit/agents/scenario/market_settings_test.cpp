#include "agents/scenario/market_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

using market::MechanismId;

TEST_CASE("the gates of all levels close one after the other") {
  MarketSettings market;
  CHECK(market.all_gates_s() == 5);
  market.levels = {{.gate_s = 2}, {.gate_s = 3.5}};
  CHECK(market.all_gates_s() == 10.5);
}

TEST_CASE("a market is randomized where a rule at any level is") {
  CHECK_FALSE(MarketSettings{}.is_randomized());
  MarketSettings market;
  market.mechanism = MechanismId::kMuda;
  CHECK(market.is_randomized());
  market = {};
  market.auction = MechanismId::kRandomBilateral;
  CHECK(market.is_randomized());
  market = {};
  market.levels = {{.auction = MechanismId::kVcg}};
  CHECK_FALSE(market.is_randomized());
  market.levels.push_back({.auction = MechanismId::kMuda});
  CHECK(market.is_randomized());
}

TEST_CASE("the neighbourhoods' rule is made of what the settings say of it") {
  MarketSettings market;
  market.auction = MechanismId::kVcg;
  market.k = 0.25;
  market.pair_price = market::PairPrice::kMidpoint;
  const market::MechanismParameters parameters = mechanism_parameters(market);
  CHECK(parameters.auction == MechanismId::kVcg);
  CHECK(parameters.k == 0.25);
  CHECK(parameters.pair_price == market::PairPrice::kMidpoint);
  CHECK(parameters.classes == market::ClassHandling::kTogether);
}

TEST_CASE("every rule can be a neighbourhood's, and only an auction the stage before a pool") {
  MarketSettings market;
  const ParameterList names = ParameterList::of(market);
  CHECK(names.at("mechanism").choices.size() == market::mechanisms().size());
  Names auctions;
  for (const market::MechanismEntry& rule : market::mechanisms()) {
    if (rule.role == market::Role::kAuction) auctions.emplace_back(rule.name);
  }
  CHECK(names.at("auction").choices == auctions);
  CHECK(ParameterList::of(MarketLevel{}).at("auction").choices == auctions);
}

TEST_CASE("a rule is chosen by its name, though auctions are counted without the other rules") {
  MarketSettings market;
  const ParameterList chosen{market, {{"mechanism", "bill_sharing"}, {"auction", "vcg"}}};
  CHECK(market.mechanism == MechanismId::kBillSharing);
  CHECK(market.auction == MechanismId::kVcg);
  MarketLevel level;
  const ParameterList of_level{level, {{"auction", "trade_reduction"}, {"area", "feeder"}}};
  CHECK(level.auction == MechanismId::kTradeReduction);
  CHECK(level.area == MarketArea::kFeeder);
}

TEST_CASE("a gate is open for a moment at least, and k lies between both ends") {
  const ParameterList market = ParameterList::of(MarketSettings{});
  CHECK(market.inadmissible_defaults().empty());
  CHECK(ParameterList::of(MarketLevel{}).inadmissible_defaults().empty());
  for (const char* time : {"gate_s", "report_s", "settlement_s"}) {
    CHECK_FALSE(market.accepts(time, 0));
    CHECK(market.accepts(time, 0.001));
    CHECK_FALSE(market.accepts(time, 86401));
  }
  CHECK(market.accepts("k", 0));
  CHECK(market.accepts("k", 1));
  CHECK_FALSE(market.accepts("k", 1.001));
}

}  // namespace
}  // namespace peerwatt::scenario
