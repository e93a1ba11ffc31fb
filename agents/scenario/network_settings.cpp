#include "agents/scenario/network_settings.hpp"

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

using parameters::Presence;
using parameters::Range;

void describe(LatencySettings& latency, parameters::Visitor& visitor) {
  visitor.number({"fixed_s", "Time every message takes."}, latency.fixed_s,
                 Range::between(0, 3600));
  visitor.number({"per_hop_s", "Additional time for each line on the path."}, latency.per_hop_s,
                 Range::between(0, 3600));
  visitor.number({"per_km_s", "Additional time for each kilometre of the path."}, latency.per_km_s,
                 Range::between(0, 3600));
}

void describe(NetworkSettings& network, parameters::Visitor& visitor) {
  visitor.feeder({"feeder",
                  "The distribution network: the path of a feeder file (YAML) or feeder folder "
                  "(CSV), or the feeder itself.",
                  Presence::kRequired},
                 network.feeder);
  visit_section(visitor, {"latency", "How long messages travel."}, network.latency);
  visitor.number({"loss_probability",
                  "Probability that a market message is lost; settlement messages are repeated "
                  "until they are received."},
                 network.loss_probability, Range::between(0, 1));
}

}  // namespace peerwatt::scenario
