#include "engine/power_flow/held_voltages.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::power_flow {
namespace {

// The reactance that the paths of two positions from the root have in common.
double shared_reactance(const RadialGrid& grid, std::uint32_t a, std::uint32_t b) {
  while (a != b) (a > b ? a : b) = grid.parents[std::max(a, b)];
  double sum = 0;
  for (; a != 0; a = grid.parents[a]) sum += grid.reactance[a];
  return sum;
}

// Of what is left of a diagonal element, less than this part is rounding.
constexpr double kSingular = 1e-9;

}  // namespace

// The factor is Cholesky's: the shared reactances are those of a resistive network with one port at
// each generator, and so positive definite unless a port is shorted.
HeldVoltages::HeldVoltages(const RadialGrid& grid, const network::DistributionNetwork& network) {
  for (std::uint32_t i = 0; i < grid.size(); ++i) {
    if (grid.held_voltage[i] == 0) continue;
    positions_.push_back(i);
    wanted_.push_back(grid.held_voltage[i]);
  }
  const std::size_t count = positions_.size();
  reactive_.assign(count, 0);
  gaps_.resize(count);
  factor_.assign(count * count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double whole = shared_reactance(grid, positions_[i], positions_[j]);
      double rest = whole;
      for (std::size_t k = 0; k < j; ++k) rest -= factor_[i * count + k] * factor_[j * count + k];
      if (i != j) {
        factor_[i * count + j] = rest / factor_[j * count + j];
      } else if (rest > kSingular * whole) {
        factor_[i * count + i] = std::sqrt(rest);
      } else {
        throw InputError{fmt::format(
            "bus '{}' cannot hold its voltage: there is no reactance between it and the source or "
            "another bus that holds one",
            network.bus_name(grid.buses[positions_[i]]))};
      }
    }
  }
}

double HeldVoltages::close_gaps(std::span<const double> real, std::span<const double> imaginary) {
  const std::size_t count = positions_.size();
  double largest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double e = real[positions_[i]], f = imaginary[positions_[i]];
    gaps_[i] = wanted_[i] - std::sqrt(e * e + f * f);
    largest = std::max(largest, std::abs(gaps_[i]));
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < i; ++k) gaps_[i] -= factor_[i * count + k] * gaps_[k];
    gaps_[i] /= factor_[i * count + i];
  }
  for (std::size_t i = count; i-- > 0;) {
    for (std::size_t k = i + 1; k < count; ++k) gaps_[i] -= factor_[k * count + i] * gaps_[k];
    gaps_[i] /= factor_[i * count + i];
    reactive_[i] += gaps_[i];
  }
  return largest;
}

void HeldVoltages::feed_in(std::span<double> reactive) const {
  for (std::size_t i = 0; i < positions_.size(); ++i) reactive[positions_[i]] -= reactive_[i];
}

void HeldVoltages::reset() {
  std::fill(reactive_.begin(), reactive_.end(), 0.0);
}

}  // namespace peerwatt::power_flow
