#include "agents/simulation/simulation_run.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "engine/parallel/processors.hpp"
#include "engine/parallel/workers.hpp"
#include "engine/power_flow/task_runner.hpp"

#include "agents/audits/coalition_audit.hpp"
#include "agents/audits/leader_audit.hpp"
#include "agents/audits/misreport_audit.hpp"
#include "agents/simulation/centre.hpp"
#include "agents/simulation/late_order_notes.hpp"
#include "agents/simulation/latency_checks.hpp"
#include "agents/simulation/recorded_price_notes.hpp"
#include "agents/simulation/repair_notes.hpp"
#include "agents/simulation/setting.hpp"
#include "agents/simulation/slot_publication.hpp"

namespace peerwatt::agents {
namespace {

AuditDraw drawn_slots(const Setting& setting) {
  const scenario::Scenario& scenario = setting.scenario;
  return {setting.seed(), audit_share(scenario.trace.audit_every, scenario.clock.slots())};
}

Districts make_districts(Setting& setting, const Division& division) {
  Districts districts;
  for (const ZonePart& part :
       divide_zones(setting.community, setting.tree.zone_count(), division.districts)) {
    districts.push_back(std::make_unique<District>(setting, part));
  }
  return districts;
}

// No more threads than there are districts for.
std::uint32_t threads_for(const Districts& districts, const Division& division) {
  const std::uint32_t wanted =
      division.threads > 0 ? division.threads : parallel::available_processors();
  return std::clamp(static_cast<std::uint32_t>(districts.size()), 1U, wanted);
}

power_flow::TaskRunner tasks_for(parallel::Workers& workers) {
  return [&workers](std::size_t count, const std::function<void(std::size_t)>& task) {
    workers.for_each(count, task);
  };
}

}  // namespace

// The agents hold references to what stands above them here.
struct SimulationRun::World {
  World(const scenario::Scenario& described, const Division& division);

  // Before the centre acts, everything else that is due happens.
  void before_centre_acts(SimTime now, kernel::Phase phase) {
    workers.for_each(districts.size(),
                     [&](std::size_t district) { districts[district]->advance(now, phase); });
    centre.take_in();
  }

  Setting setting;
  Directory directory;  // of everybody
  NetworkLatency latency;
  Districts districts;
  parallel::Workers workers;
  Centre centre;
  MisreportAudit misreports;
  CoalitionAudit coalitions;
  FollowerReplay replay;
  LeaderAudit leader_audit;
  std::optional<Baselines> baselines;
  std::optional<BaselineLosses> baseline_losses;
};

SimulationRun::World::World(const scenario::Scenario& described, const Division& division)
    : setting{described},
      directory{setting.population()},
      latency{setting.latency(directory)},
      districts{make_districts(setting, division)},
      workers{threads_for(districts, division)},
      centre{setting, districts, tasks_for(workers)},
      misreports{setting.scenario, drawn_slots(setting), centre.auctions()},
      coalitions{setting.scenario, drawn_slots(setting), setting.zone_trees, centre.auctions(),
                 setting.accounts},
      replay{setting.community,   setting.households,
             setting.order_terms, {setting.scenario.market, setting.scenario.coalition},
             setting.zone_trees,  order_delays(setting.community, directory, latency)},
      leader_audit{setting.scenario, drawn_slots(setting), replay, centre.cps()} {
  if (setting.scenario.trace.baselines == scenario::BaselineRuns::kOn) {
    baselines.emplace(setting.community, setting.timetable.slot_length().hours());
    if (setting.scenario.network.has_power_flow()) {
      baselines->keep_connections();
      baseline_losses.emplace(setting.community, setting.network, setting.base_loads,
                              setting.scenario.network.phasing(), tasks_for(workers));
    }
  }
  check_latencies({setting.scenario, setting.community, setting.tree, setting.timetable, directory},
                  latency);
  centre.simulation().before_each_batch<&World::before_centre_acts>(*this);
}

SimulationRun::SimulationRun(const scenario::Scenario& scenario, const Division& division)
    : world_{std::make_unique<World>(scenario, division)} {}

SimulationRun::SimulationRun(SimulationRun&&) noexcept = default;
SimulationRun::~SimulationRun() = default;

const recording::RunDescription& SimulationRun::description() const {
  return world_->setting.description;
}

std::uint32_t SimulationRun::threads() const {
  return world_->workers.threads();
}

std::vector<std::string> SimulationRun::profile_sha256() const {
  std::vector<std::string> sums;
  for (const profiles::ProfileLayout& profile : world_->setting.scenario.profiles) {
    sums.push_back(world_->setting.library.all().at(profile.name).sha256);
  }
  return sums;
}

std::vector<Diagnostic> SimulationRun::notes() const {
  const Setting& setting = world_->setting;
  std::vector<Diagnostic> notes =
      recorded_price_notes(setting.scenario, setting.library, setting.timetable);
  if (market::entry(setting.scenario.market.mechanism).role == market::Role::kNone) return notes;
  for (Diagnostic& note :
       late_order_notes(order_delays(setting.community, world_->directory, world_->latency),
                        setting.timetable.gate())) {
    notes.push_back(std::move(note));
  }
  return notes;
}

std::vector<Diagnostic> SimulationRun::repairs() const {
  return repair_notes(world_->setting.scenario, world_->setting.library);
}

recording::RunStatus SimulationRun::execute(recording::TraceSink& sink, SlotListener& listener) {
  World& world = *world_;
  const Setting& setting = world.setting;
  SlotPublication publication{setting, world.districts, world.centre};
  Observer observer{
      {setting.community, setting.timetable, setting.faults, world.centre.directory()},
      publication,
      world.centre.simulation(),
      {setting.scenario.leader,
       {&world.misreports, &world.coalitions, &world.leader_audit},
       world.baselines ? &*world.baselines : nullptr,
       world.baseline_losses ? &*world.baseline_losses : nullptr,
       sink,
       listener}};
  sink.begin(setting.description);
  for (const auto& district : world.districts) district->start();
  world.centre.start();
  observer.start();
  const SimTime end = setting.timetable.end(setting.timetable.slots() - 1);
  world.centre.simulation().run_until(end + Duration::from_microseconds(1));
  const recording::RunStatus status = observer.slots_recorded() == setting.timetable.slots()
                                          ? recording::RunStatus::kComplete
                                          : recording::RunStatus::kInterrupted;
  sink.finish(status);
  return status;
}

}  // namespace peerwatt::agents
