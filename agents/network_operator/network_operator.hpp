#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/simulation.hpp"
#include "engine/network/distribution_network.hpp"
#include "engine/power_flow/network_state.hpp"
#include "engine/power_flow/task_runner.hpp"

#include "agents/environment/bus_powers.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/community_power_flow.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/network_operator/connection_readings.hpp"
#include "agents/published/network_account.hpp"
#include "agents/scenario/network_settings.hpp"

namespace peerwatt::agents {

// NetworkOperator is the agent that runs the wires. After each settlement it adds up what the
// connections drew, solves the power flow of the slot's mean powers, notes what violates the
// limits, and tells the CPS the losses, which it buys.
class NetworkOperator {
 public:
  // The readings of all zones, in their order. All must outlive it, but for what runs the tasks
  // of the power flow. Throws InputError where the network is none that can be solved as the
  // settings ask.
  NetworkOperator(const scenario::NetworkSettings& settings,
                  const network::DistributionNetwork& network, const Community& community,
                  const BaseLoads& base_loads, const Timetable& timetable,
                  const Directory& directory, kernel::Simulation& simulation, Channels& channels,
                  std::vector<ConnectionReadings*> readings, power_flow::TaskRunner run_tasks = {});

  // Schedules the first slot.
  void start();
  // Of the slot that was solved last.
  const NetworkAccount& account() const { return account_; }

 private:
  void on_power_flow(kernel::Batch batch);
  void open(std::int32_t slot);
  void solve();
  void read_solution();
  void clear_columns();

  const scenario::NetworkSettings& settings_;
  const network::DistributionNetwork& network_;
  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  std::vector<ConnectionReadings*> readings_;
  std::int32_t slot_ = kNoSlot;
  BusPowers powers_;
  CommunityPowerFlow flow_;
  std::vector<double> inverter_kvar_;  // by bus and phase
  power_flow::NetworkState state_;
  std::vector<double> loading_percent_;  // as the state has loadings
  NetworkAccount account_;
};

}  // namespace peerwatt::agents
