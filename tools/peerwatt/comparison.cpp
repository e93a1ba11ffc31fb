#include "tools/peerwatt/comparison.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "output/indicators/text_wrap.hpp"

namespace peerwatt::tools {
namespace {

constexpr const char* kMechanism = "market.mechanism";
constexpr std::size_t kMostNames = 12;

// What changes no result.
bool is_immaterial(const std::string& path) {
  return path == "title" || path.starts_with("trace.");
}

bool is_of_market(const std::string& path) {
  return path == "market" || path.starts_with("market.");
}

// A folder of data is not compared where no scenario has data in it.
std::vector<config::Difference> differences_of(const std::vector<output::RunResult>& runs) {
  std::vector<std::string> scenarios;
  for (const output::RunResult& run : runs) scenarios.push_back(run.config_yaml);
  const auto no_data = [](const std::string& text) {
    return text.find("\nprofiles: []\n") != std::string::npos;
  };
  std::vector<config::Difference> found = config::differences(scenarios);
  if (std::all_of(scenarios.begin(), scenarios.end(), no_data)) {
    std::erase_if(found, [](const auto& difference) { return difference.path == "data_dir"; });
  }
  return found;
}

// Whether two runs differ in nothing that matters but the market.
bool same_but_for_market(const std::vector<config::Difference>& differences, std::size_t a,
                         std::size_t b) {
  return std::all_of(differences.begin(), differences.end(), [&](const auto& difference) {
    return is_immaterial(difference.path) || is_of_market(difference.path) ||
           difference.values[a] == difference.values[b];
  });
}

Baselines runs_to_compare_with(const std::vector<config::Difference>& differences,
                               std::size_t count) {
  Baselines first(count, 0);
  const auto mechanism = std::find_if(differences.begin(), differences.end(),
                                      [](const auto& d) { return d.path == kMechanism; });
  if (mechanism == differences.end()) return first;
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < count; ++i) {
    if (mechanism->values[i] == "none") candidates.push_back(i);
  }
  if (candidates.empty()) return first;
  if (candidates.size() == 1) return Baselines(count, candidates.front());
  Baselines baselines;
  for (std::size_t i = 0; i < count; ++i) {
    const auto match = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t c) {
      return same_but_for_market(differences, i, c);
    });
    if (match == candidates.end()) return first;
    baselines.emplace_back(*match);
  }
  return baselines;
}

std::string listed(const std::vector<std::string>& names) {
  const std::size_t count = std::min(names.size(), kMostNames);
  std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + count, ", "));
  if (names.size() > count) text += fmt::format(" and {} more", names.size() - count);
  return text;
}

std::string compared_with(const Comparison& comparison, std::size_t width) {
  const std::set<std::size_t> indices{comparison.baselines.begin(), comparison.baselines.end()};
  if (indices.size() == 1) {
    return output::wrapped("savings against run " + comparison.names[*indices.begin()], width, 2);
  }
  std::string text = output::wrapped(
      "savings against, of these runs, the one that is otherwise the same", width, 2);
  for (const std::size_t index : indices) {
    text += output::wrapped("  " + comparison.names[index], width, 4);
  }
  return text;
}

// `mechanism=none` and `mechanism=vcg` are `none` and `vcg` in a table that says what differs.
std::vector<std::string> short_names(const std::vector<std::string>& names) {
  const std::string key = names.front().substr(0, names.front().find('=') + 1);
  const auto is_one_pair = [&](const std::string& name) {
    return name.starts_with(key) && name.find(',') == name.npos;
  };
  if (key.empty() || !std::all_of(names.begin(), names.end(), is_one_pair)) return names;
  std::vector<std::string> values;
  for (const std::string& name : names) values.push_back(name.substr(key.size()));
  return values;
}

}  // namespace

std::vector<output::ComparedRun> Comparison::rows() const {
  const std::vector<std::string> shorter = short_names(names);
  std::vector<output::ComparedRun> rows;
  for (std::size_t i = 0; i < runs.size(); ++i) rows.push_back({shorter[i], runs[i], savings[i]});
  return rows;
}

std::vector<std::string> Comparison::beside_market() const {
  std::vector<std::string> paths;
  for (const config::Difference& difference : differences) {
    if (is_immaterial(difference.path) || is_of_market(difference.path)) continue;
    paths.push_back(difference.path);
  }
  return paths;
}

Comparison compare(std::vector<std::string> names, std::vector<output::RunResult> runs,
                   const Baselines& baselines) {
  output::require_comparable(runs);
  Comparison comparison{.names = std::move(names),
                        .runs = std::move(runs),
                        .differences = {},
                        .baselines = baselines,
                        .savings = {}};
  comparison.differences = differences_of(comparison.runs);
  if (baselines.empty()) {
    comparison.baselines = runs_to_compare_with(comparison.differences, comparison.runs.size());
  }
  for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
    comparison.savings.push_back(
        savings_of(comparison.runs[i], comparison.runs[comparison.baselines[i]]));
  }
  return comparison;
}

std::string report(const Comparison& comparison, std::size_t width) {
  std::vector<std::string> differing;
  for (const config::Difference& difference : comparison.differences) {
    differing.push_back(difference.path);
  }
  const std::vector<std::string> beside_market = comparison.beside_market();
  std::string text;
  if (!beside_market.empty()) {
    text += output::wrapped(
        "warning: the runs differ in more than the market: " + listed(beside_market), width, 2);
  }
  if (!differing.empty()) {
    text += output::wrapped("differing parameters: " + listed(differing), width, 2);
  }
  text += compared_with(comparison, width) + '\n';
  return text + output::comparison_table(comparison.rows(), width);
}

}  // namespace peerwatt::tools
