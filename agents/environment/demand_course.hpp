#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "agents/devices/slot.hpp"
#include "agents/environment/profile_library.hpp"

namespace peerwatt::agents {

// A demand over the run: a day that repeats, by slot of the wall clock's day, or a measured series,
// by slot of the run.
class DemandCourse {
 public:
  explicit DemandCourse(std::vector<double> day) : day_{std::move(day)} {}
  explicit DemandCourse(std::span<const double> series) : series_{series} {}

  double at(const devices::Slot& slot) const {
    return series_.empty() ? day_[static_cast<std::size_t>(slot.slot_of_day)] : series_[slot.index];
  }
  double most() const {
    return series_.empty() ? *std::ranges::max_element(day_) : *std::ranges::max_element(series_);
  }

 private:
  std::vector<double> day_;
  std::span<const double> series_;
};

}  // namespace peerwatt::agents
