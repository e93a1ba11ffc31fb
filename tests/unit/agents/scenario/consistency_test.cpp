#include <functional>

#include <fmt/format.h>

#include "engine/network/synthetic_feeder.hpp"

#include "agents/scenario/scenario.hpp"

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::plain_scenario;

struct Mistake {
  const char* what;
  std::function<void(Scenario&)> make;
  std::vector<std::string> paths;  // complained of, in this order
};

void check(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    CAPTURE(mistake.what);
    Scenario scenario = plain_scenario();
    mistake.make(scenario);
    std::vector<std::string> paths;
    for (const Inconsistency& found : inconsistencies(scenario)) {
      paths.push_back(found.path);
      CHECK_FALSE(found.message.empty());
    }
    CHECK(paths == mistake.paths);
  }
}

TEST_CASE("a scenario of defaults fits together") {
  CHECK(inconsistencies(plain_scenario()).empty());
}

TEST_CASE("the clock must divide the day and know its zone") {
  check({{"slot", [](Scenario& s) { s.clock.slot_s = 1700; }, {"clock.slot_s"}},
         {"zone", [](Scenario& s) { s.clock.time_zone = "Mars/Base"; }, {"clock.time_zone"}},
         {"fraction",
          [](Scenario& s) { s.clock.start = SimTime::from_microseconds(1'500'000); },
          {"clock.start"}}});
}

TEST_CASE("faults must have a time, a zone and room for one round, and not overlap") {
  const auto at = [](int hour) { return SimTime::from_seconds(1'751'328'000 + 3600 * hour); };
  using Late = LateAnnouncement;
  using Outage = AuctioneerOutage;
  check({{"an outage that ends when it begins",
          [&](Scenario& s) {
            s.faults.auctioneers = {{"z000", {at(1), at(1)}}};
          },
          {"faults.auctioneers[0].until"}},
         {"zone",
          [&](Scenario& s) {
            s.faults.auctioneers = {{"z009", {at(1), at(2)}}};
          },
          {"faults.auctioneers[0].zone"}},
         {"two outages of a zone at a time",
          [&](Scenario& s) {
            s.faults.auctioneers = {{"z000", {at(1), at(3)}}, {"z000", {at(2), at(4)}}};
          },
          {"faults.auctioneers[1]"}},
         {"one after the other, and of two zones at a time",
          [&](Scenario& s) {
            s.faults.auctioneers = {Outage{"z000", {at(1), at(3)}}, Outage{"z000", {at(3), at(4)}},
                                    Outage{"z001", {at(1), at(4)}}};
          },
          {}},
         {"the last moment before settlement",
          [&](Scenario& s) {
            s.faults.late_announcements = {Late{{at(1), at(2)}, 1760}};
          },
          {}},
         {"a moment later",
          [&](Scenario& s) {
            s.faults.late_announcements = {Late{{at(1), at(2)}, 1760.001}};
          },
          {"faults.late_announcements[0].delay_s"}},
         {"backwards",
          [&](Scenario& s) {
            s.faults.late_announcements = {Late{{at(2), at(1)}, 1}};
          },
          {"faults.late_announcements[0].until"}},
         {"two delays at a time",
          [&](Scenario& s) {
            s.faults.late_announcements = {Late{{at(1), at(3)}, 1}, Late{{at(0), at(2)}, 2}};
          },
          {"faults.late_announcements[1]"}}});
}

TEST_CASE("a virtual power plant needs its time in a slot, and a market that knows classes") {
  const auto with_plant = [](Scenario& s) {
    s.virtual_power_plant.trigger = ReductionTrigger::kPeak;
    s.leader.rule = LeaderRule::kFlat;
  };
  check({{"time",
          [&](Scenario& s) {
            with_plant(s);
            s.virtual_power_plant.answer_s = 1760.001;
          },
          {"virtual_power_plant.answer_s"}},
         {"time for a search",
          [&](Scenario& s) {
            with_plant(s);
            s.leader.rule = LeaderRule::kStackelberg;
            s.leader.max_rounds = 176;
            s.virtual_power_plant.answer_s = 10.001;
          },
          {"leader.max_rounds"}},
         {"all the time that there is",
          [&](Scenario& s) {
            with_plant(s);
            s.virtual_power_plant.answer_s = 1760;
          },
          {}},
         {"with a late announcement",
          [&](Scenario& s) {
            with_plant(s);
            const SimTime start = s.clock.start;
            s.faults.late_announcements = {{{start, start + s.clock.slot()}, 1752.001}};
          },
          {"faults.late_announcements[0].delay_s"}},
         {"order book",
          [&](Scenario& s) {
            with_plant(s);
            s.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
          },
          {"virtual_power_plant.trigger"}}});
}

TEST_CASE("tariffs must be above the feed-in price, their bands apart") {
  check({{"flat price",
          [](Scenario& s) { s.cps.tariff.feed_in_price = 0.25; },
          {"cps.tariff.flat_price"}},
         {"price of a band",
          [](Scenario& s) {
            s.cps.tariff.bands = {{{0, 60}, 0.08}};
          },
          {"cps.tariff.bands[0].price"}},
         {"overlap",
          [](Scenario& s) {
            s.cps.tariff.bands = {{{0, 60}, 0.3}, {{60, 120}, 0.3}, {{119, 200}, 0.3}};
          },
          {"cps.tariff.bands[2]"}},
         {"window of a band",
          [](Scenario& s) {
            s.cps.tariff.bands = {{{60, 60}, 0.3}};
          },
          {"cps.tariff.bands[0].to"}},
         {"window of the peak",
          [](Scenario& s) {
            s.cps.peak.window = {1200, 600};
          },
          {"cps.peak.to"}}});
}

TEST_CASE("time of use needs bands") {
  check({{"base",
          [](Scenario& s) { s.cps.tariff.base = tariffs::BaseTariff::kTimeOfUse; },
          {"cps.tariff.base"}},
         {"leader", [](Scenario& s) { s.leader.rule = LeaderRule::kTimeOfUse; }, {"leader.rule"}}});
}

TEST_CASE("the leader's cap lies above the base tariff, and so does the value of flexible load") {
  check({{"cap", [](Scenario& s) { s.leader.price_cap = 0.24; }, {"leader.price_cap"}},
         {"choke price",
          [](Scenario& s) { s.prosumers[0].flexible_load.choke_price = 0.25; },
          {"prosumers[0].flexible_load.choke_price"}}});
}

TEST_CASE("a leader who minimizes its cost needs to know how demand answers to the price") {
  check({{"iterative",
          [](Scenario& s) {
            s.leader.rule = LeaderRule::kCostMinimizing;
            s.leader.protocol = Protocol::kIterative;
          },
          {"leader.protocol"}},
         {"direct", [](Scenario& s) { s.leader.rule = LeaderRule::kCostMinimizing; }, {}},
         {"satiating", [](Scenario& s) { s.leader.protocol = Protocol::kIterative; }, {}}});
}

TEST_CASE("a leader who replays prices needs a profile that holds prices, and never 0 for one") {
  const auto replay = [](Scenario& s) {
    s.leader.rule = LeaderRule::kReplay;
    s.leader.profile = "sun";
    s.leader.column = "price";
    s.profiles[0].unit = profiles::CellUnit::kPrice;
  };
  const auto changed = [&](auto change) {
    return [=](Scenario& s) {
      replay(s);
      change(s);
    };
  };
  check({{"fits", replay, {}},
         {"no profile", [](Scenario& s) { s.leader.rule = LeaderRule::kReplay; }, {"leader.rule"}},
         {"no column", changed([](Scenario& s) { s.leader.column = ""; }), {"leader.column"}},
         {"unknown", changed([](Scenario& s) { s.leader.profile = "son"; }), {"leader.profile"}},
         {"energies",
          changed([](Scenario& s) { s.profiles[0].unit = profiles::CellUnit::kKilowatt; }),
          {"leader.profile"}},
         {"load out of prices",
          changed([](Scenario& s) {
            s.prosumers[0].load.profile = "sun";
            s.prosumers[0].load.columns = {"price"};
          }),
          {"prosumers[0].load.profile"}},
         {"repairs",
          changed([](Scenario& s) {
            s.profiles[0].gaps = s.profiles[0].negatives = profiles::Repair::kZero;
            s.profiles[0].duplicates = s.profiles[0].daylight_saving = profiles::Repair::kZero;
          }),
          {"profiles[0].gaps", "profiles[0].duplicates", "profiles[0].daylight_saving",
           "profiles[0].negatives"}},
         {"one round",
          changed([](Scenario& s) {
            s.market.gate_s = s.market.report_s = 200;
            s.leader.max_rounds = 60;
          }),
          {}}});
}

TEST_CASE("the rounds must fit into a slot") {
  // One round takes gate_s + report_s; settlement_s stays free.
  const auto with_rounds = [](std::int64_t rounds) {
    return [rounds](Scenario& s) {
      s.market.gate_s = s.market.report_s = 10;
      s.market.settlement_s = 100;
      s.clock.slot_s = 1800;
      s.leader.max_rounds = rounds;
    };
  };
  check({{"just fits", with_rounds(85), {}},
         {"one more", with_rounds(86), {"leader.max_rounds"}},
         {"a leader who does not search needs one round",
          [&](Scenario& s) {
            with_rounds(86)(s);
            s.leader.rule = LeaderRule::kFlat;
          },
          {}}});
}

TEST_CASE("names are given once, and what they refer to exists") {
  check({{"group twice",
          [](Scenario& s) { s.prosumers.push_back(s.prosumers[0]); },
          {"prosumers[1].name"}},
         {"profile twice",
          [](Scenario& s) { s.profiles.push_back(s.profiles[0]); },
          {"profiles[1].name"}},
         {"no group", [](Scenario& s) { s.prosumers.clear(); }, {"prosumers"}},
         {"unknown profile",
          [](Scenario& s) {
            s.prosumers[0].load.profile = "son";
            s.prosumers[0].load.columns = {"a"};
          },
          {"prosumers[0].load.profile"}},
         {"profile without columns",
          [](Scenario& s) { s.prosumers[0].pv.profile = "sun"; },
          {"prosumers[0].pv.columns"}},
         {"columns without profile",
          [](Scenario& s) { s.other_customers.column = "a"; },
          {"other_customers.column"}},
         {"unknown bus",
          [](Scenario& s) {
            s.prosumers[0].buses = {"z000_b001", "z009_b001", "substation"};
          },
          {"prosumers[0].buses[1]", "prosumers[0].buses[2]"}},
         {"unknown zone",
          [](Scenario& s) {
            s.prosumers[0].zones = {"z002", "z001"};
          },
          {"prosumers[0].zones[0]"}},
         {"both",
          [](Scenario& s) {
            s.prosumers[0].zones = {"z001"};
            s.prosumers[0].buses = {"z000_b001"};
          },
          {"prosumers[0].zones"}}});
}

TEST_CASE("a battery starts with its reserve at least") {
  check({{"below",
          [](Scenario& s) {
            s.prosumers[0].battery.reserve_share = 0.2;
            s.prosumers[0].battery.initial_share = 0.1;
          },
          {"prosumers[0].battery.initial_share"}}});
}

TEST_CASE("a complaint names the other parameters that it rests on") {
  Scenario scenario = plain_scenario();
  scenario.leader.price_cap = 0.1;
  const auto found = inconsistencies(scenario);
  REQUIRE(found.size() == 1);
  CHECK(found[0].others == std::vector<std::string>{"cps.tariff"});
}

// Looking at all profiles, zones or windows for each of the others would take minutes.
TEST_CASE("very many groups, profiles and faults are checked") {
  constexpr int kMany = 30'000;
  const auto at = [](int hour) { return SimTime::from_seconds(1'751'328'000 + 3600 * hour); };
  Scenario scenario = plain_scenario();
  scenario.network.feeder = network::synthetic_feeder({.zones = kMany, .buses_per_zone = 1});
  scenario.profiles.clear();
  scenario.prosumers.clear();
  for (int i = 0; i < kMany; ++i) {
    scenario.profiles.emplace_back().name = fmt::format("profile{}", i);
    ProsumerGroup group;
    group.name = fmt::format("group{}", i);
    group.load.profile = scenario.profiles.back().name;
    group.load.columns = {"load"};
    group.zones = {scenario.network.feeder.buses.back().zone};
    scenario.prosumers.push_back(group);
    scenario.faults.auctioneers.push_back({group.zones.front(), {at(2 * i), at(2 * i + 1)}});
  }
  CHECK(inconsistencies(scenario).empty());

  for (int i = 0; i < kMany; ++i) {
    const auto index = static_cast<std::size_t>(i);
    scenario.prosumers[index].load.profile = fmt::format("misspelled{}", i);
    scenario.faults.auctioneers[index].window = {at(0), at(1)};
    scenario.faults.late_announcements.push_back({{at(0), at(1)}, 1});
    scenario.cps.tariff.bands.push_back({{0, 60}, 0.3});
  }
  // A misspelled profile each, and overlaps with the first outage, announcement and band.
  CHECK(inconsistencies(scenario).size() == kMany + 3 * (kMany - 1));
}

}  // namespace
}  // namespace peerwatt::scenario
