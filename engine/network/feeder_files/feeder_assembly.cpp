#include <algorithm>
#include <functional>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/topology.hpp"

namespace peerwatt::network {
namespace {

constexpr const char* kSubstation = "substation";

// Several sources hang on one bus, each by a switch that has the ratio of their voltages and the
// difference of their angles.
void join_sources(FeederParts& parts) {
  FeederDescription& feeder = parts.feeder;
  feeder.position = parts.sources_position;
  if (parts.sources.empty()) return;
  const FeederSource& first = parts.sources.front();
  feeder.root = first.bus;
  feeder.source_voltage_pu = first.voltage_pu;
  feeder.source_angle_degree = first.angle_degree;
  if (parts.sources.size() == 1) return;
  feeder.root = kSubstation;
  feeder.buses.insert(feeder.buses.begin(), {kSubstation, "", parts.sources_position});
  for (const FeederSource& source : parts.sources) {
    FeederLine link;
    link.name = feeder.root + '-' + source.bus;
    link.from = feeder.root;
    link.to = source.bus;
    link.length_km = 0;
    link.tap_ratio = first.voltage_pu / source.voltage_pu;
    link.phase_shift_degree = first.angle_degree - source.angle_degree;
    link.kind = LineKind::kSwitch;
    link.position = parts.sources_position;
    feeder.lines.push_back(std::move(link));
  }
}

template <class Names>
auto touches(const Names& names) {
  return [&names](const FeederLine& line) {
    return names.contains(line.from) || names.contains(line.to);
  };
}

void kill_lines_of_dead_buses(FeederParts& parts) {
  const std::unordered_set<std::string> dead{parts.dead_buses.begin(), parts.dead_buses.end()};
  std::vector<FeederLine>& lines = parts.feeder.lines;
  const auto first_dead =
      std::stable_partition(lines.begin(), lines.end(), std::not_fn(touches(dead)));
  std::move(first_dead, lines.end(), std::back_inserter(parts.dead_lines));
  lines.erase(first_dead, lines.end());
}

// Buses that are dead, or that have supply with the dead lines but not without.
std::unordered_set<std::string> buses_out_of_supply(const FeederParts& parts) {
  std::unordered_set<std::string> out{parts.dead_buses.begin(), parts.dead_buses.end()};
  const FeederDescription& feeder = parts.feeder;
  const auto buses = bus_indices(feeder);
  const auto root = buses.find(feeder.root);
  if (root == buses.end()) return out;
  std::vector<Edge> ends = line_ends(feeder.lines, buses);
  const SpanningForest live = span_forest(feeder.buses.size(), ends, root->second);
  const std::vector<Edge> dead_ends = line_ends(parts.dead_lines, buses);
  ends.insert(ends.end(), dead_ends.begin(), dead_ends.end());
  const SpanningForest all = span_forest(feeder.buses.size(), ends, root->second);
  for (std::size_t i = 0; i < feeder.buses.size(); ++i) {
    if (live.tree[i] != 0 && all.tree[i] == 0) out.insert(feeder.buses[i].name);
  }
  return out;
}

}  // namespace

FeederDescription assembled(FeederParts parts) {
  join_sources(parts);
  if (parts.dead_lines.empty() && parts.dead_buses.empty()) return std::move(parts.feeder);
  kill_lines_of_dead_buses(parts);
  const std::unordered_set<std::string> out = buses_out_of_supply(parts);
  FeederDescription& feeder = parts.feeder;
  std::erase_if(feeder.lines, touches(out));
  std::erase_if(feeder.buses, [&](const FeederBus& bus) { return out.contains(bus.name); });
  std::erase_if(feeder.loads, [&](const FeederLoad& load) { return out.contains(load.bus); });
  return std::move(feeder);
}

void add_load(FeederLoad load, FeederDescription& feeder) {
  if (load.power_kw != 0 || load.reactive_kvar != 0) feeder.loads.push_back(std::move(load));
}

std::optional<double> scaled(std::optional<double> value, double factor) {
  if (value) *value *= factor;
  return value;
}

double most_frequent(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double best = 0;
  std::ptrdiff_t best_count = 0;
  for (auto first = values.begin(); first != values.end();) {
    const auto end = std::upper_bound(first, values.end(), *first);
    if (end - first > best_count) {
      best = *first;
      best_count = end - first;
    }
    first = end;
  }
  return best;
}

}  // namespace peerwatt::network
