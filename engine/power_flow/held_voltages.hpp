#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/power_flow/radial_grid.hpp"

namespace peerwatt::power_flow {

// HeldVoltages finds the reactive power with which generators hold the voltage at their buses. From
// sweep to sweep it adds what closes the gaps to the wanted voltages when only the reactances of
// the paths that the generators share with each other from the source count (Cheng and
// Shirmohammadi, IEEE Trans. Power Systems 10(2), 1995).
class HeldVoltages {
 public:
  // Throws InputError with the name of a bus whose voltage cannot be held, since no reactance lies
  // between it and the source or another such bus. The bus's name is looked up in the network.
  HeldVoltages(const RadialGrid& grid, const network::DistributionNetwork& network);

  bool empty() const { return positions_.empty(); }
  // Adds to the reactive power that the generators feed in, p.u.; returns the largest gap that
  // there was, p.u. Voltages are by position.
  double close_gaps(std::span<const double> real, std::span<const double> imaginary);
  // Takes what is fed in off the reactive power drawn, by position.
  void feed_in(std::span<double> reactive) const;
  void reset();

 private:
  std::vector<std::uint32_t> positions_;
  std::vector<double> wanted_;    // p.u.
  std::vector<double> reactive_;  // fed in, p.u.
  std::vector<double> factor_;    // lower triangle L of the reactances L * L^T, row after row
  std::vector<double> gaps_;
};

}  // namespace peerwatt::power_flow
