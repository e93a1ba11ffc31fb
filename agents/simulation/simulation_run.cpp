#include "agents/simulation/simulation_run.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/network/distribution_network.hpp"

#include "agents/auctioneers/reduction_pools.hpp"
#include "agents/audits/coalition_audit.hpp"
#include "agents/audits/leader_audit.hpp"
#include "agents/audits/misreport_audit.hpp"
#include "agents/environment/network_latency.hpp"
#include "agents/scenario/whole_prices.hpp"
#include "agents/simulation/late_order_notes.hpp"
#include "agents/simulation/recorded_price_notes.hpp"
#include "agents/simulation/run_description.hpp"
#include "agents/simulation/slot_publication.hpp"

namespace peerwatt::agents {
namespace {

// Prosumers sit at their buses, auctioneers at the head of what they serve, the CPS at the root.
IdVector<AgentId, BusId> places(const Community& community, const MarketTree& tree,
                                const network::DistributionNetwork& network,
                                const Directory& directory) {
  IdVector<AgentId, BusId> bus_of_agent{community.buses.values()};
  for (const PlaceId place : tree.places()) bus_of_agent.push_back(tree.bus(place));
  bus_of_agent.resize(directory.agent_count(), network.root());
  return bus_of_agent;
}

// Only prosumers have identities, and only they are at an end of a message that may be lost.
kernel::Loss message_loss(const scenario::Scenario& scenario, const Community& community,
                          const Directory& directory) {
  kernel::Loss loss{.probability = scenario.network.loss_probability,
                    .seed = static_cast<std::uint64_t>(scenario.seed)};
  if (loss.probability == 0) return loss;
  loss.identities = IdVector<AgentId, std::uint64_t>{community.identities.values()};
  loss.identities.resize(directory.agent_count());
  return loss;
}

}  // namespace

// From a prosumer to its market place.
Community::Column<Duration> market_delays(const Community& community, const Directory& directory,
                                          const kernel::LatencyModel& latency) {
  Community::Column<Duration> delays;
  for (const ProsumerId i : community.prosumers()) {
    delays.push_back(
        latency.latency(directory.prosumer(i), directory.auctioneer(community.zones[i])));
  }
  return delays;
}

// From an announcement until the order of a prosumer is at its market place.
Community::Column<Duration> order_delays(const Community& community, const Directory& directory,
                                         const kernel::LatencyModel& latency) {
  Community::Column<Duration> delays;
  for (const ProsumerId i : community.prosumers()) {
    const AgentId prosumer = directory.prosumer(i);
    delays.push_back(latency.latency(directory.cps(), prosumer) +
                     latency.latency(prosumer, directory.auctioneer(community.zones[i])));
  }
  return delays;
}

// In the prices that a run knows. The network is built from the feeder, which nobody needs then.
scenario::Scenario in_whole_prices(const scenario::Scenario& described) {
  scenario::Scenario scenario = described;
  scenario.network.feeder = {};
  scenario::round_prices(scenario);
  return scenario;
}

AuditDraw drawn_slots(const scenario::Scenario& scenario) {
  return {static_cast<std::uint64_t>(scenario.seed),
          audit_share(scenario.trace.audit_every, scenario.clock.slots())};
}

// The agents hold references to what stands above them here.
struct SimulationRun::World {
  explicit World(const scenario::Scenario& described);

  void check_latencies() const;

  scenario::Scenario scenario;
  network::DistributionNetwork network;
  Community community;
  ProfileLibrary library;
  recording::RunDescription description;
  MarketTree tree;
  IdVector<ZoneId, ZoneTree> zone_trees;
  Timetable timetable;
  Faults faults;
  Directory directory;
  EnergyMeters meters;
  Households households;
  OtherDemand other_demand;
  NetworkLatency latency;
  kernel::Simulation simulation;
  kernel::Transport transport;
  Channels channels;
  EventLog log;
  Prosumers prosumers;
  Auctioneers auctioneers;
  AreaMarkets areas;
  ReductionPools reduction_pools;
  VirtualPowerPlant plant;
  std::unique_ptr<LeaderStrategy> leader;
  Cps cps;
  MisreportAudit misreports;
  CoalitionAudit coalitions;
  FollowerReplay replay;
  LeaderAudit leader_audit;
  std::optional<Baselines> baselines;
};

SimulationRun::World::World(const scenario::Scenario& described)
    : scenario{in_whole_prices(described)},
      network{described.network.feeder},
      community{make_community(scenario, network)},
      library{described},
      description{describe_run(scenario, network, community, library)},
      tree{network, scenario.market.levels},
      zone_trees{make_zone_trees(network, community, scenario.coalition)},
      timetable{scenario.clock, scenario.market},
      faults{scenario.faults, network, timetable},
      directory{community.size(), tree.zone_count(), tree.place_count() - tree.zone_count()},
      meters{scenario, community, library},
      households{community, meters, timetable.slot_length().hours()},
      other_demand{scenario, library},
      latency{scenario.network.latency, network, places(community, tree, network, directory)},
      simulation{scenario.clock.start, directory.agent_count()},
      transport{simulation, latency, message_loss(scenario, community, directory)},
      channels{simulation, transport},
      log{scenario.trace.level == recording::TraceLevel::kOrders ? EventLog::Mode::kOn
                                                                 : EventLog::Mode::kOff},
      prosumers{community,
                households,
                timetable,
                directory,
                scenario.market,
                market_delays(community, directory, latency),
                static_cast<std::uint64_t>(scenario.seed),
                simulation,
                channels},
      auctioneers{community,
                  tree,
                  zone_trees,
                  timetable,
                  faults,
                  directory,
                  {scenario.market, scenario.coalition, static_cast<std::uint64_t>(scenario.seed)},
                  simulation,
                  channels,
                  log},
      areas{community, tree, timetable, directory, scenario.market.levels, simulation, channels},
      reduction_pools{community,  ReductionSteps{scenario.virtual_power_plant.answer_s},
                      faults,     directory,
                      simulation, channels},
      plant{scenario.virtual_power_plant, timetable, directory, simulation, channels},
      leader{make_leader(scenario, library, timetable)},
      cps{scenario.cps, *leader,    other_demand, timetable, faults,
          directory,    simulation, plant,        channels},
      misreports{scenario, drawn_slots(scenario), auctioneers},
      coalitions{scenario, drawn_slots(scenario), zone_trees, auctioneers, prosumers.accounts()},
      replay{community,
             households,
             prosumers.order_terms(),
             {scenario.market, scenario.coalition},
             zone_trees,
             order_delays(community, directory, latency)},
      leader_audit{scenario, drawn_slots(scenario), replay, cps} {
  if (scenario.trace.baselines == scenario::BaselineRuns::kOn) {
    baselines.emplace(community, timetable.slot_length().hours());
  }
  check_latencies();
}

// Orders may come late; announcements to the markets and settlement must not.
void SimulationRun::World::check_latencies() const {
  Duration to_markets, of_settlement, upwards;
  std::optional<Duration> soonest_report;  // after the gates
  for (const PlaceId place : tree.places()) {
    const PlaceId parent = tree.parent(place);
    if (!parent) continue;
    for (const ZoneId zone : tree.zones(parent)) {
      upwards = std::max(upwards,
                         latency.latency(directory.auctioneer(zone), directory.auctioneer(parent)));
    }
  }
  for (const AgentId auctioneer : directory.zone_auctioneers()) {
    to_markets = std::max(to_markets, latency.latency(directory.cps(), auctioneer));
  }
  for (const ProsumerId i : community.prosumers()) {
    const AgentId prosumer = directory.prosumer(i);
    const AgentId auctioneer = directory.auctioneer(community.zones[i]);
    const Duration notice = latency.latency(auctioneer, prosumer);
    const Duration report = latency.latency(prosumer, directory.cps());
    of_settlement = std::max({of_settlement, notice, report});
    // Notices of a level are sent before the gates of those above it.
    const Duration arrival =
        timetable.report_arrival(scenario.market.levels.empty() ? notice : Duration{}, report);
    soonest_report = std::min(soonest_report.value_or(arrival), arrival);
  }
  Diagnostics diagnostics;
  if (to_markets >= timetable.gate()) {
    diagnostics.add({}, fmt::format("market.gate_s: announcements take up to {} s to the market "
                                    "places: gate_s must be longer",
                                    to_markets.seconds()));
  }
  if (!scenario.market.levels.empty() && upwards >= timetable.shortest_step_upwards()) {
    diagnostics.add({}, fmt::format("market.levels: messages between market places take up to {} "
                                    "s: their gate_s, and half of report_s, must be longer",
                                    upwards.seconds()));
  }
  const bool tells_totals =
      scenario.leader.searches() && scenario.leader.protocol == scenario::Protocol::kIterative;
  if (tells_totals && to_markets >= timetable.totals_latency()) {
    diagnostics.add({}, fmt::format("market.report_s: the market places' totals take up to {} s to "
                                    "the CPS: report_s must be more than four times as long",
                                    to_markets.seconds()));
  }
  const bool tells_residuals =
      scenario.leader.searches() && scenario.leader.protocol == scenario::Protocol::kDirect;
  if (tells_residuals && soonest_report >= timetable.report()) {
    diagnostics.add({}, fmt::format("market.report_s: the first of the prosumers' reports comes to "
                                    "the CPS {} s after the gate: report_s must be longer",
                                    soonest_report->seconds()));
  }
  if (of_settlement >= timetable.longest_settlement_latency()) {
    diagnostics.add({}, fmt::format("market.settlement_s: settlement messages take up to {} s: "
                                    "settlement_s must be more than twice as long",
                                    of_settlement.seconds()));
  }
  const ReductionSteps steps{scenario.virtual_power_plant.answer_s};
  if (scenario.virtual_power_plant.is_on() && to_markets >= steps.longest_latency()) {
    diagnostics.add({}, fmt::format("virtual_power_plant.answer_s: promises take up to {} s to the "
                                    "CPS: a quarter of answer_s must be longer",
                                    to_markets.seconds()));
  }
  diagnostics.throw_if_any();
}

SimulationRun::SimulationRun(const scenario::Scenario& scenario)
    : world_{std::make_unique<World>(scenario)} {}

SimulationRun::SimulationRun(SimulationRun&&) noexcept = default;
SimulationRun::~SimulationRun() = default;

const recording::RunDescription& SimulationRun::description() const {
  return world_->description;
}

std::vector<std::string> SimulationRun::profile_sha256() const {
  std::vector<std::string> sums;
  for (const profiles::ProfileLayout& profile : world_->scenario.profiles) {
    sums.push_back(world_->library.all().at(profile.name).sha256);
  }
  return sums;
}

std::vector<Diagnostic> SimulationRun::notes() const {
  const World& world = *world_;
  std::vector<Diagnostic> notes =
      recorded_price_notes(world.scenario, world.library, world.timetable);
  if (market::entry(world.scenario.market.mechanism).role == market::Role::kNone) return notes;
  for (Diagnostic& note : late_order_notes(
           order_delays(world.community, world.directory, world.latency), world.timetable.gate())) {
    notes.push_back(std::move(note));
  }
  return notes;
}

recording::RunStatus SimulationRun::execute(recording::TraceSink& sink, SlotListener& listener) {
  World& world = *world_;
  SlotPublication publication{{world.community, world.households, world.prosumers,
                               world.auctioneers, world.areas, world.cps, world.transport,
                               world.log}};
  Observer observer{{world.community, world.timetable, world.faults, world.directory},
                    publication,
                    world.simulation,
                    {world.scenario.leader,
                     {&world.misreports, &world.coalitions, &world.leader_audit},
                     world.baselines ? &*world.baselines : nullptr,
                     sink,
                     listener}};
  sink.begin(world.description);
  world.prosumers.start();
  world.cps.start();
  observer.start();
  const SimTime end = world.timetable.end(world.timetable.slots() - 1);
  world.simulation.run_until(end + Duration::from_microseconds(1));
  const recording::RunStatus status = observer.slots_recorded() == world.timetable.slots()
                                          ? recording::RunStatus::kComplete
                                          : recording::RunStatus::kInterrupted;
  sink.finish(status);
  return status;
}

}  // namespace peerwatt::agents
