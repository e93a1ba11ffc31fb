#pragma once

#include <complex>
#include <cstdint>
#include <vector>

#include "engine/power_flow/radial_grid.hpp"

namespace peerwatt::power_flow {

inline constexpr std::size_t kPhases = 3;

// Whether a line of the network is a transformer that the neutral's current does not pass.
bool is_delta(const network::DistributionNetwork& network, LineId line);

// A transformer whose winding towards the root is a delta, or passes no zero-sequence current
// either: what flows in the neutral behind it does not pass. Voltages of the negative sequence are
// turned the other way than those of the positive one, so that they keep twice the shift where the
// grid's angles are taken out.
struct DeltaBranch {
  std::uint32_t position = 0;
  std::complex<double> turn;  // of negative-sequence voltages, seen from behind it
};

// PhaseGrid is a RadialGrid with what the three phases do to each other: columns in per unit by
// position, a phase's voltage per nominal voltage to neutral, its power per a third of the base.
//
// A branch has the series impedance Z1 of its positive sequence, which is that of the negative one,
// and Z0 of its zero sequence, in which currents return through neutral and earth, grounded at each
// bus. Phase p then loses Z1*I_p + (Z0 - Z1)/3 * (I_a + I_b + I_c) of its voltage. Shunts of a
// phase lie between it and the neutral.
struct PhaseGrid {
  // Throws an InputError with everything that is missing or cannot be: unknown zero-sequence
  // impedances, voltages held by generators, transformers without a neutral behind them or with two
  // stars that shift.
  explicit PhaseGrid(const network::DistributionNetwork& network);

  RadialGrid balanced;
  // (Z0 - Z1)/3 of the branch to the bus; 0 at the root.
  std::vector<double> mutual_resistance;
  std::vector<double> mutual_reactance;
  std::vector<DeltaBranch> deltas;  // by position, ascending
};

}  // namespace peerwatt::power_flow
