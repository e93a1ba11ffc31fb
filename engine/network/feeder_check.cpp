#include "engine/network/feeder_check.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "engine/core/shown_text.hpp"

namespace peerwatt::network {
namespace {

constexpr std::size_t kMostNames = 10;         // in one message
constexpr std::size_t kMostSuggestions = 100;  // each looks at all names

enum class Sign { kAny, kNonNegative, kPositive };

class Checker {
 public:
  explicit Checker(const FeederDescription& feeder)
      : feeder_{feeder}, buses_{bus_indices(feeder)}, ends_{line_ends(feeder.lines, buses_)} {}

  CheckedFeeder check() {
    if (feeder_.buses.empty()) diagnostics_.add(feeder_.position, "the feeder has no buses");
    check_names(feeder_.buses, "bus", "buses");
    check_names(feeder_.lines, "line", "lines");
    for (const FeederBus& bus : feeder_.buses) check_characters(bus.position, "zone", bus.zone);
    check_characters(feeder_.position, "feeder", feeder_.name);
    check_values();
    const std::uint32_t root = find_root();
    check_ends();
    SpanningForest tree = span_forest(feeder_.buses.size(), ends_, root);
    check_cycles(tree);
    // If a line end or the root is unknown, buses without supply would be mere consequences.
    if (root != kNoIndex && ends_known_) check_connected(tree);
    if (diagnostics_.empty()) check_zones(tree);
    diagnostics_.throw_if_any();
    return {std::move(ends_), std::move(tree)};
  }

 private:
  template <class Named>
  void check_names(const std::vector<Named>& list, std::string_view one, std::string_view many) {
    std::unordered_map<std::string_view, const Named*> first;
    first.reserve(list.size());
    for (const Named& named : list) {
      if (named.name.empty())
        diagnostics_.add(named.position, fmt::format("a {} without a name", one));
      check_characters(named.position, one, named.name);
      const auto [found, is_new] = first.emplace(named.name, &named);
      if (is_new || named.name.empty()) continue;
      std::string where = Diagnostic{found->second->position, ""}.text();
      if (!where.empty()) where = "; the first stands at " + where.substr(0, where.size() - 2);
      diagnostics_.add(named.position, fmt::format("two {} are named '{}' (rename one{})", many,
                                                   named.name, where));
    }
  }

  void check_characters(const SourcePosition& position, std::string_view what,
                        const std::string& name) {
    const std::string problem = name_problem(name);
    if (problem.empty()) return;
    diagnostics_.add(position, fmt::format("{} '{}': a name {}", what, shown_line(name), problem));
  }

  void check_value(const FeederLine* line, std::string_view key, double value, Sign sign) {
    if (is_of(sign, value)) return;
    const std::string of = line == nullptr ? "" : fmt::format("line '{}': ", line->name);
    complain(line == nullptr ? feeder_.position : line->position, of, key, value, sign);
  }

  static bool is_of(Sign sign, double value) {
    return std::isfinite(value) &&
           (sign == Sign::kAny || value > 0 || (sign == Sign::kNonNegative && value == 0));
  }

  void complain(const SourcePosition& position, std::string_view of, std::string_view key,
                double value, Sign sign) {
    const std::string_view wanted = sign == Sign::kAny        ? ""
                                    : sign == Sign::kPositive ? " and more than 0"
                                                              : " and 0 or more";
    diagnostics_.add(position,
                     fmt::format("{}{} must be finite{} (got {})", of, key, wanted, value));
  }

  void check_bus_value(const FeederBus& bus, std::string_view key, double value, Sign sign) {
    if (is_of(sign, value)) return;
    complain(bus.position, fmt::format("bus '{}': ", bus.name), key, value, sign);
  }

  void check_load(const FeederLoad& load) {
    const std::string of = fmt::format("load at '{}': ", load.bus);
    if (!buses_.contains(load.bus)) {
      diagnostics_.add(load.position, fmt::format("{}no such bus{}", of, suggestion(load.bus)));
    }
    if (!std::isfinite(load.power_kw)) {
      complain(load.position, of, "power_kw", load.power_kw, Sign::kAny);
    }
    if (!std::isfinite(load.reactive_kvar)) {
      complain(load.position, of, "reactive_kvar", load.reactive_kvar, Sign::kAny);
    }
  }

  // Both parts or none: half of an impedance is a mistake.
  void check_zero_sequence(const FeederLine& line) {
    check_value(&line, "zero_sequence_resistance_ohm",
                line.zero_sequence_resistance_ohm.value_or(0), Sign::kNonNegative);
    check_value(&line, "zero_sequence_reactance_ohm", line.zero_sequence_reactance_ohm.value_or(0),
                Sign::kNonNegative);
    if (line.zero_sequence_resistance_ohm.has_value() ==
        line.zero_sequence_reactance_ohm.has_value()) {
      return;
    }
    diagnostics_.add(line.position,
                     fmt::format("line '{}': give both zero_sequence_resistance_ohm and "
                                 "zero_sequence_reactance_ohm, or none",
                                 line.name));
  }

  void check_values() {
    check_value(nullptr, "base_kv", feeder_.base_kv, Sign::kPositive);
    check_value(nullptr, "source_voltage_pu", feeder_.source_voltage_pu, Sign::kPositive);
    check_value(nullptr, "source_angle_degree", feeder_.source_angle_degree, Sign::kAny);
    for (const FeederLine& line : feeder_.lines) {
      check_value(&line, "length_km", line.length_km.value_or(0), Sign::kNonNegative);
      check_value(&line, "resistance_ohm", line.resistance_ohm, Sign::kNonNegative);
      check_value(&line, "reactance_ohm", line.reactance_ohm, Sign::kNonNegative);
      check_value(&line, "rating_kva", line.rating_kva, Sign::kNonNegative);
      check_value(&line, "tap_ratio", line.tap_ratio, Sign::kPositive);
      check_value(&line, "charging_kvar", line.charging_kvar, Sign::kAny);
      check_value(&line, "iron_loss_kw", line.iron_loss_kw, Sign::kNonNegative);
      check_value(&line, "phase_shift_degree", line.phase_shift_degree, Sign::kAny);
      check_zero_sequence(line);
    }
    for (const FeederBus& bus : feeder_.buses) {
      check_bus_value(bus, "shunt_kw", bus.shunt_kw, Sign::kAny);
      check_bus_value(bus, "shunt_kvar", bus.shunt_kvar, Sign::kAny);
      check_bus_value(bus, "held_voltage_pu", bus.held_voltage_pu.value_or(1), Sign::kPositive);
    }
    for (const FeederLoad& load : feeder_.loads) check_load(load);
  }

  std::string suggestion(const std::string& bus) {
    if (suggestions_++ >= kMostSuggestions) return {};
    if (names_.empty()) {
      for (const FeederBus& known : feeder_.buses) names_.push_back(known.name);
    }
    return did_you_mean(bus, names_);
  }

  std::uint32_t find_root() {
    const auto found = buses_.find(feeder_.root);
    if (found != buses_.end()) return found->second;
    if (feeder_.root.empty()) {
      diagnostics_.add(feeder_.position, "no root (name the bus where the grid upstream is)");
    } else {
      diagnostics_.add(feeder_.position,
                       fmt::format("root: no bus '{}'{}", feeder_.root, suggestion(feeder_.root)));
    }
    return kNoIndex;
  }

  void check_end(const FeederLine& line, const std::string& bus, std::uint32_t index) {
    if (index != kNoIndex) return;
    ends_known_ = false;
    diagnostics_.add(line.position,
                     fmt::format("line '{}': no bus '{}'{}", line.name, bus, suggestion(bus)));
  }

  void check_ends() {
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      const FeederLine& line = feeder_.lines[i];
      check_end(line, line.from, ends_[i].a);
      check_end(line, line.to, ends_[i].b);
      if (ends_[i].a == kNoIndex || ends_[i].a != ends_[i].b) continue;
      diagnostics_.add(line.position,
                       fmt::format("line '{}' begins and ends at bus '{}'", line.name, line.from));
    }
  }

  // Returns `a, b, c`, or the first few of them and how many more there are.
  std::string listed(const std::vector<std::uint32_t>& buses, std::string_view separator) const {
    std::string text;
    const std::size_t shown = std::min(buses.size(), kMostNames);
    for (std::size_t i = 0; i < shown; ++i) {
      if (i > 0) text += separator;
      text += feeder_.buses[buses[i]].name;
    }
    if (shown < buses.size()) text += fmt::format("{}{} more", separator, buses.size() - shown);
    return text;
  }

  // Returns the buses on the path between two buses of one tree, both included: the deeper end
  // moves up until the two meet. O(hops).
  static std::vector<std::uint32_t> path(const SpanningForest& forest, std::uint32_t from,
                                         std::uint32_t to) {
    std::vector<std::uint32_t> front;
    std::vector<std::uint32_t> back;
    while (from != to) {
      const bool from_is_deeper = forest.depth[from] >= forest.depth[to];
      std::uint32_t& deeper = from_is_deeper ? from : to;
      (from_is_deeper ? front : back).push_back(deeper);
      deeper = forest.parent[deeper];
    }
    front.push_back(from);
    front.insert(front.end(), back.rbegin(), back.rend());
    return front;
  }

  Diagnostic closed_cycle(const SpanningForest& forest, std::uint32_t edge) const {
    const FeederLine& line = feeder_.lines[edge];
    const std::string buses = listed(path(forest, ends_[edge].a, ends_[edge].b), " - ");
    return {line.position, fmt::format("line '{}' closes a cycle: {} - {} (a feeder is a tree; "
                                       "leave out one of these lines)",
                                       line.name, buses, line.from)};
  }

  void check_cycles(const SpanningForest& forest) {
    for (const std::uint32_t edge : forest.closing_edges) {
      // A cycle may be as long as the feeder, so its text is made only if it is shown.
      diagnostics_.add_if_shown([&] { return closed_cycle(forest, edge); });
    }
  }

  void check_connected(const SpanningForest& forest) {
    for (std::size_t first = 0; first < forest.order.size();) {
      std::size_t end = first;
      const std::uint32_t tree = forest.tree[forest.order[first]];
      while (end < forest.order.size() && forest.tree[forest.order[end]] == tree) ++end;
      if (tree > 0) complain_of_piece(forest, first, end);
      first = end;
    }
  }

  void complain_of_piece(const SpanningForest& forest, std::size_t first, std::size_t end) {
    const auto at = [&](std::size_t i) {
      return forest.order.begin() + static_cast<std::ptrdiff_t>(i);
    };
    const FeederBus& bus = feeder_.buses[forest.order[first]];
    const std::vector<std::uint32_t> others{at(first + 1), at(end)};
    const std::string also =
        others.empty() ? "" : fmt::format(" (nor are {})", listed(others, ", "));
    diagnostics_.add(bus.position, fmt::format("bus '{}' is not connected with the root '{}'{}",
                                               bus.name, feeder_.root, also));
  }

  // A connected zone has one bus whose parent is elsewhere: its head.
  void check_zones(const SpanningForest& tree) {
    std::unordered_map<std::string_view, std::uint32_t> heads;
    for (const std::uint32_t index : tree.order) {
      const FeederBus& bus = feeder_.buses[index];
      const std::uint32_t parent = tree.parent[index];
      if (bus.zone.empty() || (parent != kNoIndex && feeder_.buses[parent].zone == bus.zone))
        continue;
      const auto [head, is_new] = heads.emplace(bus.zone, index);
      if (is_new) continue;
      diagnostics_.add(bus.position,
                       fmt::format("zone '{}' is in pieces: no way inside it from bus '{}' to bus "
                                   "'{}' (a zone is a connected part of the feeder)",
                                   bus.zone, feeder_.buses[head->second].name, bus.name));
    }
  }

  const FeederDescription& feeder_;
  std::unordered_map<std::string_view, std::uint32_t> buses_;
  std::vector<Edge> ends_;
  std::vector<std::string> names_;
  std::size_t suggestions_ = 0;
  bool ends_known_ = true;
  Diagnostics diagnostics_;
};

}  // namespace

CheckedFeeder check_feeder(const FeederDescription& feeder) {
  return Checker{feeder}.check();
}

}  // namespace peerwatt::network
