#include "agents/cps/cps.hpp"

#include "tests/support/cps_in_world.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;
using game::SearchState;

namespace {

// Says the prices it is given, one a round, and then ends as it is told.
class ScriptedLeader final : public LeaderStrategy {
 public:
  void open(const PeakSlot& slot) override {
    opened = slot;
    round_ = 0;
  }
  double price() const override { return prices[round_]; }
  Reporting reporting() const override { return Reporting::kResidualDemand; }
  void receive(const ZoneAnswers& answers) override { received += answers.demands.size(); }
  SearchState end_round() override {
    if (round_ + 1 == prices.size()) return end;
    ++round_;
    return SearchState::kSearching;
  }

  std::vector<double> prices{0.25};
  SearchState end = SearchState::kConverged;
  PeakSlot opened;
  std::size_t received = 0;

 private:
  std::size_t round_ = 0;
};

// The first hour, at midnight, is a peak, the second is not. Base tariff 0.25, feed-in 0.125.
scenario::Scenario peak_at_midnight() {
  scenario::Scenario scenario = two_streets(1);
  scenario.cps.tariff.flat_price = 0.25;
  scenario.cps.tariff.feed_in_price = 0.125;
  scenario.cps.peak.window = {0, 60};
  return scenario;
}

// The CPS with a leader of the test's, and everybody else a mailbox.
struct CpsAtWork {
  explicit CpsAtWork(const scenario::Scenario& described = peak_at_midnight()) : world{described} {}

  void answer(std::uint32_t prosumer, RoundId round, double inflexible_kwh) {
    world.channels.residual_report.send(world.directory.prosumer(ProsumerId{prosumer}),
                                        world.directory.cps(), {round, {inflexible_kwh, 0, {}}, 0});
  }
  void show_meter(std::uint32_t prosumer, const MeterReport& report) {
    world.channels.meter_report.send(world.directory.prosumer(ProsumerId{prosumer}),
                                     world.directory.cps(), report);
  }

  SmallWorld world;
  ScriptedLeader leader;
  Mailbox<TariffNotice> homes{world.channels.tariff_notice};
  Mailbox<TariffNotice> zones{world.channels.tariff_notice_zone};
  Mailbox<TariffNotice> areas{world.channels.tariff_notice_area};
  CpsInWorld with_plant{world, leader};
  Cps& cps = with_plant.cps;
};

}  // namespace

TEST_CASE("off peak the base tariff holds, and everybody is told once") {
  scenario::Scenario scenario = peak_at_midnight();
  scenario.cps.peak.window = {60, 120};
  CpsAtWork at_work{scenario};
  at_work.cps.start();
  at_work.world.run_to(100);
  REQUIRE(at_work.homes.size() == 2);
  CHECK(at_work.zones.size() == 2);
  CHECK(at_work.areas.size() == 0);
  const TariffNotice& notice = at_work.homes[1].message;
  CHECK(notice.round == RoundId{0, 1});
  CHECK(notice.prices.sell == 0.25);
  CHECK(notice.prices.base == 0.25);
  CHECK(notice.prices.feed_in == 0.125);
  CHECK_FALSE(notice.is_peak);
  CHECK(notice.reporting == Reporting::kNone);
  CHECK(notice.announced_at == at_work.world.start());
  CHECK(at_work.cps.account().rounds == 1);
  CHECK_FALSE(at_work.cps.account().searched);
}

// A round is 10 s to the gate and 10 s for reports: the slot has (3600 - 30)/20 = 178 of them.
TEST_CASE("at peak the leader's prices are announced round by round") {
  CpsAtWork at_work;
  at_work.leader.prices = {0.25, 0.5};
  at_work.cps.start();
  at_work.world.run_to(19);
  CHECK(at_work.leader.opened.slot == 0);
  CHECK(at_work.leader.opened.base_price == 0.25);
  CHECK(at_work.leader.opened.most_rounds == 178);
  CHECK(at_work.homes.size() == 2);
  at_work.world.run_to(100);
  REQUIRE(at_work.homes.size() == 4);
  CHECK(at_work.homes[3].message.round == RoundId{0, 2});
  CHECK(at_work.homes[3].message.prices.sell == 0.5);
  CHECK(at_work.homes[3].message.reporting == Reporting::kResidualDemand);
  CHECK(at_work.homes[3].at == at_work.world.at(20 + 1));
  CHECK(at_work.cps.account().rounds == 2);
}

TEST_CASE("a price is no equilibrium unless everybody answered it") {
  for (const bool all : {true, false}) {
    CAPTURE(all);
    CpsAtWork at_work;
    at_work.cps.start();
    at_work.world.run_to(5);
    at_work.answer(0, {0, 1}, 1);
    if (all) at_work.answer(1, {0, 1}, 1);
    at_work.world.run_to(100);
    CHECK(at_work.leader.received == (all ? 2U : 1U));
    CHECK(at_work.cps.account().converged == all);
  }
}

TEST_CASE("answers to an earlier price are ignored") {
  CpsAtWork at_work;
  at_work.leader.prices = {0.25, 0.5};
  at_work.cps.start();
  at_work.world.run_to(25);
  at_work.answer(0, {0, 1}, 1);
  at_work.world.run_to(100);
  CHECK(at_work.leader.received == 0);
}

TEST_CASE("a search that ends at the cap is recorded as capped") {
  CpsAtWork at_work;
  at_work.leader.end = SearchState::kCapped;
  at_work.cps.start();
  at_work.world.run_to(100);
  CHECK(at_work.cps.account().capped);
  CHECK_FALSE(at_work.cps.account().converged);
}

TEST_CASE("announced prices are whole multiples of 1e-9, and not below the feed-in tariff") {
  CpsAtWork at_work;
  at_work.leader.prices = {0.3000000019, 0.1};
  at_work.cps.start();
  at_work.world.run_to(100);
  CHECK(at_work.homes[0].message.prices.sell == 0.300000001);
  CHECK(at_work.homes[2].message.prices.sell == 0.125);
}

TEST_CASE("a CPS that is late announces late, and has fewer rounds") {
  scenario::Scenario scenario = peak_at_midnight();
  scenario.faults.late_announcements = {
      {{scenario.clock.start, scenario.clock.start + Duration::from_seconds(3600)}, 3500}};
  CpsAtWork at_work{scenario};
  at_work.cps.start();
  at_work.world.run_to(3590);
  REQUIRE(at_work.homes.size() == 2);
  CHECK(at_work.homes[0].at == at_work.world.at(3500 + 1));
  CHECK(at_work.leader.opened.most_rounds == 3);
}

TEST_CASE("meters of the slot are added up, those of another are not") {
  CpsAtWork at_work;
  at_work.cps.start();
  at_work.world.run_to(100);
  at_work.show_meter(0, {.slot = 0, .bought_kwh = 3, .bought_elastic_kwh = 1, .reduction_kwh = 2});
  at_work.show_meter(1, {.slot = 0, .bought_kwh = 1, .sold_kwh = 0.5});
  at_work.show_meter(1, {.slot = 7, .bought_kwh = 100});
  at_work.world.run_to(200);
  const CpsAccount& account = at_work.cps.account();
  CHECK(account.supply_kwh == 4);
  CHECK(account.supply_elastic_kwh == 1);
  CHECK(account.feed_in_kwh == 0.5);
  CHECK(account.reduction_kwh == 2);
  CHECK(account.reduction_paid == doctest::Approx(2 * at_work.with_plant.plant.price()));
}

// K = 5 kWh and nobody else: the second slot is a peak if the first one took more.
TEST_CASE("a peak by forecast is where the demand of the slot before exceeds the capacity") {
  for (const double bought : {5.0, 5.5}) {
    CAPTURE(bought);
    scenario::Scenario scenario = peak_at_midnight();
    scenario.cps.peak.by = scenario::PeakDetection::kForecast;
    scenario.cps.capacity_kw = 5;
    CpsAtWork at_work{scenario};
    at_work.cps.start();
    at_work.world.run_to(100);
    CHECK_FALSE(at_work.cps.account().is_peak);
    at_work.show_meter(0, {.slot = 0, .bought_kwh = bought});
    at_work.world.run_to(3600);
    CHECK(at_work.cps.account().is_peak == (bought > 5));
  }
}

// In the slot of midnight 2 kWh are lost, which the operator tells at a quarter to one.
class LossesInTheFirstSlot : public CpsAtWork {
 public:
  explicit LossesInTheFirstSlot(const scenario::Scenario& scenario) : CpsAtWork{scenario} {
    cps.start();
    world.run_to(45 * 60);
    world.channels.loss_notice.send(world.directory.network_operator(), world.directory.cps(),
                                    {.slot = 0, .losses_kwh = 2});
    world.run_to(59 * 60);
  }
  void open_second_slot() { world.run_to(3600 + 5); }
};

TEST_CASE("losses are sold in their slot, and counted on in the next one") {
  scenario::Scenario scenario = peak_at_midnight();
  scenario.cps.peak.window = {60, 120};
  LossesInTheFirstSlot at_work{scenario};
  CHECK(at_work.cps.account().losses_kwh == 2);
  CHECK(at_work.cps.account().expected_losses_kwh == 0);
  at_work.open_second_slot();
  CHECK(at_work.cps.account().losses_kwh == 0);
  CHECK(at_work.cps.account().expected_losses_kwh == 2);
  CHECK(at_work.leader.opened.other_demand_kwh == 2);
}

TEST_CASE("losses of another slot are not these") {
  CpsAtWork at_work;
  at_work.cps.start();
  at_work.world.channels.loss_notice.send(at_work.world.directory.network_operator(),
                                          at_work.world.directory.cps(),
                                          {.slot = 3, .losses_kwh = 2});
  at_work.world.run_to(100);
  CHECK(at_work.cps.account().losses_kwh == 0);
}

TEST_CASE("a peak by forecast counts the losses of the slot before") {
  for (const double capacity_kw : {1.5, 2.5}) {
    scenario::Scenario scenario = peak_at_midnight();
    scenario.cps.peak.by = scenario::PeakDetection::kForecast;
    scenario.cps.capacity_kw = capacity_kw;
    LossesInTheFirstSlot at_work{scenario};
    at_work.open_second_slot();
    CHECK(at_work.cps.account().is_peak == (capacity_kw < 2));
  }
}

// Prosumers are expected to take 3 kWh, as in the slot before.
TEST_CASE("a reduction is asked for of the demand that has the losses of the slot before in it") {
  scenario::Scenario scenario = peak_at_midnight();
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kDemand;
  scenario.virtual_power_plant.above_kw = 4;
  scenario.virtual_power_plant.answer_s = 8;
  CpsAtWork at_work{scenario};
  const Mailbox<ReductionRequest> requests{at_work.world.channels.reduction_request};
  at_work.cps.start();
  at_work.world.run_to(5);
  at_work.answer(0, {0, 1}, 3);
  at_work.world.run_to(45 * 60);
  at_work.world.channels.loss_notice.send(at_work.world.directory.network_operator(),
                                          at_work.world.directory.cps(),
                                          {.slot = 0, .losses_kwh = 2});
  at_work.world.run_to(3600 + 1);
  CHECK(at_work.with_plant.plant.account().requested_kwh == 3 + 2 - 4);
}
