#include "tools/peerwatt/processes.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/contracts.hpp"

#include "tools/peerwatt/child_process.hpp"

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
  const pid_t process = start_child(SIGTERM, [&] {
    // Out of the group that a terminal interrupts: signals come from the parent, and each once.
    setpgid(0, 0);
    sigprocmask(SIG_SETMASK, &before_, nullptr);
    return static_cast<int>(action());
  });
  tasks_.emplace(process, task);
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
