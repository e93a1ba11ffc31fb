#include "tools/peerwatt/permitted_calls.hpp"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/sanitizers.hpp"

#include <doctest/doctest.h>

namespace peerwatt::tools {
namespace {

// Whether a call fails with "operation not permitted", in a process that may only read.
bool is_forbidden(const std::function<bool()>& succeeds) {
  const pid_t child = fork();
  if (child == 0) {
    permit_reading_only();
    _exit(!succeeds() && errno == EPERM ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool opens(const char* path, int flags) {
  return open(path, flags, 0600) >= 0;
}

const char* const kNew = "peerwatt_not_permitted";  // nobody makes it

}  // namespace

TEST_CASE("a process that may only read opens nothing for writing, connects and runs nothing") {
  if (kUnderSanitizer) return;  // where no filter is set
  const std::vector<std::function<bool()>> calls{
      [] { return opens("/dev/null", O_WRONLY); },
      [] { return opens("/dev/null", O_RDWR); },
      [] { return opens(kNew, O_RDONLY | O_CREAT); },
      [] { return opens("/dev/null", O_RDONLY | O_TRUNC); },
      [] { return mkdir(kNew, 0700) == 0; },
      [] { return unlink(kNew) == 0; },
      [] { return rename(kNew, kNew) == 0; },
      [] { return symlink(kNew, kNew) == 0; },
      [] { return truncate("/dev/null", 0) == 0; },
      [] { return chmod("/dev/null", 0666) == 0; },
      [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; },
      [] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; },
      [] { return execl("/bin/true", "true", nullptr) == 0; },
      [] { return fork() >= 0; },
      [] { return kill(getppid(), 0) == 0; },
      [] {
        return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
               MAP_FAILED;
      }};
  for (std::size_t i = 0; i < calls.size(); ++i) {
    CAPTURE(i);
    CHECK(is_forbidden(calls[i]));
  }
}

TEST_CASE("a process that may only read can read and compute") {
  CHECK_FALSE(is_forbidden([] { return opens("/dev/null", O_RDONLY); }));
  CHECK_FALSE(is_forbidden([] {
    return mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
           MAP_FAILED;
  }));
}

}  // namespace peerwatt::tools
