#include "tools/peerwatt/processes.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/contracts.hpp"
#include "engine/core/diagnostics.hpp"

namespace peerwatt::tools {

Processes::Processes() {
  sigemptyset(&awaited_);
  for (const int signal : {SIGINT, SIGTERM, SIGCHLD}) sigaddset(&awaited_, signal);
  sigprocmask(SIG_BLOCK, &awaited_, &before_);
}

Processes::~Processes() {
  pass_on(SIGTERM);
  for (const auto& [process, task] : tasks_) waitpid(process, nullptr, 0);
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

void Processes::start(std::size_t task, const std::function<ExitCode()>& action) {
  std::fflush(nullptr);  // or the child would write it again
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process < 0) {
    throw OutputError{fmt::format("cannot start a process: {}", std::strerror(errno))};
  }
  if (process > 0) {
    tasks_.emplace(process, task);
    return;
  }
  // Out of the group that a terminal interrupts: signals come from the parent, and each once.
  // Should it die, that is one more.
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(static_cast<int>(ExitCode::kInterrupted));
  sigprocmask(SIG_SETMASK, &before_, nullptr);
  const ExitCode code = action();
  std::fflush(nullptr);
  _exit(static_cast<int>(code));
}

Processes::Ended Processes::wait() {
  PEERWATT_VALIDATE(!tasks_.empty());
  while (true) {
    int status = 0;
    const pid_t process = waitpid(-1, &status, WNOHANG);
    if (const auto found = tasks_.find(process); found != tasks_.end()) {
      const std::size_t task = found->second;
      tasks_.erase(found);
      return {task, WIFEXITED(status) ? WEXITSTATUS(status) : -1,
              WIFSIGNALED(status) ? WTERMSIG(status) : 0};
    }
    int signal = 0;
    sigwait(&awaited_, &signal);
    if (signal == SIGCHLD) continue;
    interrupted_ = true;
    pass_on(signal);
  }
}

void Processes::pass_on(int signal) const {
  for (const auto& [process, task] : tasks_) kill(process, signal);
}

}  // namespace peerwatt::tools
