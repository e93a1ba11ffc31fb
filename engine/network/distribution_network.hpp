#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/id.hpp"

#include "engine/network/feeder.hpp"

namespace peerwatt::network {

// DistributionNetwork is a radial distribution network: a tree of buses, rooted where the grid
// upstream is. Buses and lines are numbered as in the description, zones by their first bus.
// Everything is stored by column and computed once, in O(n) but for sorting the names in O(n log
// n).
//
// Invariant: buses in breadth-first order come after their parents, and the buses of a subtree have
// consecutive preorder numbers, so that ancestry is decided in O(1). The length of the path between
// two buses follows from their lengths from the root and that of their lowest common ancestor m:
// len(a) + len(b) - 2*len(m).
class DistributionNetwork {
 public:
  // Throws an InputError that lists everything that is wrong: names used twice, unknown buses,
  // loops, cycles, buses without supply, values that are negative or not finite, zones in pieces.
  explicit DistributionNetwork(const FeederDescription& feeder);

  const std::string& name() const { return name_; }
  double base_kv() const { return base_kv_; }
  double source_voltage_pu() const { return source_voltage_pu_; }
  double source_angle_degree() const { return source_angle_degree_; }

  std::size_t bus_count() const { return bus_names_.size(); }
  std::size_t line_count() const { return line_names_.size(); }
  std::size_t zone_count() const { return zone_names_.size(); }
  const std::string& bus_name(BusId bus) const { return bus_names_[bus.index()]; }
  const std::string& line_name(LineId line) const { return line_names_[line.index()]; }
  const std::string& zone_name(ZoneId zone) const { return zone_names_[zone.index()]; }
  std::optional<BusId> find_bus(std::string_view name) const;  // O(log n)

  BusId root() const { return breadth_first_order_.front(); }
  // Lists the buses by position: the root first, every other bus after its parent.
  std::span<const BusId> breadth_first_order() const { return breadth_first_order_; }
  // Both lists have, by bus, the next bus and line towards the root; they are invalid at the root.
  std::span<const BusId> parents() const { return parents_; }
  std::span<const LineId> parent_lines() const { return parent_lines_; }
  BusId parent(BusId bus) const { return parents_[bus.index()]; }
  LineId parent_line(BusId bus) const { return parent_lines_[bus.index()]; }
  int depth(BusId bus) const { return depths_[bus.index()]; }  // lines to the root

  // What follows is by line. `near` is the end towards the root, `far` the other, whatever from and
  // to were.
  BusId near_bus(LineId line) const { return parents_[far_buses_[line.index()].index()]; }
  BusId far_bus(LineId line) const { return far_buses_[line.index()]; }
  std::span<const double> resistances_ohm() const { return resistances_ohm_; }
  std::span<const double> reactances_ohm() const { return reactances_ohm_; }
  std::span<const double> ratings_kva() const { return ratings_kva_; }  // 0 = no limit
  // Returns, by line, the voltage at the near end over that at the far end, without load.
  std::span<const double> tap_ratios() const { return tap_ratios_; }
  std::span<const LineKind> line_kinds() const { return line_kinds_; }
  // Whether `from` of the description, where ratio and shift stand, is the far end.
  bool is_reversed(LineId line) const { return reversed_[line.index()]; }
  // Of the description, by line, but for the shift: it is the angle by which the voltage at the far
  // end lags that at the near end without load.
  std::span<const double> chargings_kvar() const { return chargings_kvar_; }
  std::span<const double> iron_losses_kw() const { return iron_losses_kw_; }
  std::span<const double> phase_shifts_degree() const { return phase_shifts_degree_; }
  // Impedances to zero-sequence currents, by line, 0 where they are not known: what is told of
  // these lines is empty where there are none. Connections are as seen from `from`.
  std::span<const double> zero_sequence_resistances_ohm() const {
    return zero_sequence_resistances_ohm_;
  }
  std::span<const double> zero_sequence_reactances_ohm() const {
    return zero_sequence_reactances_ohm_;
  }
  std::optional<Diagnostic> unknown_zero_sequence() const;
  std::span<const Connection> connections() const { return connections_; }
  // Where the feeder's files have a transformer, or the generator that holds the voltage of a bus.
  SourcePosition position(LineId transformer) const { return transformers_.at(transformer); }
  SourcePosition position(BusId held) const { return generators_.at(held); }
  // Of the description, by bus; a voltage of 0 is not held.
  std::span<const double> shunts_kw() const { return shunts_kw_; }
  std::span<const double> shunts_kvar() const { return shunts_kvar_; }
  std::span<const double> held_voltages_pu() const { return held_voltages_pu_; }

  // Zones are given as the neighbourhood of a bus (invalid = none) and as a zone's bus closest to
  // the root.
  ZoneId zone(BusId bus) const { return zones_[bus.index()]; }
  std::span<const ZoneId> zones() const { return zones_; }  // by bus
  BusId zone_head(ZoneId zone) const { return zone_heads_[zone.index()]; }

  // Distances in km throw an InputError that names the lines of unknown length, if any.
  bool has_lengths() const { return lines_without_length_.empty(); }
  double length_km(LineId line) const;
  double km_from_root(BusId bus) const;
  double resistance_from_root_ohm(BusId bus) const { return ohm_from_root_[bus.index()]; }

  // Returns whether `above` lies on the path from `bus` to the root; a bus does so itself. O(1).
  bool is_ancestor(BusId above, BusId bus) const {
    return enter_[above.index()] <= enter_[bus.index()] &&
           enter_[bus.index()] < leave_[above.index()];
  }
  // A bus's place in preorder: behind its parent's, and before those of later children's subtrees.
  std::uint32_t preorder(BusId bus) const { return enter_[bus.index()]; }
  // Returns where the paths of two buses to the root meet, their lowest common ancestor. It takes
  // O(1) if one is an ancestor of the other, else O(hops) of the path between them; so do the
  // lengths of that path.
  BusId meeting_point(BusId a, BusId b) const;
  int path_hops(BusId a, BusId b) const;
  double path_km(BusId a, BusId b) const;
  double path_resistance_ohm(BusId a, BusId b) const;
  std::vector<LineId> path(BusId a, BusId b) const;  // the lines from a to b in order

 private:
  void take_lines(const FeederDescription& feeder);
  void take_zero_sequence(const FeederLine& line);
  void number_zones(const FeederDescription& feeder);
  void find_zone_heads();
  void number_subtrees();
  void measure_from_root();
  void sort_names();

  std::string name_;
  double base_kv_;
  double source_voltage_pu_;
  double source_angle_degree_;
  std::vector<std::string> bus_names_;
  std::vector<BusId> buses_by_name_;
  std::vector<BusId> breadth_first_order_;
  std::vector<BusId> parents_;
  std::vector<LineId> parent_lines_;
  std::vector<std::int32_t> depths_;
  std::vector<std::uint32_t> enter_;  // preorder number; a subtree is [enter, leave)
  std::vector<std::uint32_t> leave_;
  std::vector<double> km_from_root_;
  std::vector<double> ohm_from_root_;
  std::vector<std::string> line_names_;
  std::vector<BusId> far_buses_;
  std::vector<double> lengths_km_;  // 0 where not known
  std::vector<double> resistances_ohm_;
  std::vector<double> reactances_ohm_;
  std::vector<double> ratings_kva_;
  std::vector<double> tap_ratios_;
  std::vector<LineKind> line_kinds_;
  std::vector<bool> reversed_;
  std::vector<double> chargings_kvar_;
  std::vector<double> iron_losses_kw_;
  std::vector<double> phase_shifts_degree_;
  std::vector<double> zero_sequence_resistances_ohm_;  // 0 where not known
  std::vector<double> zero_sequence_reactances_ohm_;
  std::vector<Connection> connections_;
  std::vector<double> shunts_kw_;
  std::vector<double> shunts_kvar_;
  std::vector<double> held_voltages_pu_;
  std::vector<ZoneId> zones_;
  std::vector<std::string> zone_names_;
  std::vector<BusId> zone_heads_;
  std::vector<Diagnostic> lines_without_length_;
  // How many lines have none that is known, and the first of them.
  std::size_t without_zero_sequence_ = 0;
  SourcePosition first_without_zero_sequence_;
  std::string name_without_zero_sequence_;
  std::map<LineId, SourcePosition> transformers_;
  std::map<BusId, SourcePosition> generators_;
};

}  // namespace peerwatt::network
