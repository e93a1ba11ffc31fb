#pragma once

#include <cstdint>
#include <vector>

namespace peerwatt::profiles {

// The values of a column that can be trusted, and the straight lines between them.
class GoodValues {
 public:
  // Intervals come in rising order.
  void add(std::int64_t interval, double energy_kwh);
  // The values repeat: those of an undated day of so many intervals.
  void repeat_every(std::int64_t intervals);
  bool empty() const { return interval_.empty(); }
  // Linear between the nearest good values in time; beyond the first and the last, that value.
  double energy_at(std::int64_t interval) const;  // [kWh]

 private:
  std::vector<std::int64_t> interval_;
  std::vector<double> energy_kwh_;
};

}  // namespace peerwatt::profiles
