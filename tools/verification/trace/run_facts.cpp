#include "tools/verification/trace/run_facts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "output/schema/schema.hpp"

#include "tools/verification/trace/inverter_facts.hpp"

namespace peerwatt::verification {
namespace {

// Reads what is there and remembers what is not.
class FactReader {
 public:
  FactReader(const output::TraceReader& trace, const std::string& file)
      : trace_{trace}, file_{file} {}

  RunFacts read() {
    RunFacts facts;
    const std::string status = trace_.status();
    if (status == "running") complain("the run has not ended; wait for it, or run it again");
    facts.is_complete = status == "complete";
    facts.slots = trace_.slots();
    if (facts.slots == 0) complain("holds no slot");
    const auto root = trace_.attributes("/");
    facts.slot_s = number(root, "/", "slot_length_s");
    facts.seed = number(root, "/", "root_seed");
    if (facts.slot_s > 0) facts.slots_per_day = std::llround(86400 / facts.slot_s);
    facts.is_float32 = trace_.is_single_precision("system/price_sell");
    facts.significant_bits = trace_.significant_bits("system/price_sell");
    facts.has_agents = trace_.has("prosumers/load_kwh");
    facts.has_events = trace_.has("events/orders/sequence");
    read_rules(facts.rules);
    read_columns(facts);
    if (facts.has_agents) read_agents(facts);
    complaints_.throw_if_any();
    return facts;
  }

 private:
  void complain(const std::string& problem) {
    complaints_.add({}, fmt::format("{}: {}", file_, problem));
  }

  double number(const output::TraceReader::Attributes& attributes, const char* group,
                const std::string& name) {
    const auto found = attributes.numbers.find(name);
    if (found != attributes.numbers.end() && found->second.size() == 1) return found->second[0];
    complain(fmt::format("{} has no number {}", group, name));
    return 0;
  }

  void read_rules(recording::RuleStatics& rules) {
    const auto attributes = trace_.attributes("rules");
    if (attributes.numbers.empty() && attributes.texts.empty()) {
      return complain(
          "has no /rules, which say what to check; it was written by an earlier "
          "version: run the scenario again");
    }
    for (const output::RuleAttribute& rule : output::rule_attributes()) {
      std::visit([&](auto member) { read_rule(attributes, rule.text.name, rules.*member); },
                 rule.member);
    }
    require_power_flow_rules(rules);
  }

  // All or none of them.
  void require_power_flow_rules(const recording::RuleStatics& rules) {
    if (rules.phases && (*rules.phases != 3 || !rules.base_kv)) {
      complain("/rules: phases must be 3, and the run have a power flow");
    }
    if (rules.inverter_control && (*rules.inverter_control != 1 || !rules.base_kv)) {
      complain("/rules: inverter_control must be 1, and the run have a power flow");
    }
    if (!rules.base_kv) return;
    const auto require = [&](const std::optional<double>& value, const char* name) {
      if (!value) complain(fmt::format("/rules has no number {}", name));
    };
    require(rules.source_voltage_pu, "source_voltage_pu");
    require(rules.voltage_min_pu, "voltage_min_pu");
    require(rules.voltage_max_pu, "voltage_max_pu");
    require(rules.loading_limit_percent, "loading_limit_percent");
  }

  using Attributes = output::TraceReader::Attributes;
  void read_rule(const Attributes& from, const char* name, std::string& value) {
    const auto found = from.texts.find(name);
    if (found == from.texts.end()) return complain(fmt::format("/rules has no text {}", name));
    value = found->second;
  }
  void read_rule(const Attributes& from, const char* name, double& value) {
    value = number(from, "/rules", name);
  }
  void read_rule(const Attributes& from, const char* name, std::int64_t& value) {
    value = static_cast<std::int64_t>(number(from, "/rules", name));
  }
  void read_rule(const Attributes& from, const char* name, bool& value) {
    value = number(from, "/rules", name) != 0;
  }
  void read_rule(const Attributes& from, const char* name, std::optional<double>& value) {
    if (from.numbers.contains(name)) value = number(from, "/rules", name);
  }
  void read_rule(const Attributes& from, const char* name, std::vector<double>& value) {
    const auto found = from.numbers.find(name);
    if (found != from.numbers.end()) value = found->second;
  }

  template <class Columns>
  void require(const std::string& group, const Columns& columns) {
    require(group, columns, [](const auto&) { return true; });
  }
  template <class Columns, class IsDue>
  void require(const std::string& group, const Columns& columns, IsDue is_due) {
    for (const auto& column : columns) {
      if (is_due(column) && !trace_.has(group + column.text.name)) {
        complain(fmt::format("has no column {}{}", group, column.text.name));
      }
    }
  }

  void read_columns(const RunFacts& facts) {
    const auto is_due = [&](const auto& column) { return facts.is_due(column.text.presence); };
    require("system/", output::system_columns(), is_due);
    require("system/certificates/", output::certificate_columns());
    if (facts.has_power_flow()) require("network/", output::network_slot_columns(), is_due);
    if (!facts.has_agents) return;
    require("prosumers/", output::prosumer_columns(), is_due);
    require("prosumers/static/", output::prosumer_static_columns(), is_due);
    require("network/", output::network_columns(), [&](const auto& column) {
      return column.text.presence != output::Presence::kAlways && is_due(column);
    });
    require_network(facts);
    require("daily/", output::daily_columns(), is_due);
  }

  // The series of a power flow; those of buses and lines go with the prosumers' rows.
  void require_network(const RunFacts& facts) {
    if (!facts.has_power_flow()) return;
    require("network/", output::bus_columns());
    if (trace_.has("line_name") && !trace_.read_texts("line_name").empty()) {
      require("network/", output::line_columns());
    }
  }

  void read_agents(RunFacts& facts) {
    if (complaints_.empty()) {
      facts.prosumers.name = trace_.read_texts("prosumer_name");
      const std::size_t count = facts.prosumer_count();
      read_statics("prosumers/static/", output::prosumer_static_columns(), facts.prosumers,
                   [&](const auto&) { return count; });
      facts.group_name = trace_.read_texts("group_name");
      facts.network.bus_name = trace_.read_texts("bus_name");
      facts.network.line_name = trace_.read_texts("line_name");
      facts.network.zone_name = trace_.read_texts("zone_name");
      read_statics("network/", output::network_columns(), facts.network, [&](const auto& column) {
        using output::NetworkAxis;
        if (column.axis == NetworkAxis::kLine) return facts.network.line_name.size();
        return facts.network.bus_name.size() *
               (column.axis == NetworkAxis::kBusPhase ? facts.phases() : 1);
      });
      require_width(facts);
      require_inverters(facts);
      const std::string thinned = fmt::format("prosumers/{}", output::kThinnedTime);
      if (trace_.has(thinned)) {
        facts.prosumer_time = thinned;
        facts.every = every_of(facts);
      }
      const std::int64_t rows = trace_.read(facts.prosumer_time).rows;
      const std::int64_t expected = (facts.slots + facts.every - 1) / facts.every;
      if (rows != expected) {
        complain(fmt::format("/prosumers has {} rows where {} were due", rows, expected));
      }
    }
  }

  // The distance of the first two rows of the thinned axis, which only rows further apart than a
  // slot have; a single row may stand for any number of slots from all of them on.
  std::int64_t every_of(const RunFacts& facts) {
    const std::vector<std::int64_t> time = trace_.read_integers(facts.prosumer_time);
    if (time.size() < 2) return std::max<std::int64_t>(2, facts.slots);
    return std::max<std::int64_t>(
        1, std::llround(static_cast<double>(time[1] - time[0]) / facts.slot_s));
  }

  void require_inverters(const RunFacts& facts) {
    if (!facts.controls_inverters() || !complaints_.empty()) return;
    const std::string problem = problem_of_inverters(facts.prosumers);
    if (!problem.empty()) complain(problem);
  }

  // Every series of the prosumers has a value for each of them, of buses and lines likewise.
  void require_width(const RunFacts& facts) {
    const auto width = static_cast<std::int64_t>(facts.prosumer_count());
    if (width == 0) complain("holds no prosumer");
    const auto look = [&](const std::string& group, const auto& columns, std::int64_t due,
                          const char* whom) {
      for (const auto& column : columns) {
        const std::string name = group + column.text.name;
        if (!trace_.has(name)) continue;  // complained of where it is due
        if (trace_.read(name, {0, 0}).width != due) {
          complain(fmt::format("{} has not one value for each of {} {}", name, due, whom));
        }
      }
    };
    look("prosumers/", output::prosumer_columns(), width, "prosumers");
    look("daily/", output::daily_columns(), width, "prosumers");
    if (!facts.has_power_flow()) return;
    const auto phases = static_cast<std::int64_t>(facts.phases());
    const char* buses = facts.is_by_phase() ? "phases of buses" : "buses";
    const char* lines = facts.is_by_phase() ? "phases of lines" : "lines";
    look("network/", output::bus_columns(), phases * std::ssize(facts.network.bus_name), buses);
    look("network/", output::line_columns(), phases * std::ssize(facts.network.line_name), lines);
  }

  template <class Columns, class Statics, class SizeOf>
  void read_statics(const std::string& group, const Columns& columns, Statics& statics,
                    SizeOf size_of) {
    for (const auto& column : columns) {
      const std::string name = group + column.text.name;
      if (!trace_.has(name)) continue;  // a length that is not known
      const output::SeriesBlock block = trace_.read(name);
      if (block.values.size() != size_of(column)) {
        complain(fmt::format("{} has {} values where {} were due", name, block.values.size(),
                             size_of(column)));
      }
      std::visit(
          [&](auto member) {
            auto& values = statics.*member;
            using Value = typename std::decay_t<decltype(values)>::value_type;
            for (const double value : block.values) values.push_back(static_cast<Value>(value));
          },
          column.member);
    }
  }

  const output::TraceReader& trace_;
  const std::string& file_;
  Diagnostics complaints_;
};

}  // namespace

double RunFacts::rounding() const {
  return is_rounded() ? std::ldexp(1.0, -significant_bits) : 0.0;
}

// Products and sums join a few numbers.
Tolerance RunFacts::tolerance() const {
  return {1e-9, std::max(1e-12, 8 * rounding())};
}

bool RunFacts::is_due(output::Presence presence) const {
  switch (presence) {
    case output::Presence::kAlways:
      return true;
    case output::Presence::kWithShapley:
      return rules.shares == "shapley";
    case output::Presence::kWithReductions:
      return rules.reduction_price > 0;
    case output::Presence::kWithBaselines:
      return rules.baselines;
    case output::Presence::kWithPowerFlow:
      return has_power_flow();
    case output::Presence::kWithPhases:
      return is_by_phase();
    case output::Presence::kWithInverterControl:
      return controls_inverters();
    case output::Presence::kWithBaselineLosses:
      return has_power_flow() && rules.baselines;
  }
  return true;
}

RunFacts read_facts(const output::TraceReader& trace, const std::string& file) {
  return FactReader{trace, file}.read();
}

}  // namespace peerwatt::verification
