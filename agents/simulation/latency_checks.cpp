#include "agents/simulation/latency_checks.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "agents/messages/reduction_steps.hpp"

namespace peerwatt::agents {

namespace {

// The slowest messages of each kind, and the soonest report.
struct Latencies {
  Duration to_markets;                     // from the CPS
  Duration upwards;                        // from the market places of zones to those above them
  Duration of_settlement;                  // to and from prosumers
  std::optional<Duration> soonest_report;  // after the gates
};

void find_between_markets(const Timing& timing, const kernel::LatencyModel& latency,
                          Latencies& found) {
  const Directory& directory = timing.directory;
  for (const PlaceId place : timing.tree.places()) {
    const PlaceId parent = timing.tree.parent(place);
    if (!parent) continue;
    for (const ZoneId zone : timing.tree.zones(parent)) {
      found.upwards = std::max(
          found.upwards, latency.latency(directory.auctioneer(zone), directory.auctioneer(parent)));
    }
  }
  for (const AgentId auctioneer : directory.zone_auctioneers()) {
    found.to_markets = std::max(found.to_markets, latency.latency(directory.cps(), auctioneer));
  }
}

void find_of_prosumers(const Timing& timing, const kernel::LatencyModel& latency,
                       Latencies& found) {
  const bool has_levels = !timing.scenario.market.levels.empty();
  for (const ProsumerId i : timing.community.prosumers()) {
    const AgentId prosumer = timing.directory.prosumer(i);
    const AgentId auctioneer = timing.directory.auctioneer(timing.community.zones[i]);
    const Duration notice = latency.latency(auctioneer, prosumer);
    const Duration report = latency.latency(prosumer, timing.directory.cps());
    found.of_settlement = std::max({found.of_settlement, notice, report});
    // Notices of a level are sent before the gates of those above it.
    const Duration arrival =
        timing.timetable.report_arrival(has_levels ? Duration{} : notice, report);
    found.soonest_report = std::min(found.soonest_report.value_or(arrival), arrival);
  }
}

void check_markets(const Timing& timing, const Latencies& found, Diagnostics& diagnostics) {
  if (found.to_markets >= timing.timetable.gate()) {
    diagnostics.add({}, fmt::format("market.gate_s: announcements take up to {} s to the market "
                                    "places: gate_s must be longer",
                                    found.to_markets.seconds()));
  }
  if (!timing.scenario.market.levels.empty() &&
      found.upwards >= timing.timetable.shortest_step_upwards()) {
    diagnostics.add({}, fmt::format("market.levels: messages between market places take up to {} "
                                    "s: their gate_s, and half of report_s, must be longer",
                                    found.upwards.seconds()));
  }
}

void check_reports(const Timing& timing, const Latencies& found, Diagnostics& diagnostics) {
  const scenario::LeaderSettings& leader = timing.scenario.leader;
  if (!leader.searches()) return;
  if (leader.protocol == scenario::Protocol::kIterative &&
      found.to_markets >= timing.timetable.totals_latency()) {
    diagnostics.add({}, fmt::format("market.report_s: the market places' totals take up to {} s to "
                                    "the CPS: report_s must be more than four times as long",
                                    found.to_markets.seconds()));
  }
  if (leader.protocol == scenario::Protocol::kDirect &&
      found.soonest_report >= timing.timetable.report()) {
    diagnostics.add({}, fmt::format("market.report_s: the first of the prosumers' reports comes to "
                                    "the CPS {} s after the gate: report_s must be longer",
                                    found.soonest_report->seconds()));
  }
}

void check_settlement(const Timing& timing, const Latencies& found, Diagnostics& diagnostics) {
  if (found.of_settlement >= timing.timetable.longest_settlement_latency()) {
    diagnostics.add(
        {}, fmt::format("market.settlement_s: settlement messages take up to {} s: "
                        "settlement_s must be more than {} as long",
                        found.of_settlement.seconds(),
                        timing.scenario.network.has_power_flow() ? "three times" : "twice"));
  }
}

void check_reductions(const Timing& timing, const Latencies& found, Diagnostics& diagnostics) {
  const scenario::VirtualPowerPlantSettings& plant = timing.scenario.virtual_power_plant;
  if (plant.is_on() && found.to_markets >= ReductionSteps{plant.answer_s}.longest_latency()) {
    diagnostics.add({}, fmt::format("virtual_power_plant.answer_s: promises take up to {} s to the "
                                    "CPS: a quarter of answer_s must be longer",
                                    found.to_markets.seconds()));
  }
}

}  // namespace

IdSlice<ProsumerId, Duration> market_delays(const Community& community, const Directory& directory,
                                            const kernel::LatencyModel& latency) {
  IdSlice<ProsumerId, Duration> delays{directory.part().prosumers};
  for (const ProsumerId i : delays.ids()) {
    delays[i] = latency.latency(directory.prosumer(i), directory.auctioneer(community.zones[i]));
  }
  return delays;
}

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

void check_latencies(const Timing& timing, const kernel::LatencyModel& latency) {
  Latencies found;
  find_between_markets(timing, latency, found);
  find_of_prosumers(timing, latency, found);
  Diagnostics diagnostics;
  check_markets(timing, found, diagnostics);
  check_reports(timing, found, diagnostics);
  check_settlement(timing, found, diagnostics);
  check_reductions(timing, found, diagnostics);
  diagnostics.throw_if_any();
}

}  // namespace peerwatt::agents
