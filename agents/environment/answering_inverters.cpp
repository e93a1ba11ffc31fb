#include "agents/environment/answering_inverters.hpp"

#include <algorithm>
#include <cstdint>

namespace peerwatt::agents {
namespace {

using power_flow::DroopCurve;
using power_flow::RespondingInverter;

std::vector<ProsumerId> owners_in(const Community& community) {
  std::vector<ProsumerId> owners;
  for (const ProsumerId i : community.prosumers()) {
    if (community.answers_to_voltage(i)) owners.push_back(i);
  }
  return owners;
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
                                        const std::vector<ProsumerId>& owners,
                                        const network::DistributionNetwork& network,
                                        power_flow::Phasing phasing) {
  std::vector<RespondingInverter> inverters;
  for (const ProsumerId i : owners) {
    inverters.push_back({.bus = community.buses[i],
                         .phase = community.phases[i],
                         .rating_kva = community.inverter_kva(i),
                         .curve = community.groups[i]});
  }
  return {network, phasing, std::move(inverters), curves_of(community)};
}

}  // namespace

AnsweringInverters::AnsweringInverters(const Community& community,
                                       const network::DistributionNetwork& network,
                                       power_flow::Phasing phasing)
    : owners_{owners_in(community)},
      limits_kvar_(owners_.size()),
      response_{response_of(community, owners_, network, phasing)},
      drawn_kvar_(network.bus_count() * values_each(phasing)) {}

power_flow::SolverOutcome AnsweringInverters::solve(power_flow::NetworkSolver& solver,
                                                    const BusPowers& powers) {
  const power_flow::SolverOutcome outcome = response_.solve(solver, powers.powers(), limits_kvar_);
  std::ranges::copy(powers.inverter_kvar(), drawn_kvar_.begin());
  response_.add_to(drawn_kvar_);
  return outcome;
}

}  // namespace peerwatt::agents
