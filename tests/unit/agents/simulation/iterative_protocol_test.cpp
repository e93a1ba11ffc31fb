// What the CPS receives under `protocol: iterative`: sums of its market places, and nothing else.
#include <algorithm>
#include <type_traits>

#include "engine/network/synthetic_feeder.hpp"

#include "agents/cps/cps.hpp"
#include "agents/cps/leader_strategy.hpp"

#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

class NoDelay final : public kernel::LatencyModel {
 public:
  Duration latency(AgentId, AgentId) const override { return {}; }
};

// Plays three market places of a demand that ends at 0.75, and no prosumer at all: there is nobody
// else to tell the CPS anything.
class PlayedMarkets {
 public:
  PlayedMarkets(const Directory& directory, Channels& channels)
      : directory_{directory}, channels_{channels} {
    channels.tariff_notice.deliver_to<&PlayedMarkets::ignore>(*this);
    channels.tariff_notice_area.deliver_to<&PlayedMarkets::ignore>(*this);
    channels.tariff_notice_zone.deliver_to<&PlayedMarkets::answer>(*this);
  }
  void ignore(const kernel::Inbox<TariffNotice>& inbox) {
    for (const auto& [from, to, notice] : inbox) asked_ = notice.reporting;
  }
  void answer(const kernel::Inbox<TariffNotice>& inbox) {
    for (const auto& [from, to, notice] : inbox) {
      prices_.push_back(notice.prices.sell);
      const double elastic = std::max(0.0, 0.75 - notice.prices.sell);
      channels_.residual_totals.send(to, directory_.cps(),
                                     {notice.round, elastic, 0.5, 0, answers_});
    }
  }

  Reporting asked_ = Reporting::kNone;
  std::uint32_t answers_ = 2;   // of the two prosumers of each zone
  std::vector<double> prices_;  // announced

 private:
  const Directory& directory_;
  Channels& channels_;
};

struct Played {
  explicit Played(std::uint32_t answers) {
    scenario = quiet_day();
    scenario.cps.peak.window = {0, 60};
    scenario.leader.protocol = scenario::Protocol::kIterative;
    const ProfileLibrary library{scenario};
    const network::DistributionNetwork network{scenario.network.feeder};
    const scenario::Placement placement{scenario};
    const BaseLoads base_loads{scenario, placement, network, library};
    const OtherDemand other{scenario, library, base_loads};
    const Timetable timetable{scenario.clock, scenario.market};
    const Directory directory{{6, 3}};
    kernel::Simulation simulation{scenario.clock.start, directory.agent_count()};
    const NoDelay latency;
    kernel::Transport transport{simulation, latency, {}};
    Channels channels{simulation, transport};
    PlayedMarkets markets{directory, channels};
    markets.answers_ = answers;
    const auto leader = make_leader(scenario, library, timetable);
    const Faults faults{scenario.faults, network, timetable};
    const Community community = make_community(scenario, placement, network);
    const ZoneLines lines{{{&directory, &channels}}};
    Concentrators concentrators{directory.part().zones, community, directory, channels};
    const ZoneReports reports{{&concentrators}};
    VirtualPowerPlant plant{
        scenario.virtual_power_plant, timetable, directory, simulation, lines, reports};
    Cps cps{scenario.cps, *leader, other,    timetable, faults, directory,
            simulation,   plant,   channels, lines,     reports};
    cps.start();
    simulation.run_until(timetable.settlement(0));
    account = cps.account();
    asked = markets.asked_;
    prices = markets.prices_;
  }
  scenario::Scenario scenario;
  CpsAccount account;
  Reporting asked{};
  std::vector<double> prices;
};

}  // namespace

TEST_CASE("the CPS finds the price from the sums of its market places alone") {
  const Played played{2};
  CHECK(played.asked == Reporting::kResidualTotals);
  CHECK(played.account.converged);
  CHECK(played.account.prices.sell >= 0.75);
  CHECK(played.account.prices.sell <= 0.75 + 1e-6);
  CHECK(played.account.rounds >= 4);
  CHECK(played.prices.size() == 3 * static_cast<std::size_t>(played.account.rounds));
}

TEST_CASE("sums that do not tell of every prosumer make no equilibrium") {
  const Played played{1};
  CHECK_FALSE(played.account.converged);
  CHECK(played.account.prices.sell <= 0.75 + 1e-6);
}

// A message that held more would be another type.
TEST_CASE("an answer is three numbers, and so is a sum, but for how many it is of") {
  const auto [round, elastic, inflexible, surplus] = ResidualAnswer{};
  CHECK(std::is_same_v<std::remove_const_t<decltype(round)>, RoundId>);
  CHECK(elastic + inflexible + surplus == 0);
  const auto [of_round, elastic_sum, inflexible_sum, surplus_sum, answers] = ResidualTotals{};
  CHECK(std::is_same_v<std::remove_const_t<decltype(of_round)>, RoundId>);
  CHECK(elastic_sum + inflexible_sum + surplus_sum + answers == 0);
}
