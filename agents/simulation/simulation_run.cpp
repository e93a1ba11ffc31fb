#include "agents/simulation/simulation_run.hpp"

#include <optional>

#include "engine/network/distribution_network.hpp"

#include "agents/auctioneers/reduction_pools.hpp"
#include "agents/audits/coalition_audit.hpp"
#include "agents/audits/leader_audit.hpp"
#include "agents/audits/misreport_audit.hpp"
#include "agents/environment/network_latency.hpp"
#include "agents/scenario/whole_prices.hpp"
#include "agents/simulation/late_order_notes.hpp"
#include "agents/simulation/latency_checks.hpp"
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

}  // namespace

// The agents hold references to what stands above them here.
struct SimulationRun::World {
  explicit World(const scenario::Scenario& described);

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
  Concentrators concentrators;
  ZoneReports reports;
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
      concentrators{ids<ZoneId>(tree.zone_count()), community, directory, channels},
      reports{{&concentrators}},
      plant{scenario.virtual_power_plant, timetable, directory, simulation, channels, reports},
      leader{make_leader(scenario, library, timetable)},
      cps{scenario.cps, *leader,    other_demand, timetable, faults,
          directory,    simulation, plant,        channels,  reports},
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
  check_latencies({scenario, community, tree, timetable, directory}, latency);
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
