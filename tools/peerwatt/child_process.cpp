#include "tools/peerwatt/child_process.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

pid_t start_child(int death_signal, const std::function<int()>& action) {
  std::fflush(nullptr);  // or the child would write it again
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) {
    throw OutputError{fmt::format("cannot start a process: {}", std::strerror(errno))};
  }
  if (child > 0) return child;
  prctl(PR_SET_PDEATHSIG, death_signal);
  if (getppid() != parent) _exit(static_cast<int>(ExitCode::kInterrupted));
  const int code = action();
  std::fflush(nullptr);
  _exit(code);
}

}  // namespace peerwatt::tools
