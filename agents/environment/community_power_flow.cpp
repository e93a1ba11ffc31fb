#include "agents/environment/community_power_flow.hpp"

#include <algorithm>
#include <utility>

namespace peerwatt::agents {
namespace {

using power_flow::DroopCurve;
using power_flow::RespondingInverter;

std::vector<ProsumerId> answering_in(const Community& community) {
  std::vector<ProsumerId> answering;
  for (const ProsumerId i : community.prosumers()) {
    if (community.answers_to_voltage(i)) answering.push_back(i);
  }
  return answering;
}

DroopCurve droop_of(const devices::VoltVarCurve& curve) {
  const double fed_in = -curve.fed_in_percent / 100, drawn = curve.drawn_percent / 100;
  return DroopCurve{{{curve.voltage_pu[0], fed_in},
                     {curve.voltage_pu[1], 0},
                     {curve.voltage_pu[2], 0},
                     {curve.voltage_pu[3], drawn}}};
}

// A curve for each group, flat where its inverters do not answer.
std::vector<DroopCurve> curves_of(const Community& community) {
  std::vector<DroopCurve> curves;
  for (const ReactivePowers& powers : community.reactive_powers) {
    const bool answers = devices::answers_to_voltage(powers.inverter.reactive_power);
    curves.push_back(answers ? droop_of(volt_var_curve(powers.inverter))
                             : DroopCurve{{DroopCurve::Point{}}});
  }
  return curves;
}

power_flow::VoltageResponse response_of(const Community& community,
                                        const std::vector<ProsumerId>& answering,
                                        const network::DistributionNetwork& network,
                                        power_flow::Phasing phasing) {
  std::vector<RespondingInverter> inverters;
  for (const ProsumerId i : answering) {
    inverters.push_back({.bus = community.buses[i],
                         .phase = community.phases[i],
                         .rating_kva = community.inverter_kva(i),
                         .curve = community.groups[i]});
  }
  return {network, phasing, std::move(inverters), curves_of(community)};
}

}  // namespace

CommunityPowerFlow::CommunityPowerFlow(const Community& community,
                                       const network::DistributionNetwork& network,
                                       power_flow::Phasing phasing,
                                       power_flow::TaskRunner run_tasks)
    : answering_{answering_in(community)},
      limits_kvar_(answering_.size()),
      response_{response_of(community, answering_, network, phasing)},
      solver_{power_flow::make_network_solver(network, phasing, std::move(run_tasks))},
      inverter_kvar_(network.bus_count() * values_each(phasing)) {}

power_flow::SolverOutcome CommunityPowerFlow::solve(const BusPowers& powers) {
  const power_flow::SolverOutcome outcome =
      response_.solve(*solver_, powers.powers(), limits_kvar_);
  std::ranges::copy(powers.inverter_kvar(), inverter_kvar_.begin());
  response_.add_to(inverter_kvar_);
  return outcome;
}

}  // namespace peerwatt::agents
