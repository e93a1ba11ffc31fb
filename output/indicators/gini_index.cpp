#include "output/indicators/gini_index.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::output {

// E. Raffinetti, E. Siletti, A. Vernizzi, "On the Gini coefficient normalization when attributes
// with negative values are considered", Stat. Methods Appl. 24, 2015: sum over all pairs
// |x_i - x_j| / (2 (n - 1) sum |x_i|), the denominator being the largest the numerator can get.
std::optional<double> gini_index(std::vector<double> values) {
  const std::size_t count = values.size();
  double absolute = 0;
  for (const double value : values) absolute += std::abs(value);
  if (count < 2 || !(absolute > 0)) return std::nullopt;
  std::sort(values.begin(), values.end());
  double pairs = 0;  // sum over i < j of x_j - x_i
  for (std::size_t i = 0; i < count; ++i) {
    pairs += (2.0 * static_cast<double>(i) - static_cast<double>(count - 1)) * values[i];
  }
  return pairs / (static_cast<double>(count - 1) * absolute);
}

}  // namespace peerwatt::output
