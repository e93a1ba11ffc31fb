#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "output/recording/run_description.hpp"
#include "output/schema/schema.hpp"
#include "output/trace/trace_reader.hpp"

#include "tools/verification/findings/check.hpp"

namespace peerwatt::verification {

// What a trace says of a run as a whole.
struct RunFacts {
  std::int64_t slots = 0;
  std::int64_t slots_per_day = 0;
  double slot_s = 0;
  double seed = 0;         // exact up to 2^53
  std::int64_t every = 1;  // rows of /prosumers are the slots 0, every, 2*every, ...
  std::string prosumer_time = "prosumers/time";  // the axis of these rows
  bool has_agents = false;                       // trace.level is agents or orders
  bool has_events = false;                       // trace.level is orders
  bool is_complete = false;                      // else interrupted
  bool is_float32 = false;
  int significant_bits = 53;  // of the numbers in series
  recording::RuleStatics rules;
  recording::ProsumerStatics prosumers;
  std::vector<std::string> group_name;
  recording::NetworkStatics network;

  std::size_t prosumer_count() const { return prosumers.name.size(); }
  std::size_t zone_count() const { return network.zone_name.size(); }
  // No coalition has a number as high: they are those of zones, of market places above them, or of
  // prosumers.
  std::int64_t coalition_limit() const {
    return static_cast<std::int64_t>(prosumer_count() + 3 * zone_count() + 1);
  }
  // Whether the CPS looks for its price at peak, rule by rule.
  bool is_stackelberg() const { return rules.leader_rule == "stackelberg"; }
  bool is_cost_minimizing() const { return rules.leader_rule == "cost_minimizing"; }
  bool is_marginal_cost() const { return rules.leader_rule == "marginal_cost"; }
  bool searches() const { return is_stackelberg() || is_cost_minimizing() || is_marginal_cost(); }
  // Whether the price ends all elastic demand where it has converged.
  bool ends_elastic_supply() const { return is_stackelberg() && rules.aim == "no_elastic_supply"; }
  // Whether there may be coalitions smaller than a zone; they form anew in every round.
  bool forms_coalitions() const { return rules.network_charge > 0 || rules.radius_km; }
  bool has_power_flow() const { return rules.base_kv.has_value(); }
  bool is_by_phase() const { return rules.phases.has_value(); }
  bool controls_inverters() const { return rules.inverter_control.has_value(); }
  // How many values a bus or line has in the columns of /network.
  std::size_t phases() const { return is_by_phase() ? 3 : 1; }
  // What the rules of the run ask for; of a column that is not there all values are zero.
  bool is_due(output::Presence presence) const;
  bool is_rounded() const { return significant_bits < 53; }
  double rounding() const;  // by how much of itself a stored number may be off; 0 where it is whole
  double slot_hours() const { return slot_s / 3600; }
  // Stored numbers that one identity joins: rounding of the run, or of the stored numbers.
  Tolerance tolerance() const;
};

// Throws InputError with all that keeps the trace from being verified.
RunFacts read_facts(const output::TraceReader& trace, const std::string& file);

}  // namespace peerwatt::verification
