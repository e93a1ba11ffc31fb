#include "tools/verification/findings/check.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::verification {

Check::Check(std::string name, Tolerance tolerance, Weight weight) : tolerance_{tolerance} {
  result_.name = std::move(name);
  result_.tolerance = tolerance.absolute;
  result_.weight = weight;
}

// What is no number counts as infinitely wrong.
void Check::measure(double value, double scale, const Where& where) {
  const double size =
      std::isnan(value) ? std::numeric_limits<double>::infinity() : std::fabs(value);
  const double allowed = tolerance_.at(std::isfinite(scale) ? std::fabs(scale) : 0.0);
  const double ratio = allowed > 0 ? size / allowed : size > 0 ? HUGE_VAL : 0.0;
  if (ratio <= worst_ratio_) return;
  worst_ratio_ = ratio;
  result_.worst = size;
  result_.tolerance = allowed;
  result_.where = where;
  result_.column = where.column;
  result_.where.column = "";
}

void Check::equal(double found, double expected, const Where& where) {
  measure(found - expected, std::fabs(found) + std::fabs(expected), where);
}

void Check::at_most(double found, double limit, const Where& where) {
  measure(std::isnan(found - limit) ? found - limit : std::max(0.0, found - limit),
          std::fabs(found) + std::fabs(limit), where);
}

void Check::expect(bool holds, const Where& where) {
  measure(holds ? 0.0 : 1.0, 0, where);
}

}  // namespace peerwatt::verification
