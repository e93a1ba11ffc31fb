#include "engine/config/studies/study_axes.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "engine/config/decimal_commas.hpp"
#include "engine/config/scalars.hpp"

namespace peerwatt::config {
namespace {

constexpr std::string_view kSeedForms =
    "seeds: a list like [1, 2, 3] or a range like 1..5 expected";

std::string values_of(const Point& point) {
  std::string text;
  for (const Entry& change : point) text += (text.empty() ? "" : ", ") + write_flow(change.value);
  return text;
}

// Twice the same would be one run twice.
void complain_of_repetitions(const Axis& axis, Diagnostics& complaints) {
  std::vector<std::string> seen;
  for (const Point& point : axis) {
    std::string text = values_of(point);
    if (std::find(seen.begin(), seen.end(), text) != seen.end()) {
      const Node& value = point.front().value;
      complaints.add(value.position(),
                     fmt::format("{} is given twice{}", text, comma_advice(value)));
    }
    seen.push_back(std::move(text));
  }
}

bool is_section(const Entry& entry, Diagnostics& complaints) {
  if (entry.value.kind == NodeKind::kMap) return true;
  if (entry.value.kind == NodeKind::kNull) return false;
  complaints.add(entry.value.position(),
                 fmt::format("{}: a section of `key: [values]` expected (got {})", entry.key,
                             kind_name(entry.value.kind)));
  return false;
}

// What is wrong with the values of a key; empty if nothing is.
std::string problem_of(const Node& values) {
  if (values.kind != NodeKind::kList || values.items.empty()) {
    return fmt::format("a list of values expected, like [a, b] (got {})",
                       values.kind == NodeKind::kList ? "an empty one" : kind_name(values.kind));
  }
  if (values.items.size() > kMostVariants) return fmt::format("more than {} values", kMostVariants);
  return split_list_problem(values);
}

bool is_list_of_values(std::string_view section, const Entry& entry, Diagnostics& complaints) {
  const std::string problem = problem_of(entry.value);
  if (problem.empty()) return true;
  const bool missing = entry.value.kind == NodeKind::kNull;
  complaints.add(missing ? entry.position() : entry.value.position(),
                 fmt::format("{}: {}: {}", section, entry.key, problem));
  return false;
}

Entry change_of(const Entry& entry, const Node& value) {
  return {entry.key, entry.line, entry.column, value};
}

void read_grid(const Entry& grid, std::vector<Axis>& axes, Diagnostics& complaints) {
  for (const Entry& entry : grid.value.entries) {
    if (!is_list_of_values("grid", entry, complaints)) continue;
    Axis axis;
    for (const Node& value : entry.value.items) axis.push_back({change_of(entry, value)});
    complain_of_repetitions(axis, complaints);
    axes.push_back(std::move(axis));
  }
}

void read_zip(const Entry& zip, std::vector<Axis>& axes, Diagnostics& complaints) {
  Axis axis;
  for (const Entry& entry : zip.value.entries) {
    if (!is_list_of_values("zip", entry, complaints)) continue;
    const std::vector<Node>& values = entry.value.items;
    if (axis.empty()) axis.resize(values.size());
    if (axis.size() != values.size()) {
      complaints.add(entry.value.position(),
                     fmt::format("zip: {}: has {} values, {} has {}; they are varied together{}",
                                 entry.key, values.size(), axis.front().front().key, axis.size(),
                                 comma_advice(entry.value)));
      continue;
    }
    for (std::size_t i = 0; i < values.size(); ++i) axis[i].push_back(change_of(entry, values[i]));
  }
  if (axis.empty()) return;
  complain_of_repetitions(axis, complaints);
  axes.push_back(std::move(axis));
}

std::optional<std::int64_t> whole(const Node& range, std::string text) {
  Node number = range;
  number.text = std::move(text);
  return parse_integer(number).value;
}

// `1..5`, both ends included.
std::vector<Node> seeds_of_range(const Node& range, Diagnostics& complaints) {
  const std::size_t dots = range.text.find("..");
  std::optional<std::int64_t> first, last;
  if (dots != std::string::npos) {
    first = whole(range, range.text.substr(0, dots));
    last = whole(range, range.text.substr(dots + 2));
  }
  if (!first || !last || *first < 0) {
    complaints.add(range.position(), fmt::format("{} (got {})", kSeedForms, write_flow(range)));
  } else if (*last < *first) {
    complaints.add(range.position(), fmt::format("seeds: {} is empty: the smaller number comes "
                                                 "first",
                                                 range.text));
  } else if (*last - *first >= static_cast<std::int64_t>(kMostVariants)) {
    complaints.add(range.position(), fmt::format("seeds: more than {}", kMostVariants));
  } else {
    std::vector<Node> seeds(static_cast<std::size_t>(*last - *first + 1), range);
    for (std::int64_t seed = *first; Node & node : seeds) node.text = std::to_string(seed++);
    return seeds;
  }
  return {};
}

void read_seeds(const Entry& entry, std::vector<Axis>& axes, Diagnostics& complaints) {
  const Node& given = entry.value;
  std::vector<Node> seeds = given.items;
  if (given.kind == NodeKind::kScalar) {
    seeds = seeds_of_range(given, complaints);
  } else if (given.kind != NodeKind::kList || given.items.empty()) {
    complaints.add(given.position(), std::string{kSeedForms});
  } else if (given.items.size() > kMostVariants) {
    complaints.add(given.position(), fmt::format("seeds: more than {}", kMostVariants));
    return;
  }
  Axis axis;
  for (Node& seed : seeds) axis.push_back({{"seed", entry.line, entry.column, std::move(seed)}});
  if (axis.empty()) return;
  complain_of_repetitions(axis, complaints);
  axes.push_back(std::move(axis));
}

}  // namespace

std::vector<Axis> read_axes(const Node& study, Diagnostics& complaints) {
  std::vector<Axis> axes;
  for (const Entry& entry : study.entries) {
    if (entry.key == "grid" && is_section(entry, complaints)) {
      read_grid(entry, axes, complaints);
    } else if (entry.key == "zip" && is_section(entry, complaints)) {
      read_zip(entry, axes, complaints);
    } else if (entry.key == "seeds" && entry.value.kind != NodeKind::kNull) {
      read_seeds(entry, axes, complaints);
    }
  }
  return axes;
}

}  // namespace peerwatt::config
