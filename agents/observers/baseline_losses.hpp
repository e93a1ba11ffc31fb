#pragma once

#include "engine/network/distribution_network.hpp"
#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/task_runner.hpp"

#include "agents/environment/bus_powers.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/community_power_flow.hpp"
#include "agents/observers/baselines.hpp"

namespace peerwatt::agents {

// Energy lost in the network with the households of each baseline, kWh; 0 without power flow, and
// where none is found.
struct LossesAlone {
  double ordinary_kwh = 0;
  double no_trade_kwh = 0;
};

// BaselineLosses solves the power flow of the two baselines: same network and base loads, and what
// the households draw alone.
class BaselineLosses {
 public:
  // All but the last must outlive it; it runs the tasks of both power flows. Throws InputError
  // where the network is none that can be solved so.
  BaselineLosses(const Community& community, const network::DistributionNetwork& network,
                 const BaseLoads& base_loads, power_flow::Phasing phasing,
                 const power_flow::TaskRunner& run_tasks = {});

  // Of the slot that was played last. The baselines must keep connections.
  LossesAlone solve(const devices::Slot& slot, const Baselines& baselines,
                    const Community::Column<double>& generation_kwh);

 private:
  double solve(const devices::Slot& slot, const HouseholdsAlone& households,
               const Community::Column<double>& generation_kwh, CommunityPowerFlow& flow);

  const Community& community_;
  BusPowers powers_;
  CommunityPowerFlow ordinary_, no_trade_;
};

}  // namespace peerwatt::agents
