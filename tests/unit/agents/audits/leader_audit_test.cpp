#include "agents/audits/leader_audit.hpp"

#include <vector>

#include "tests/support/cps_in_world.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"
#include "tests/unit/agents/audits/peak_slot.hpp"
#include "tests/unit/agents/audits/replayed_homes.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Announces one price and calls it found.
class OnePrice final : public LeaderStrategy {
 public:
  explicit OnePrice(double price) : price_{price} {}
  void open(const PeakSlot&) override {}
  double price() const override { return price_; }
  Reporting reporting() const override { return Reporting::kResidualDemand; }
  void receive(const ZoneAnswers&) override {}

 private:
  double price_;
};

// The load of the homes is half flexible and worth 0.75 down to the base price of 0.25; midnight is
// a peak.
scenario::Scenario village(const TemporaryFolder& folder, const std::vector<KnownHome>& homes) {
  scenario::Scenario scenario = known_homes(folder, homes);
  scenario.prosumers[0].flexible_load = {.share = 0.5, .choke_price = 0.75};
  scenario.market.mechanism = market::MechanismId::kMidMarketRate;
  scenario.trace.level = recording::TraceLevel::kAgents;
  scenario.leader.price_cap = 0.9;
  scenario.cps.tariff.flat_price = 0.25;
  scenario.cps.tariff.feed_in_price = 0.125;
  scenario.cps.peak.window = {0, 60};
  return scenario;
}

struct AuditedLeader {
  // Of a home that misses 4 kWh, and others.
  explicit AuditedLeader(double price, const std::vector<KnownHome>& known = {{4, 0}})
      : world{village(folder, known)}, leader{price} {
    cps.start();
    world.run_to(60);
  }
  // What the first home's meter shows.
  void show(double bought_kwh) {
    const MeterReport report{.slot = 0, .bought_kwh = bought_kwh};
    world.channels.meter_report.send(world.directory.prosumer(ProsumerId{0}), world.directory.cps(),
                                     report);
    world.run_to(70);
  }
  recording::CertificateRecord examined(double share = 1) {
    LeaderAudit audit{world.scenario, AuditDraw{1, share}, replayed.replay, cps};
    recording::CertificateRecord certificates;
    audit.examine(peak_slot(0), certificates);
    return certificates;
  }

  TemporaryFolder folder;
  SmallWorld world;
  OnePrice leader;
  Mailbox<TariffNotice> homes{world.channels.tariff_notice};
  Mailbox<TariffNotice> zones{world.channels.tariff_notice_zone};
  Mailbox<TariffNotice> areas{world.channels.tariff_notice_area};
  CpsInWorld with_plant{world, leader};
  Cps& cps = with_plant.cps;
  ReplayedHomes replayed{world};
};

}  // namespace

TEST_CASE("the price that just ends all elastic demand leaves nothing to be desired") {
  AuditedLeader leader{0.75};
  leader.show(2);
  const recording::CertificateRecord certificates = leader.examined();
  CHECK(certificates.leader_regret == 0);
  CHECK(certificates.price_regret == doctest::Approx(0).epsilon(1e-9));
}

// 1 kWh of elastic demand is left, and counts at the price.
TEST_CASE("a price that is too low regrets the elastic demand that it leaves") {
  AuditedLeader leader{0.5};
  leader.show(3);
  CHECK(leader.examined().leader_regret == doctest::Approx(0.5));
}

TEST_CASE("a price that is too high is that much above the lowest that would have done") {
  AuditedLeader leader{0.875};
  leader.show(2);
  const recording::CertificateRecord certificates = leader.examined();
  CHECK(certificates.leader_regret == 0);
  CHECK(certificates.price_regret == doctest::Approx(0.125).epsilon(1e-6));
}

// At 0.875 the 3 kWh of the neighbour serve what must be served and one flexible kWh; the next is
// worth 0.5, which lies between two prices of the grid.
TEST_CASE("prices are tried where demand ends after the trades that stand") {
  AuditedLeader leader{0.875, {{4, 0}, {0, 3}}};
  leader.show(0);
  const recording::CertificateRecord certificates = leader.examined();
  CHECK(certificates.leader_regret == 0);
  CHECK(certificates.price_regret == doctest::Approx(0.375).epsilon(1e-6));
}

TEST_CASE("nothing is said where the meters show something else than the replay") {
  AuditedLeader leader{0.75};
  leader.show(2.5);
  CHECK_FALSE(leader.examined().leader_regret.has_value());
}

TEST_CASE("nothing is said of a slot that is not drawn") {
  AuditedLeader leader{0.75};
  leader.show(2);
  CHECK_FALSE(leader.examined(0).leader_regret.has_value());
}
