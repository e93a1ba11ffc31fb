#include "output/hdf5/chunk_plan.hpp"

#include <initializer_list>

#include <doctest/doctest.h>

using namespace peerwatt::output;

TEST_CASE("chunks fit the run: about 1 MiB, whole flushes, bounded memory") {
  for (const std::int64_t prosumers : {0, 1, 9, 100, 1000, 10'000, 99'999, 450'000, 1'000'000}) {
    for (const std::int64_t day : {1, 24, 48, 1440, 86400}) {
      for (const std::int64_t every : {1, 5, 1000}) {
        const ChunkPlan plan = plan_chunks({prosumers, day, 365 * day, every, 19});
        CAPTURE(prosumers);
        CAPTURE(day);
        CHECK(plan.agent_rows * plan.agent_width <= 131072);
        CHECK(plan.agent_rows >= 1);
        CHECK(plan.event_rows >= 1024);
        CHECK(plan.event_rows <= 32768);
        if (plan.agent_rows > 1) {
          CHECK(plan.agent_rows * static_cast<std::size_t>(prosumers) * 8 * 19 <= 64 << 20);
        }
        if (365 * day < static_cast<std::int64_t>(plan.flush_slots))
          continue;  // one flush, the last
        CHECK(plan.flush_slots % plan.system_rows == 0);
        if (every == 1) CHECK(plan.flush_slots % plan.agent_rows == 0);
        CHECK(plan.daily_rows * plan.daily_width <= 131072);
      }
    }
  }
}
