#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace peerwatt::parallel {

// Some threads that do independent tasks at once. The thread that asks works too, and with one
// thread there is no other.
class Workers {
 public:
  // LogicError unless there is at least one.
  explicit Workers(std::uint32_t threads);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers();

  std::uint32_t threads() const { return threads_; }

  // Calls `task(i)` for each i in [0, count), in any order and by any thread, and returns when all
  // are done. Where tasks throw, one of the exceptions is thrown here.
  void for_each(std::size_t count, const std::function<void(std::size_t)>& task);
  // The same with `task(i, worker)`: workers are numbered from 0 to threads() - 1, and no two calls
  // at once have the same, so that each can have tools of its own.
  void for_each_by(std::size_t count, const std::function<void(std::size_t, std::uint32_t)>& task);

 private:
  struct Arena;
  std::uint32_t threads_;
  std::unique_ptr<Arena> arena_;  // null with one thread
};

}  // namespace peerwatt::parallel
