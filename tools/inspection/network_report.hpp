#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder.hpp"

namespace peerwatt::inspection {

struct Zone {
  std::string name;
  std::size_t buses = 0;
  double load_kw = 0;
};

struct Loads {
  std::size_t count = 0;  // that draw active power, or only reactive power
  double power_kw = 0;
  double reactive_kvar = 0;
};

// Of the lines that have both.
struct ReactanceRatios {  // R/X
  double least = 0;
  double median = 0;
  double most = 0;
};

struct BusState {
  std::string name;
  std::string zone;  // empty: none
  double load_kw = 0;
  double load_kvar = 0;
  double voltage_pu = 0;
  double angle_degree = 0;
};

// In the direction away from the root.
struct BranchState {
  std::string name;
  std::string near_bus;
  std::string far_bus;
  double power_kw = 0;  // into it at the near end
  double reactive_kvar = 0;
  double losses_kw = 0;
  std::optional<double> loading_percent;  // of the rating, if it has one
};

// The power flow with the feeder's own loads.
struct Solution {
  int sweeps = 0;
  double source_kw = 0;
  double source_kvar = 0;
  double losses_kw = 0;
  double losses_kvar = 0;
  std::vector<BusState> buses;             // in the order of the feeder
  std::vector<BranchState> branches;       // likewise
  std::size_t lowest = 0, highest = 0;     // buses of the extreme voltages
  std::optional<std::size_t> most_loaded;  // branch
};

struct PhasedBus {
  std::array<double, 3> voltage_pu{};  // a, b, c; to neutral
  std::array<double, 3> angle_degree{};
  double unbalance_percent = 0;  // negative- per positive-sequence voltage
};

struct PhasedPlace {
  std::size_t bus = 0;
  std::size_t phase = 0;  // 0 = a
};

// The same power flow with each load on its own phase.
struct PhasedSolution {
  int sweeps = 0;
  double losses_kw = 0;
  std::vector<PhasedBus> buses;  // in the order of the feeder
  PhasedPlace lowest, highest;   // of the voltages
  std::size_t most_unbalanced = 0;
};

struct NetworkReport {
  std::string name;
  std::string root;
  double base_kv = 0;
  double source_voltage_pu = 1;
  std::size_t buses = 0, lines = 0, transformers = 0, switches = 0;
  int most_hops = 0;                // from the root
  std::optional<double> length_km;  // of all lines, where all are known
  std::optional<ReactanceRatios> ratios;
  std::vector<Zone> zones;
  Loads loads;
  Loads generators;  // that feed in active power, as positive numbers; reactive power as drawn
  std::optional<Solution> solution;
  std::string failure;  // why there is none
  // Of feeders whose loads are on single phases.
  std::size_t single_phase_loads = 0;
  std::optional<PhasedSolution> phased;
  std::string phased_failure;           // why there is none
  std::vector<std::string> notes;       // what of the files is not used
  std::vector<std::string> suspicions;  // numbers that may be in another unit than they should be
};

// Throws InputError where the feeder holds a voltage that cannot be held.
NetworkReport inspect(const network::FeederDescription& feeder,
                      const network::DistributionNetwork& network);

}  // namespace peerwatt::inspection
