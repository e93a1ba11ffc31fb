#include "tools/verification/scenario_checks.hpp"

#include <algorithm>
#include <cstdint>

#include "engine/network/distribution_network.hpp"

#include "agents/environment/community.hpp"
#include "agents/scenario/whole_prices.hpp"
#include "agents/scenario_files/load_scenario.hpp"
#include "agents/simulation/run_description.hpp"

namespace peerwatt::verification {
namespace {

using recording::RunDescription;

class Comparison {
 public:
  explicit Comparison(Check& check) : check_{check} {}

  template <class Value>
  void same(const Value& found, const Value& expected, const char* name) {
    check_.expect(found == expected, {.column = name});
  }
  // By prosumer, bus or line; where the sizes agree, the first that differs is named.
  template <class Value>
  void same_rows(const std::vector<Value>& found, const std::vector<Value>& expected,
                 const char* name, bool of_prosumers) {
    same(found.size(), expected.size(), name);
    if (found.size() != expected.size()) return;
    for (std::size_t i = 0; i < found.size(); ++i) {
      check_.expect(
          found[i] == expected[i],
          {.prosumer = of_prosumers ? static_cast<std::int64_t>(i) : kNowhere, .column = name});
    }
  }

 private:
  Check& check_;
};

void compare_clock(const output::TraceReader& trace, const RunFacts& facts,
                   const RunDescription& run, Comparison& comparison) {
  comparison.same(trace.title(), run.title, "title");
  comparison.same(trace.currency(), run.currency, "currency");
  comparison.same(facts.seed, static_cast<double>(run.seed), "root_seed");
  comparison.same(facts.slot_s, run.slot.seconds(), "slot_length_s");
  if (facts.is_complete) comparison.same(facts.slots, run.slots, "time");
  const std::vector<std::int64_t> time = trace.read_integers("time");
  comparison.same(static_cast<double>(time.front()), (run.start - SimTime{}).seconds(), "time");
}

// How far stored numbers may be off is taken from the trace: it has to be what the scenario says.
void compare_numbers(const RunFacts& facts, const scenario::TraceSettings& trace,
                     Comparison& comparison) {
  const bool is_float32 = trace.precision == recording::FloatWidth::kFloat32;
  comparison.same(facts.is_float32, is_float32, "precision");
  comparison.same(std::int64_t{facts.significant_bits},
                  std::min<std::int64_t>(trace.significant_bits, is_float32 ? 24 : 53),
                  "significant_bits");
}

void compare_rules(const RunFacts& facts, const RunDescription& run, Comparison& comparison) {
  for (const output::RuleAttribute& rule : output::rule_attributes()) {
    std::visit(
        [&](auto member) {
          comparison.same(facts.rules.*member, run.rules.*member, rule.text.name);
        },
        rule.member);
  }
}

void compare_statics(const RunFacts& facts, const RunDescription& run, Comparison& comparison) {
  comparison.same_rows(facts.prosumers.name, run.prosumers.name, "prosumer_name", true);
  for (const output::ProsumerStaticColumn& column : output::prosumer_static_columns()) {
    std::visit(
        [&](auto member) {
          comparison.same_rows(facts.prosumers.*member, run.prosumers.*member, column.text.name,
                               true);
        },
        column.member);
  }
  comparison.same_rows(facts.group_name, run.group_name, "group_name", false);
  comparison.same_rows(facts.network.bus_name, run.network.bus_name, "bus_name", false);
  comparison.same_rows(facts.network.line_name, run.network.line_name, "line_name", false);
  comparison.same_rows(facts.network.zone_name, run.network.zone_name, "zone_name", false);
  for (const output::NetworkColumn& column : output::network_columns()) {
    std::visit(
        [&](auto member) {
          comparison.same_rows(facts.network.*member, run.network.*member, column.text.name, false);
        },
        column.member);
  }
}

}  // namespace

StatedScenario stated_scenario(const output::TraceReader& trace, const std::string& file,
                               const std::filesystem::path& data_dir) {
  try {
    return {scenario::read_resolved(trace.config_yaml(), file + ": config_yaml", data_dir), {}};
  } catch (const InputError& error) {
    return {{}, error.what()};
  }
}

Check check_scenario(const output::TraceReader& trace, const RunFacts& facts,
                     const StatedScenario& stated) {
  Check check{"form: scenario", {}};
  check.count_slot();
  if (!stated.scenario) {
    check.expect(false, {.column = "config_yaml"});
    check.excuse(stated.problem);
    return check;
  }
  Comparison comparison{check};
  try {
    scenario::Scenario scenario = *stated.scenario;
    scenario::round_prices(scenario);
    const network::DistributionNetwork network{scenario.network.feeder};
    const scenario::Placement placement{scenario};
    const agents::Community community = agents::make_community(scenario, placement, network);
    const RunDescription run = agents::describe_without_inputs(
        scenario, network, community, agents::given_base_loads(scenario, placement, network));
    compare_clock(trace, facts, run, comparison);
    compare_numbers(facts, scenario.trace, comparison);
    compare_rules(facts, run, comparison);
    if (facts.has_agents) compare_statics(facts, run, comparison);
  } catch (const InputError& error) {
    check.expect(false, {.column = "config_yaml"});
    check.excuse(error.what());
  }
  return check;
}

}  // namespace peerwatt::verification
