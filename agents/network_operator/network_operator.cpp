#include "agents/network_operator/network_operator.hpp"

#include <algorithm>
#include <utility>

#include "agents/network_operator/limit_check.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

NetworkOperator::NetworkOperator(const scenario::NetworkSettings& settings,
                                 const network::DistributionNetwork& network,
                                 const Community& community, const BaseLoads& base_loads,
                                 const Timetable& timetable, const Directory& directory,
                                 kernel::Simulation& simulation, Channels& channels,
                                 std::vector<ConnectionReadings*> readings,
                                 power_flow::TaskRunner run_tasks)
    : settings_{settings},
      network_{network},
      timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      readings_{std::move(readings)},
      powers_{base_loads, network.bus_count(), settings.phasing()},
      flow_{community, network, settings.phasing(), std::move(run_tasks)},
      inverter_kvar_(flow_.inverter_kvar().size()),
      state_{network, settings.phasing()},
      loading_percent_(state_.loading_kva.size()) {
  simulation_.on<&NetworkOperator::on_power_flow>(phase::kPowerFlow, *this);
}

void NetworkOperator::start() {
  open(0);
}

void NetworkOperator::open(std::int32_t slot) {
  slot_ = slot;
  for (ConnectionReadings* readings : readings_) readings->open_slot(slot);
  const AgentId self = directory_.network_operator();
  simulation_.schedule(timetable_.power_flow(slot), phase::kPowerFlow, self, self);
}

void NetworkOperator::on_power_flow(kernel::Batch) {
  solve();
  channels_.loss_notice.send(directory_.network_operator(), directory_.cps(),
                             {slot_, account_.losses_kwh});
  if (slot_ + 1 < timetable_.slots()) open(slot_ + 1);
}

void NetworkOperator::solve() {
  powers_.open(timetable_.device_slot(slot_));
  for (const ConnectionReadings* readings : readings_) {
    readings->add_to(powers_);
    readings->write_limits(flow_);
  }
  const power_flow::SolverOutcome outcome = flow_.solve(powers_);
  account_ = {};
  account_.converged = outcome.converged;
  account_.base_load_factor = powers_.base_load_factor();
  if (outcome.converged) {
    read_solution();
  } else {
    account_.unsolved_bus = outcome.worst_bus;
    clear_columns();
  }
  account_.voltage_pu = state_.voltage_pu;
  account_.loading_percent = loading_percent_;
  account_.power_kw = state_.power_kw;
  account_.reactive_kvar = state_.reactive_kvar;
  account_.losses_kw = state_.losses_kw;
  account_.inverter_kvar = inverter_kvar_;
}

void NetworkOperator::read_solution() {
  flow_.read(state_);
  std::ranges::copy(flow_.inverter_kvar(), inverter_kvar_.begin());
  find_loadings(state_.loading_kva, network_.ratings_kva(), loading_percent_);
  account_.losses_kwh = state_.total_losses_kw * timetable_.slot_length().hours();
  check_voltages(settings_.limits, settings_.phasing(), state_.voltage_pu, account_);
  check_loadings(settings_.limits, settings_.phasing(), loading_percent_, account_);
}

void NetworkOperator::clear_columns() {
  for (std::vector<double>* column : {&state_.voltage_pu, &state_.power_kw, &state_.reactive_kvar,
                                      &state_.losses_kw, &loading_percent_, &inverter_kvar_}) {
    std::ranges::fill(*column, recording::kNoValue);
  }
}

}  // namespace peerwatt::agents
