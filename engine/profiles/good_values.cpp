#include "engine/profiles/good_values.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::profiles {

void GoodValues::add(std::int64_t interval, double energy_kwh) {
  PEERWATT_EXPECTS(interval_.empty() || interval > interval_.back());
  interval_.push_back(interval);
  energy_kwh_.push_back(energy_kwh);
}

void GoodValues::repeat_every(std::int64_t intervals) {
  if (empty()) return;
  const std::int64_t first = interval_.front();
  const double first_kwh = energy_kwh_.front();
  interval_.insert(interval_.begin(), interval_.back() - intervals);
  energy_kwh_.insert(energy_kwh_.begin(), energy_kwh_.back());
  add(first + intervals, first_kwh);
}

double GoodValues::energy_at(std::int64_t interval) const {
  PEERWATT_EXPECTS(!empty());
  const auto right = std::lower_bound(interval_.begin(), interval_.end(), interval);
  if (right == interval_.begin()) return energy_kwh_.front();
  if (right == interval_.end()) return energy_kwh_.back();
  const auto place = static_cast<std::size_t>(right - interval_.begin());
  const double share =
      static_cast<double>(interval - *(right - 1)) / static_cast<double>(*right - *(right - 1));
  return energy_kwh_[place - 1] + share * (energy_kwh_[place] - energy_kwh_[place - 1]);
}

}  // namespace peerwatt::profiles
