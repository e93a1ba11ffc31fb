#pragma once

#include <csignal>
#include <cstddef>
#include <functional>
#include <map>

#include <sys/types.h>

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// Tasks in processes of their own: HDF5 is not made for threads, and a run that dies takes no other
// with it. While an object of this class lives, SIGINT and SIGTERM are passed on to the tasks, once
// for every time they come, and end nothing by themselves.
class Processes {
 public:
  Processes();
  ~Processes();  // ends what still runs
  Processes(const Processes&) = delete;
  Processes& operator=(const Processes&) = delete;

  // Throws OutputError where the system allows no more processes. Tasks begin with what is in
  // memory now, and change nothing here.
  void start(std::size_t task, const std::function<ExitCode()>& action);
  std::size_t running() const { return tasks_.size(); }
  bool interrupted() const { return interrupted_; }

  struct Ended {
    std::size_t task;
    int exit_code;  // -1: killed by the signal
    int signal;
  };
  // The next task that ends. There must be one.
  Ended wait();

 private:
  void pass_on(int signal) const;

  sigset_t awaited_{};
  sigset_t before_{};  // signals that were blocked
  std::map<pid_t, std::size_t> tasks_;
  bool interrupted_ = false;
};

}  // namespace peerwatt::tools
