#pragma once

#include <functional>

#include <sys/types.h>

namespace peerwatt::tools {

// Starts a process that begins with what is in memory now, does `action` and ends with the code
// that it returns. Should this process die before, that one gets `death_signal`. Throws
// OutputError where the system allows no more processes.
pid_t start_child(int death_signal, const std::function<int()>& action);

}  // namespace peerwatt::tools
