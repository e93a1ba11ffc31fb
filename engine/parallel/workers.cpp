#include "engine/parallel/workers.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include "engine/core/contracts.hpp"

namespace peerwatt::parallel {

struct Workers::Arena {
  explicit Arena(std::uint32_t threads)
      : limit{oneapi::tbb::global_control::max_allowed_parallelism, threads},
        tasks{static_cast<int>(threads)} {}
  oneapi::tbb::global_control limit;  // else as many as there are processors
  oneapi::tbb::task_arena tasks;
};

Workers::Workers(std::uint32_t threads) : threads_{threads} {
  PEERWATT_VALIDATE(threads >= 1);
  if (threads > 1) arena_ = std::make_unique<Arena>(threads);
}

Workers::~Workers() = default;

void Workers::for_each(std::size_t count, const std::function<void(std::size_t)>& task) {
  for_each_by(count, [&task](std::size_t i, std::uint32_t) { task(i); });
}

void Workers::for_each_by(std::size_t count,
                          const std::function<void(std::size_t, std::uint32_t)>& task) {
  if (!arena_ || count < 2) {
    for (std::size_t i = 0; i < count; ++i) task(i, 0);
    return;
  }
  const auto by_slot = [&task](std::size_t i) {
    task(i, static_cast<std::uint32_t>(oneapi::tbb::this_task_arena::current_thread_index()));
  };
  arena_->tasks.execute([&] {
    oneapi::tbb::parallel_for(std::size_t{0}, count, by_slot, oneapi::tbb::simple_partitioner{});
  });
}

}  // namespace peerwatt::parallel
