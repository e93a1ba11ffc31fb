#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/network/distribution_network.hpp"

namespace peerwatt::power_flow {

// The positions [begin, end) of a grid: one or more whole subtrees of the root, in breadth-first
// order. Those before `tops_end` are the children of the root.
struct GridPart {
  std::uint32_t begin = 1;
  std::uint32_t tops_end = 1;
  std::uint32_t end = 1;
};

// RadialGrid is what a power flow sees of a distribution network: columns in per unit, by position,
// the root first, and every other position behind its parent's.
//
// Since the voltage of the root is given, its subtrees do not depend on each other. Positions are
// divided into parts, each of which can be solved by itself: whole subtrees, with `kLeastPart`
// positions or more where there is more than one part. The breadth-first order within a part lets
// a processor work on several branches at once, and a part of that size fits into its second-level
// cache. A grid in which buses hold voltages is one part. Parts depend on the network alone.
//
// A position stands for a bus and for the branch to it from its parent. The branch is an ideal
// transformer at the parent, with a real ratio, and behind it a series impedance with half of the
// branch's shunt at each end. Angles of phase shifts are taken out: behind a shift all voltages of
// a tree are turned alike, so that they are added where angles are told. A branch whose ratio
// stands at its far end is brought to this form exactly: with the ratio t there, impedances behind
// the transformer at the parent are t^2 times as large.
struct RadialGrid {
  static constexpr std::uint32_t kLeastPart = 2048;

  explicit RadialGrid(const network::DistributionNetwork& network);

  std::size_t size() const { return buses.size(); }

  double base_kva = 1;                   // of all per-unit powers
  double source_voltage_pu = 1;          // held at the root
  std::vector<BusId> buses;              // by position
  std::vector<LineId> lines;             // by position; none at the root
  std::vector<std::uint32_t> positions;  // by bus
  std::vector<std::uint32_t> parents;    // positions; 0 at the root
  std::vector<GridPart> parts;           // all positions but the root's, in their order
  // Of the branch to the bus; at the root 0, and a ratio of 1.
  std::vector<double> resistance;
  std::vector<double> reactance;
  std::vector<double>
      inverse_ratio;  // voltage behind the ideal transformer over that at the parent
  std::vector<double> branch_conductance;  // of both halves of its shunt
  std::vector<double> branch_susceptance;
  // Of the bus: its own shunt and the halves of the branches at it, as admittances.
  std::vector<double> conductance;
  std::vector<double> susceptance;
  std::vector<double> angle_degree;  // by which the source and shifts turn its voltage
  std::vector<double> held_voltage;  // 0 = not held
};

}  // namespace peerwatt::power_flow
