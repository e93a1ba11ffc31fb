#include "agents/environment/demand_course.hpp"

#include <array>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

devices::Slot slot(std::uint32_t index, std::int64_t of_day) {
  devices::Slot made;
  made.index = index;
  made.slot_of_day = of_day;
  return made;
}

}  // namespace

TEST_CASE("a day repeats by the wall clock, a series goes on by slot") {
  const DemandCourse day{std::vector<double>{1, 5, 3}};
  CHECK(day.at(slot(7, 1)) == 5);
  CHECK(day.most() == 5);
  const std::array<double, 4> measured{2, 4, 6, 8};
  const DemandCourse series{std::span<const double>{measured}};
  CHECK(series.at(slot(3, 0)) == 8);
  CHECK(series.most() == 8);
}
