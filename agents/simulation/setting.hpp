#pragma once

#include "engine/core/id_vector.hpp"

#include "engine/network/distribution_network.hpp"

#include "agents/auctioneers/event_log.hpp"
#include "agents/environment/base_loads.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/energy_meters.hpp"
#include "agents/environment/faults.hpp"
#include "agents/environment/market_tree.hpp"
#include "agents/environment/network_latency.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/environment/zone_tree.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/messages/directory.hpp"
#include "agents/prosumers/households.hpp"
#include "agents/prosumers/order_terms.hpp"
#include "agents/published/prosumer_accounts.hpp"
#include "agents/scenario/placement.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/run_description.hpp"

namespace peerwatt::agents {

// Where all agents of a run act: who and what there is, and the columns in which each prosumer
// writes its own row.
struct Setting {
  // Throws InputError as SimulationRun does.
  explicit Setting(const scenario::Scenario& described)
      : Setting{described, scenario::Placement{described}} {}

  Population population() const;
  // Of the agents of a directory: prosumers sit at their buses, auctioneers at the head of what
  // they serve, all others at the root.
  NetworkLatency latency(const Directory& directory) const;
  // Events at market places are kept where the trace has them.
  EventLog::Mode log_mode() const;
  std::uint64_t seed() const { return static_cast<std::uint64_t>(scenario.seed); }

  scenario::Scenario scenario;  // in the prices that a run knows, without the feeder
  network::DistributionNetwork network;
  Community community;
  market::ClassHandling classes;
  ProfileLibrary library;
  BaseLoads base_loads;
  recording::RunDescription description;
  MarketTree tree;
  IdVector<ZoneId, ZoneTree> zone_trees;
  Timetable timetable;
  Faults faults;
  EnergyColumns energy;
  Households households;
  ProsumerAccounts accounts;
  OrderTerms order_terms;

 private:
  Setting(const scenario::Scenario& described, const scenario::Placement& placement);
};

}  // namespace peerwatt::agents
