#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/kernel/simulation.hpp"
#include "engine/kernel/transport.hpp"
#include "engine/power_flow/task_runner.hpp"

#include "agents/auctioneers/area_markets.hpp"
#include "agents/auctioneers/zone_auctions.hpp"
#include "agents/cps/cps.hpp"
#include "agents/cps/virtual_power_plant.hpp"
#include "agents/environment/other_demand.hpp"
#include "agents/messages/zone_lines.hpp"
#include "agents/network_operator/network_operator.hpp"
#include "agents/simulation/district.hpp"
#include "agents/simulation/setting.hpp"

namespace peerwatt::agents {

using Districts = std::vector<std::unique_ptr<District>>;

// Those who act for everybody: the CPS with its power plant, the market places above the zones, and
// the network operator.
// They act at their own times only: what they are told is taken in by the districts, and they read
// it, zone by zone, when they act. Whoever looks on has the same clock.
class Centre {
 public:
  // Setting and districts must outlive it. The tasks are those of the power flow.
  Centre(const Setting& setting, const Districts& districts, power_flow::TaskRunner run_tasks = {});
  Centre(const Centre&) = delete;
  Centre& operator=(const Centre&) = delete;

  // Schedules the first slot.
  void start();
  // Takes in what has arrived in the districts since it acted last.
  void take_in();

  kernel::Simulation& simulation() { return simulation_; }
  const Directory& directory() const { return directory_; }
  const kernel::Transport& transport() const { return transport_; }
  const ZoneAuctions& auctions() const { return auctions_; }
  const AreaMarkets& areas() const { return areas_; }
  const Cps& cps() const { return cps_; }
  // Null where no power flow is computed.
  const NetworkOperator* network_operator() const { return operator_ ? &*operator_ : nullptr; }

 private:
  Directory directory_;
  NetworkLatency latency_;
  kernel::Simulation simulation_;
  kernel::Transport transport_;
  Channels channels_;
  const Districts& districts_;
  ZoneLines lines_;
  ZoneReports reports_;
  ZoneAuctions auctions_;
  AreaMarkets areas_;
  OtherDemand other_demand_;
  VirtualPowerPlant plant_;
  std::unique_ptr<LeaderStrategy> leader_;
  Cps cps_;
  std::optional<NetworkOperator> operator_;
  std::vector<UnfilledOrder> unfilled_orders_;
};

}  // namespace peerwatt::agents
