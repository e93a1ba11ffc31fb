#include "agents/environment/community.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/network/synthetic_feeder.hpp"

#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two zones of three buses.
scenario::Scenario two_zones() {
  scenario::Scenario scenario = quiet_day();
  scenario.network.feeder = network::synthetic_feeder({.zones = 2, .buses_per_zone = 3});
  return scenario;
}

Community community_of(const scenario::Scenario& scenario) {
  return make_community(scenario, scenario::Placement{scenario},
                        network::DistributionNetwork{scenario.network.feeder});
}

std::string bus_name(const scenario::Scenario& scenario, BusId bus) {
  return network::DistributionNetwork{scenario.network.feeder}.bus_name(bus);
}

double lambda_of(const bidding::ReservationRule& rule) {
  return std::get<bidding::LambdaReservation>(rule).lambda;
}

scenario::ProsumerGroup mixed_group(const std::string& name, std::int64_t count) {
  scenario::ProsumerGroup group = group_of(name, count);
  group.load.mean_kwh_per_day = uniform_between(5, 20);
  group.load.scale = uniform_between(0.5, 2);
  group.pv.share = 0.5;
  group.pv.capacity_kw = uniform_between(2, 8);
  group.battery.share = 0.4;
  group.battery.capacity_kwh = uniform_between(5, 10);
  group.battery.power_kw = uniform_between(1, 5);
  group.flexible_load.share = uniform_between(0, 1);
  return group;
}

}  // namespace

TEST_CASE("members take the buses of their group in turn, the root left out") {
  scenario::Scenario scenario = two_zones();
  scenario.prosumers = {group_of("home", 8)};
  const Community community = community_of(scenario);
  REQUIRE(community.size() == 8);
  const std::vector<std::string> expected{"z000_b000", "z000_b001", "z000_b002", "z001_b000",
                                          "z001_b001", "z001_b002", "z000_b000", "z000_b001"};
  const network::DistributionNetwork network{scenario.network.feeder};
  std::multiset<std::string> homes, wanted{expected.begin(), expected.end()};
  for (std::uint32_t i = 0; i < 8; ++i) {
    homes.insert(network.bus_name(community.buses[ProsumerId{i}]));
    CHECK(community.zones[ProsumerId{i}] == network.zone(community.buses[ProsumerId{i}]));
  }
  CHECK(homes.count("substation") == 0);
  const auto bus_of = [&](std::uint32_t member) {
    const auto& members = community.members;
    const auto at = std::find(members.begin(), members.end(), member) - members.begin();
    return community.buses[ProsumerId{static_cast<std::uint32_t>(at)}];
  };
  CHECK(bus_of(6) == bus_of(0));
  CHECK(bus_of(7) == bus_of(1));
  CHECK(std::set<BusId>(community.buses.begin(), community.buses.end()).size() == 6);
}

TEST_CASE("a group may name its buses or its zones") {
  scenario::Scenario scenario = two_zones();
  scenario::ProsumerGroup street = group_of("street", 3), east = group_of("east", 4);
  street.buses = {"z001_b002", "z000_b001"};
  east.zones = {"z001"};
  scenario.prosumers = {street, east};
  const Community community = community_of(scenario);
  const std::vector<std::string> names{"street-2", "street-1", "street-3", "east-1",
                                       "east-2",   "east-3",   "east-4"};
  CHECK(community.names.values() == names);
  CHECK(community.groups.values() == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 1});
  CHECK(community.members.values() == std::vector<std::uint32_t>{1, 0, 2, 0, 1, 2, 3});
  CHECK(bus_name(scenario, community.buses[ProsumerId{0}]) == "z000_b001");
  CHECK(bus_name(scenario, community.buses[ProsumerId{1}]) == "z001_b002");
  CHECK(bus_name(scenario, community.buses[ProsumerId{2}]) == "z001_b002");
  for (std::uint32_t i = 3; i < 7; ++i) {
    CHECK(bus_name(scenario, community.buses[ProsumerId{i}]).substr(0, 4) == "z001");
  }
}

TEST_CASE("prosumers are numbered zone by zone, and a range of zones is a range of them") {
  scenario::Scenario scenario = two_zones();
  scenario.prosumers = {group_of("all", 9), group_of("more", 4)};
  const Community community = community_of(scenario);
  CHECK(std::is_sorted(community.zones.begin(), community.zones.end()));
  const IdRange<ProsumerId> first = community.in_zones({ZoneId{0}, 1});
  const IdRange<ProsumerId> second = community.in_zones({ZoneId{1}, 1});
  CHECK(first.size() + second.size() == 13);
  CHECK(first.front() == ProsumerId{0});
  CHECK(second.front().index() == first.size());
  for (const ProsumerId i : first) CHECK(community.zones[i] == ZoneId{0});
  for (const ProsumerId i : second) CHECK(community.zones[i] == ZoneId{1});
  CHECK(community.in_zones({ZoneId{0}, 2}).size() == 13);
  CHECK(community.in_zones({ZoneId{1}, 0}).size() == 0);
  for (const IdRange<ProsumerId>& zone : {first, second}) {
    for (std::uint32_t i = 1; i < zone.size(); ++i) {
      const ProsumerId before{zone.front().index() + i - 1}, after{before.index() + 1};
      CHECK(std::pair{community.groups[before], community.members[before]} <
            std::pair{community.groups[after], community.members[after]});
    }
  }
}

TEST_CASE("a single member is called like its group, and draws what it always did") {
  scenario::Scenario alone = two_zones(), with_another = two_zones();
  alone.prosumers = {group_of("ann", 1)};
  with_another.prosumers = {group_of("ann", 2)};
  const Community one = community_of(alone), two = community_of(with_another);
  CHECK(one.names[ProsumerId{0}] == "ann");
  CHECK(two.names[ProsumerId{0}] == "ann-1");
  CHECK(two.names[ProsumerId{1}] == "ann-2");
  CHECK(one.identities[ProsumerId{0}] == two.identities[ProsumerId{0}]);
  CHECK(one.choke_price[ProsumerId{0}] == two.choke_price[ProsumerId{0}]);
}

TEST_CASE("a group whose zones hold no bus is refused by name") {
  scenario::Scenario scenario = two_zones();
  for (auto& bus : scenario.network.feeder.buses) bus.zone.clear();
  scenario.prosumers = {group_of("nomads", 1)};
  try {
    community_of(scenario);
    FAIL("nothing was thrown");
  } catch (const InputError& error) {
    CHECK(std::string{error.what()}.find("nomads") != std::string::npos);
  }
}

TEST_CASE("what is drawn for a member depends on group name and number alone") {
  scenario::Scenario one = two_zones(), other = two_zones();
  one.prosumers = {mixed_group("a", 5), mixed_group("b", 5)};
  other.prosumers = {mixed_group("c", 2), mixed_group("b", 7), mixed_group("a", 5)};
  const Community first = community_of(one), second = community_of(other);
  for (std::uint32_t i = 0; i < first.size(); ++i) {
    const auto found =
        std::find(second.names.begin(), second.names.end(), first.names[ProsumerId{i}]);
    REQUIRE(found != second.names.end());
    const auto j = static_cast<std::uint32_t>(found - second.names.begin());
    CHECK(first.identities[ProsumerId{i}] == second.identities[ProsumerId{j}]);
    CHECK(first.pv_capacity_kw[ProsumerId{i}] == second.pv_capacity_kw[ProsumerId{j}]);
    CHECK(first.batteries[ProsumerId{i}].capacity_kwh ==
          second.batteries[ProsumerId{j}].capacity_kwh);
    CHECK(first.batteries[ProsumerId{i}].power_kw == second.batteries[ProsumerId{j}].power_kw);
    CHECK(first.flexible_share[ProsumerId{i}] == second.flexible_share[ProsumerId{j}]);
    CHECK(first.choke_price[ProsumerId{i}] == second.choke_price[ProsumerId{j}]);
    CHECK(lambda_of(first.reservation[ProsumerId{i}]) ==
          lambda_of(second.reservation[ProsumerId{j}]));
  }
}

// Fixed seed. 2000 members, two-sided with alpha = 1e-4: 3.891 standard deviations of a share.
TEST_CASE("shares of a group have their devices, and distributions keep their limits") {
  scenario::Scenario scenario = two_zones();
  scenario.prosumers = {mixed_group("a", 2000)};
  const Community community = community_of(scenario);
  int with_pv = 0, with_battery = 0;
  for (std::uint32_t i = 0; i < community.size(); ++i) {
    const devices::BatteryParameters& battery = community.batteries[ProsumerId{i}];
    with_pv += community.pv_capacity_kw[ProsumerId{i}] > 0 ? 1 : 0;
    with_battery += battery.capacity_kwh > 0 ? 1 : 0;
    if (community.pv_capacity_kw[ProsumerId{i}] > 0)
      REQUIRE(community.pv_capacity_kw[ProsumerId{i}] >= 2);
    REQUIRE(community.pv_capacity_kw[ProsumerId{i}] <= 8);
    REQUIRE(battery.reserve_kwh == doctest::Approx(0.1 * battery.capacity_kwh));
    REQUIRE(battery.initial_kwh == doctest::Approx(0.5 * battery.capacity_kwh));
    REQUIRE((battery.capacity_kwh > 0) == (battery.power_kw > 0));
  }
  CHECK(std::abs(with_pv / 2000.0 - 0.5) < 3.891 * std::sqrt(0.25 / 2000));
  CHECK(std::abs(with_battery / 2000.0 - 0.4) < 3.891 * std::sqrt(0.24 / 2000));
}

TEST_CASE("shares of zero and one are nobody and everybody") {
  scenario::Scenario scenario = two_zones();
  scenario::ProsumerGroup none = mixed_group("none", 200), all = mixed_group("all", 200);
  none.pv.share = none.battery.share = 0;
  all.pv.share = all.battery.share = 1;
  scenario.prosumers = {none, all};
  const Community community = community_of(scenario);
  for (std::uint32_t i = 0; i < 400; ++i) {
    CHECK((community.pv_capacity_kw[ProsumerId{i}] > 0) == (community.groups[ProsumerId{i}] == 1));
    CHECK((community.batteries[ProsumerId{i}].capacity_kwh > 0) ==
          (community.groups[ProsumerId{i}] == 1));
  }
}

TEST_CASE("policies reach the batteries") {
  scenario::Scenario scenario = two_zones();
  scenario.prosumers = {mixed_group("a", 1)};
  scenario.prosumers[0].battery.share = 1;
  CHECK(community_of(scenario).batteries[ProsumerId{0}].policy ==
        devices::BatteryPolicy::kSelfConsumption);
  scenario.prosumers[0].battery.policy = devices::BatteryPolicy::kPeakReserve;
  CHECK(community_of(scenario).batteries[ProsumerId{0}].policy ==
        devices::BatteryPolicy::kPeakReserve);
}

// Values that are drawn from the same distribution at the same address are equal; at addresses of
// their own they are not, in 53 bits.
TEST_CASE("no two properties of a member are drawn at one address") {
  const parameters::Distribution any = uniform_between(0, 1);
  scenario::Scenario scenario = two_zones();
  scenario::ProsumerGroup group = group_of("a", 1);
  group.load.mean_kwh_per_day = group.load.scale = group.pv.capacity_kw = any;
  group.battery.capacity_kwh = group.battery.power_kw = any;
  group.flexible_load.share = group.flexible_load.choke_price = any;
  group.preferences.solar_premium = group.preferences.storage_premium = any;
  group.preferences.local_premium = group.bidding.first_at = reservation_lambda(group) = any;
  scenario.prosumers = {group};
  const Community one = community_of(scenario);
  const ProsumerId a{0};
  std::vector<double> drawn{one.pv_capacity_kw[a],     one.batteries[a].capacity_kwh,
                            one.batteries[a].power_kw, one.flexible_share[a],
                            one.choke_price[a],        lambda_of(one.reservation[a]),
                            one.premiums[a][0],        one.premiums[a][1],
                            one.local_premium[a],      one.bidding[a].first_at};
  // Those that no column shows: the loads, and who has PV and a battery.
  const parameters::MemberDraws draws{static_cast<std::uint64_t>(scenario.seed), one.identities[a]};
  for (const std::uint32_t hidden : {0, 1, 2, 4}) {
    drawn.push_back(draws.sample(any, parameters::DrawnProperty{hidden}));
  }
  CHECK(std::set<double>(drawn.begin(), drawn.end()).size() == drawn.size());
}
