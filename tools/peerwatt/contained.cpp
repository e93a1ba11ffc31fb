#include "tools/peerwatt/contained.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <new>
#include <stdexcept>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/sanitizers.hpp"

#include "tools/peerwatt/child_process.hpp"
#include "tools/peerwatt/crashes.hpp"
#include "tools/peerwatt/failures.hpp"
#include "tools/peerwatt/permitted_calls.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/write_all.hpp"

namespace peerwatt::tools {
namespace {

constexpr std::size_t kMostMemory = std::size_t{8} << 30;
constexpr int kOwnExit = 99;  // the action has ended, and its answer was handed over

void put(std::string& bytes, std::uint64_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

// The exit code, the number of texts, and each text after its length.
std::string packed(const Answer& answer) {
  std::string bytes;
  put(bytes, static_cast<std::uint64_t>(answer.code));
  put(bytes, answer.texts.size());
  for (const std::string& text : answer.texts) {
    put(bytes, text.size());
    bytes += text;
  }
  return bytes;
}

class Unpacking {
 public:
  explicit Unpacking(const std::string& bytes) : bytes_{bytes} {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    const std::string bytes = text(sizeof value);
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::string text(std::size_t size) {
    if (size > bytes_.size() - at_) throw std::runtime_error{"an answer was cut off"};
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

 private:
  const std::string& bytes_;
  std::size_t at_ = 0;
};

Answer unpacked(const std::string& bytes) {
  Unpacking all{bytes};
  Answer answer;
  answer.code = static_cast<ExitCode>(all.number());
  for (std::uint64_t left = all.number(); left > 0; --left) {
    answer.texts.push_back(all.text(all.number()));
  }
  return answer;
}

// Both ends of a pipe; each is closed once.
class Pipe {
 public:
  Pipe() {
    if (pipe(ends_) != 0) {
      throw OutputError{fmt::format("cannot open a pipe: {}", std::strerror(errno))};
    }
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_end(int end) {
    if (ends_[end] >= 0) close(ends_[end]);
    ends_[end] = -1;
  }
  std::string read_all() const {
    std::string all;
    char block[1 << 16];
    while (true) {
      const ssize_t size = read(ends_[0], block, sizeof block);
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) return all;
      all.append(block, static_cast<std::size_t>(size));
    }
  }
  int writing_end() const { return ends_[1]; }

 private:
  int ends_[2] = {-1, -1};
};

void bound_resources() {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  if (kUnderSanitizer) return;  // which reserves terabytes of addresses
  rlimit memory{};
  getrlimit(RLIMIT_AS, &memory);
  memory.rlim_cur = std::min<rlim_t>(memory.rlim_max, memory_limit());
  setrlimit(RLIMIT_AS, &memory);
}

ExitCode complain_of_memory(const std::string& what) {
  tell(fmt::format(
      "{}: cannot be read within {:.1f} GiB of memory: it is damaged, or too large for this "
      "machine\n",
      what, static_cast<double>(memory_limit()) / (1 << 30)));
  return ExitCode::kBadInput;
}

// In the new process; returns its exit code.
int act(const std::string& what, const std::function<Answer()>& action, const Pipe& pipe) {
  let_crashes_happen();
  bound_resources();
  permit_reading_only();
  Answer answer;
  const ExitCode failure = outcome_of([&] {
    try {
      answer = action();
      return ExitCode::kSuccess;
    } catch (const std::bad_alloc&) {
      return complain_of_memory(what);
    } catch (const std::length_error&) {
      return complain_of_memory(what);
    }
  });
  if (failure != ExitCode::kSuccess) answer = {failure};
  return write_all(pipe.writing_end(), packed(answer)) == 0 ? kOwnExit
                                                            : static_cast<int>(ExitCode::kFailure);
}

Answer killed_by(int signal, const std::string& what) {
  switch (signal) {
    case SIGINT:
    case SIGTERM:
    case SIGHUP:
      return {ExitCode::kInterrupted};
    case SIGKILL:
      throw OutputError{
          fmt::format("{}: reading it was ended from outside (SIGKILL); is there "
                      "enough memory?",
                      what)};
    case SIGVTALRM:
      throw InputError{
          fmt::format("{}: is damaged: HDF5 does not come to an end with it; copy it "
                      "again, or run the scenario again",
                      what)};
    default:
      throw InputError{
          fmt::format("{}: is damaged: reading it ended with signal {} ({}); copy it "
                      "again, or run the scenario again",
                      what, signal, strsignal(signal))};
  }
}

}  // namespace

std::size_t memory_limit() {
  const long pages = sysconf(_SC_PHYS_PAGES), bytes = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || bytes <= 0) return kMostMemory;
  return std::min(kMostMemory, static_cast<std::size_t>(pages) * static_cast<std::size_t>(bytes));
}

Answer contained(const std::string& what, const std::function<Answer()>& action) {
  Pipe pipe;
  const pid_t child = start_child(SIGKILL, [&] {
    pipe.close_end(0);
    return act(what, action, pipe);
  });
  pipe.close_end(1);
  const std::string bytes = pipe.read_all();
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) return killed_by(WTERMSIG(status), what);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != kOwnExit) {
    throw OutputError{what + ": the process that reads it ended before its answer"};
  }
  return unpacked(bytes);
}

}  // namespace peerwatt::tools
