#include "engine/parallel/workers.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include "engine/core/contracts.hpp"
#include "engine/core/sanitizers.hpp"

namespace peerwatt::parallel {
namespace {

// A task comes after what was done before its batch, and before what is done after it. oneTBB sees
// to that, but ThreadSanitizer does not see into a library that was built without it.
class Batch {
 public:
  explicit Batch(const std::function<void(std::size_t, std::uint32_t)>& task) : task_{task} {
    thread_releases(&begun_);
  }
  ~Batch() { thread_acquires(&done_); }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  // Reads nothing of the batch before it may.
  __attribute__((no_sanitize("thread"))) void operator()(std::size_t i) const {
    thread_acquires(&begun_);
    run(i);
  }

 private:
  void run(std::size_t i) const {
    const Done done{*this};
    task_(i, static_cast<std::uint32_t>(oneapi::tbb::this_task_arena::current_thread_index()));
  }
  struct Done {
    const Batch& batch;
    ~Done() { thread_releases(&batch.done_); }
  };

  const std::function<void(std::size_t, std::uint32_t)>& task_;
  mutable char begun_ = 0;
  mutable char done_ = 0;
};

}  // namespace

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
  const Batch batch{task};
  arena_->tasks.execute([&] {
    oneapi::tbb::parallel_for(std::size_t{0}, count, batch, oneapi::tbb::simple_partitioner{});
  });
}

}  // namespace peerwatt::parallel
