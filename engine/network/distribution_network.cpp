#include "engine/network/distribution_network.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/network/feeder_check.hpp"

namespace peerwatt::network {
namespace {

template <class AnyId>
AnyId id_or_none(std::uint32_t index) {
  return index == kNoIndex ? AnyId{} : AnyId{index};
}

BusId bus_at(std::size_t index) {
  return BusId{static_cast<std::uint32_t>(index)};
}

}  // namespace

DistributionNetwork::DistributionNetwork(const FeederDescription& feeder)
    : name_{feeder.name},
      base_kv_{feeder.base_kv},
      source_voltage_pu_{feeder.source_voltage_pu},
      source_angle_degree_{feeder.source_angle_degree} {
  const CheckedFeeder checked = check_feeder(feeder);
  const SpanningForest& tree = checked.tree;
  const std::size_t count = feeder.buses.size();
  bus_names_.reserve(count);
  breadth_first_order_.reserve(count);
  parents_.reserve(count);
  parent_lines_.reserve(count);
  for (std::size_t bus = 0; bus < count; ++bus) {
    bus_names_.push_back(feeder.buses[bus].name);
    breadth_first_order_.emplace_back(tree.order[bus]);
    parents_.push_back(id_or_none<BusId>(tree.parent[bus]));
    parent_lines_.push_back(id_or_none<LineId>(tree.parent_edge[bus]));
    shunts_kw_.push_back(feeder.buses[bus].shunt_kw);
    shunts_kvar_.push_back(feeder.buses[bus].shunt_kvar);
    held_voltages_pu_.push_back(feeder.buses[bus].held_voltage_pu.value_or(0));
    if (held_voltages_pu_.back() != 0) generators_.emplace(bus_at(bus), feeder.buses[bus].position);
  }
  depths_.assign(tree.depth.begin(), tree.depth.end());
  take_lines(feeder);
  number_zones(feeder);
  find_zone_heads();
  number_subtrees();
  measure_from_root();
  sort_names();
}

void DistributionNetwork::take_lines(const FeederDescription& feeder) {
  far_buses_.resize(feeder.lines.size());
  for (const BusId bus : breadth_first_order_) {
    if (bus != root()) far_buses_[parent_line(bus).index()] = bus;
  }
  for (std::size_t i = 0; i < feeder.lines.size(); ++i) {
    const FeederLine& line = feeder.lines[i];
    const bool leads_away = bus_names_[far_buses_[i].index()] == line.to;
    line_names_.push_back(line.name);
    lengths_km_.push_back(line.length_km.value_or(0));
    resistances_ohm_.push_back(line.resistance_ohm);
    reactances_ohm_.push_back(line.reactance_ohm);
    ratings_kva_.push_back(line.rating_kva);
    tap_ratios_.push_back(leads_away ? line.tap_ratio : 1 / line.tap_ratio);
    line_kinds_.push_back(line.kind);
    reversed_.push_back(!leads_away);
    chargings_kvar_.push_back(line.charging_kvar);
    iron_losses_kw_.push_back(line.iron_loss_kw);
    phase_shifts_degree_.push_back(leads_away ? line.phase_shift_degree : -line.phase_shift_degree);
    take_zero_sequence(line);
    if (line.kind == LineKind::kTransformer) {
      transformers_.emplace(LineId{static_cast<std::uint32_t>(i)}, line.position);
    }
    if (!line.length_km) {
      lines_without_length_.push_back(
          {line.position, fmt::format("line '{}' has no length, so there are no distances (give "
                                      "length_km)",
                                      line.name)});
    }
  }
}

// A line's is not that of its positive sequence, for there the current returns in earth and
// neutral.
void DistributionNetwork::take_zero_sequence(const FeederLine& line) {
  const bool is_known =
      line.kind != LineKind::kLine || (line.resistance_ohm == 0 && line.reactance_ohm == 0);
  zero_sequence_resistances_ohm_.push_back(
      line.zero_sequence_resistance_ohm.value_or(is_known ? line.resistance_ohm : 0));
  zero_sequence_reactances_ohm_.push_back(
      line.zero_sequence_reactance_ohm.value_or(is_known ? line.reactance_ohm : 0));
  connections_.push_back(line.connection);
  if (is_known || line.zero_sequence_resistance_ohm) return;
  if (without_zero_sequence_++ > 0) return;
  first_without_zero_sequence_ = line.position;
  name_without_zero_sequence_ = line.name;
}

std::optional<Diagnostic> DistributionNetwork::unknown_zero_sequence() const {
  if (without_zero_sequence_ == 0) return {};
  const std::size_t others = without_zero_sequence_ - 1;
  const std::string have = others == 0   ? " has"
                           : others == 1 ? " and another one have"
                                         : fmt::format(" and {} others have", others);
  return Diagnostic{
      first_without_zero_sequence_,
      fmt::format(
          "line '{}'{} no zero-sequence impedance, which a power flow by phase needs (give "
          "zero_sequence_resistance_ohm and zero_sequence_reactance_ohm, r0 and x0 in forms "
          "with line codes, or choose a balanced power flow)",
          name_without_zero_sequence_, have)};
}

void DistributionNetwork::number_zones(const FeederDescription& feeder) {
  std::unordered_map<std::string_view, ZoneId> ids;
  zones_.reserve(feeder.buses.size());
  for (const FeederBus& bus : feeder.buses) {
    if (bus.zone.empty()) {
      zones_.emplace_back();
      continue;
    }
    const ZoneId next{static_cast<std::uint32_t>(zone_names_.size())};
    const auto [found, is_new] = ids.emplace(bus.zone, next);
    if (is_new) zone_names_.push_back(bus.zone);
    zones_.push_back(found->second);
  }
}

void DistributionNetwork::find_zone_heads() {
  zone_heads_.resize(zone_names_.size());
  for (const BusId bus : breadth_first_order_) {
    if (zone(bus) && !zone_heads_[zone(bus).index()]) zone_heads_[zone(bus).index()] = bus;
  }
}

// Numbers the buses in preorder: sizes of subtrees from the leaves up, then every bus gets its
// subtree's interval [enter, leave) inside its parent's, behind those of earlier children. O(n).
void DistributionNetwork::number_subtrees() {
  std::vector<std::uint32_t> size(bus_count(), 1);
  for (std::size_t i = bus_count(); i-- > 1;) {
    const BusId bus = breadth_first_order_[i];
    size[parent(bus).index()] += size[bus.index()];
  }
  enter_.assign(bus_count(), 0);
  leave_.assign(bus_count(), 0);
  std::vector<std::uint32_t> next(bus_count(), 0);  // where the next child's interval begins
  for (const BusId bus : breadth_first_order_) {
    const std::size_t i = bus.index();
    if (bus != root()) {
      std::uint32_t& begin = next[parent(bus).index()];
      enter_[i] = begin;
      begin += size[i];
    }
    leave_[i] = enter_[i] + size[i];
    next[i] = enter_[i] + 1;
  }
}

void DistributionNetwork::measure_from_root() {
  km_from_root_.assign(bus_count(), 0);
  ohm_from_root_.assign(bus_count(), 0);
  for (const BusId bus : breadth_first_order_) {
    if (bus == root()) continue;
    const std::size_t above = parent(bus).index();
    const std::size_t line = parent_line(bus).index();
    km_from_root_[bus.index()] = km_from_root_[above] + lengths_km_[line];
    ohm_from_root_[bus.index()] = ohm_from_root_[above] + resistances_ohm_[line];
  }
}

void DistributionNetwork::sort_names() {
  buses_by_name_.reserve(bus_count());
  for (std::size_t i = 0; i < bus_count(); ++i) buses_by_name_.push_back(bus_at(i));
  std::sort(buses_by_name_.begin(), buses_by_name_.end(),
            [&](BusId a, BusId b) { return bus_name(a) < bus_name(b); });
}

std::optional<BusId> DistributionNetwork::find_bus(std::string_view name) const {
  const auto found =
      std::lower_bound(buses_by_name_.begin(), buses_by_name_.end(), name,
                       [&](BusId bus, std::string_view wanted) { return bus_name(bus) < wanted; });
  if (found == buses_by_name_.end() || bus_name(*found) != name) return std::nullopt;
  return *found;
}

double DistributionNetwork::length_km(LineId line) const {
  if (!has_lengths()) throw InputError{lines_without_length_};
  return lengths_km_[line.index()];
}

double DistributionNetwork::km_from_root(BusId bus) const {
  if (!has_lengths()) throw InputError{lines_without_length_};
  return km_from_root_[bus.index()];
}

// Moves up from a until the bus has b in its subtree.
BusId DistributionNetwork::meeting_point(BusId a, BusId b) const {
  if (is_ancestor(b, a)) return b;
  while (!is_ancestor(a, b)) a = parent(a);
  return a;
}

int DistributionNetwork::path_hops(BusId a, BusId b) const {
  return depth(a) + depth(b) - 2 * depth(meeting_point(a, b));
}

// Differences are taken on each side by itself, so that the side of a bus that is the ancestor of
// the other is exactly 0.
double DistributionNetwork::path_km(BusId a, BusId b) const {
  const double meeting_km = km_from_root(meeting_point(a, b));
  return (km_from_root(a) - meeting_km) + (km_from_root(b) - meeting_km);
}

double DistributionNetwork::path_resistance_ohm(BusId a, BusId b) const {
  const double meeting_ohm = resistance_from_root_ohm(meeting_point(a, b));
  return (resistance_from_root_ohm(a) - meeting_ohm) + (resistance_from_root_ohm(b) - meeting_ohm);
}

std::vector<LineId> DistributionNetwork::path(BusId a, BusId b) const {
  const BusId meeting = meeting_point(a, b);
  std::vector<LineId> lines;
  for (; a != meeting; a = parent(a)) lines.push_back(parent_line(a));
  const auto down = static_cast<std::ptrdiff_t>(lines.size());
  for (; b != meeting; b = parent(b)) lines.push_back(parent_line(b));
  std::reverse(lines.begin() + down, lines.end());
  return lines;
}

}  // namespace peerwatt::network
