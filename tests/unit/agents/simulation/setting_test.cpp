#include "agents/simulation/setting.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

scenario::Scenario streets() {
  scenario::Scenario scenario = two_streets(2);
  scenario.market.levels = {{.area = scenario::MarketArea::kSubstation}};
  scenario.network.latency = {.fixed_s = 0, .per_hop_s = 1};
  return scenario;
}

}  // namespace

TEST_CASE("a setting counts who there is, and has a row for each prosumer") {
  const Setting setting{streets()};
  CHECK(setting.population().prosumers == 4);
  CHECK(setting.population().zones == 2);
  CHECK(setting.population().areas == 1);
  CHECK(setting.energy.load_kwh.size() == 4);
  CHECK(setting.accounts.balance.size() == 4);
  CHECK(setting.description.prosumers.name.size() == 4);
}

// One second a line. The auctioneer of a zone sits at its head, that of the substation at the root.
TEST_CASE("everybody of a directory sits where it belongs") {
  const Setting setting{streets()};
  const Directory all{setting.population()};
  const NetworkLatency latency = setting.latency(all);
  const auto seconds = [&](AgentId from, AgentId to) {
    return latency.latency(from, to).seconds();
  };
  for (const ProsumerId i : setting.community.prosumers()) {
    const BusId home = setting.community.buses[i];
    const BusId head = setting.network.zone_head(setting.community.zones[i]);
    CHECK(seconds(all.prosumer(i), all.cps()) == setting.network.depth(home));
    CHECK(seconds(all.prosumer(i), all.auctioneer(setting.community.zones[i])) ==
          setting.network.path_hops(home, head));
  }
  CHECK(seconds(all.auctioneer(ZoneId{1}), all.cps()) == 1);
  CHECK(seconds(all.auctioneer(PlaceId{2}), all.cps()) == 0);
  const Directory second{setting.population(), {{ZoneId{1}, 1}, {ProsumerId{2}, 2}}};
  const NetworkLatency of_second = setting.latency(second);
  CHECK(of_second.latency(second.prosumer(ProsumerId{3}), second.cps()) ==
        latency.latency(all.prosumer(ProsumerId{3}), all.cps()));
}
