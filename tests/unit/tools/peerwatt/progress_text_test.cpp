#include "tools/peerwatt/progress_text.hpp"

#include <doctest/doctest.h>

namespace peerwatt::tools {
namespace {

constexpr Task kMonth{.slots = 1440, .slots_per_day = 48, .prosumers = 60, .threads = 2};

TEST_CASE("a run shows its simulated day, its pace, what is left, and its threads") {
  CHECK(progress_line(kMonth, 144, 2.0) == "day 4/30  10 %  72.0 slots/s  18 s left  2 threads");
  CHECK(progress_line(kMonth, 1, 600) == "day 1/30  0 %  0.00 slots/s  240 h left  2 threads");
  CHECK(progress_line(kMonth, 480, 1000) ==
        "day 11/30  33 %  0.48 slots/s  33 min left  2 threads");
}

TEST_CASE("a run begins with what it has to do") {
  CHECK(start_line(kMonth) == "simulating 1440 slots of 60 prosumers, 2 threads");
}

TEST_CASE("the last slot belongs to the last day, and nothing is left") {
  const Task day_and_a_half{.slots = 72, .slots_per_day = 48, .prosumers = 1, .threads = 1};
  CHECK(progress_line(day_and_a_half, 72, 0.072) ==
        "day 2/2  100 %  1000 slots/s  0 s left  1 thread");
}

TEST_CASE("the line of a long run on many threads fits the narrowest terminal") {
  const Task decade{.slots = 3650 * 48, .slots_per_day = 48, .prosumers = 100, .threads = 128};
  CHECK(progress_line(decade, 1000 * 48, 11.5 * 3600).size() < 60);
  CHECK(progress_line(decade, 1000 * 48, 3.9).size() < 60);
}

}  // namespace
}  // namespace peerwatt::tools
