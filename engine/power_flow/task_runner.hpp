#pragma once

#include <cstddef>
#include <functional>

namespace peerwatt::power_flow {

// Calls `task(i)` for each i in [0, count), in any order or at once, and returns when all are done.
// Who solves power flows says by whom tasks are done, so that this module knows of no threads.
using TaskRunner =
    std::function<void(std::size_t count, const std::function<void(std::size_t)>& task)>;

}  // namespace peerwatt::power_flow
