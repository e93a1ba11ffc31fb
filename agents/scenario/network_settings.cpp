#include "agents/scenario/network_settings.hpp"

#include <array>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

using parameters::Choice;
using parameters::Presence;
using parameters::Range;

namespace {

constexpr std::array kPowerFlows{
    Choice{"none", "Impedances and ratings are not looked at."},
    Choice{"balanced",
           "After each settlement, of a radial network whose three phases are loaded alike: "
           "voltages, loadings and losses. The network operator buys the losses."},
    Choice{"three_phase",
           "The same by phase: homes and loads are connected to one phase or to all three, and "
           "what they load unequally flows back in the neutral, which is grounded at each bus."},
};

constexpr std::array kBaseLoads{
    Choice{"none", "The feeder's loads are not there."},
    Choice{"as_given", "Each draws in every slot what its file says."},
    Choice{"profile",
           "Each draws what its file says times a shape whose highest value in the run is 1."},
};

}  // namespace

void describe(LatencySettings& latency, parameters::Visitor& visitor) {
  visitor.number({"fixed_s", "Time every message takes."}, latency.fixed_s,
                 Range::between(0, 3600));
  visitor.number({"per_hop_s", "Additional time for each line on the path."}, latency.per_hop_s,
                 Range::between(0, 3600));
  visitor.number({"per_km_s", "Additional time for each kilometre of the path."}, latency.per_km_s,
                 Range::between(0, 3600));
}

void describe(NetworkLimits& limits, parameters::Visitor& visitor) {
  visitor.number({"voltage_min_pu", "Lowest voltage of a bus, as a share of the nominal voltage."},
                 limits.voltage_min_pu, Range::between(0, 1));
  visitor.number({"voltage_max_pu", "Highest voltage of a bus."}, limits.voltage_max_pu,
                 Range::between(1, 2));
  visitor.number({"loading_percent", "Highest loading of a line or transformer with a rating."},
                 limits.loading_percent, Range::above_up_to(0, 1000));
}

void describe(BaseLoadShape& shape, parameters::Visitor& visitor) {
  visitor.text({"profile", "Profile to take the shape from."}, shape.profile);
  visitor.text({"column", "Column of the profile."}, shape.column);
}

void describe(NetworkSettings& network, parameters::Visitor& visitor) {
  visitor.feeder({"feeder",
                  "The distribution network: the path of a feeder file (YAML) or feeder folder "
                  "(CSV), or the feeder itself.",
                  Presence::kRequired},
                 network.feeder);
  visitor.choice({"power_flow", "What is computed of the wires."}, network.power_flow, kPowerFlows);
  visit_section(visitor,
                {"limits", "power_flow: what must be kept to; what does not is counted and told."},
                network.limits);
  visitor.choice({"base_load",
                  "What becomes of the loads in the feeder's files: they are other customers at "
                  "their buses, but for those whose customers are prosumers (place: at_loads)."},
                 network.base_load, kBaseLoads);
  visit_section(visitor,
                {"base_load_shape",
                 "base_load: profile: the course over time; by default that of other_customers, or "
                 "where they draw nothing of a residential day."},
                network.base_load_shape);
  visit_section(visitor, {"latency", "How long messages travel."}, network.latency);
  visitor.number({"loss_probability",
                  "Probability that a market message is lost; settlement messages are repeated "
                  "until they are received."},
                 network.loss_probability, Range::between(0, 1));
}

}  // namespace peerwatt::scenario
