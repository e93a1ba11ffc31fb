#include "tools/peerwatt/crashes.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include <unistd.h>

#include "engine/core/sanitizers.hpp"

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {
namespace {

constexpr std::array kCrashes{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr std::size_t kStackBytes = 65536;  // for the handler, where the program's own is used up

constexpr std::string_view kMessage =
    "peerwatt: ended by a crash, as libraries do that the system refuses memory.\n"
    "Older files are as they were; what a run had flushed stays in its .partial file.\n"
    "If there was memory enough, please report this as SECURITY.md says.\n";

[[noreturn]] void end() {
  [[maybe_unused]] const ssize_t done = ::write(STDERR_FILENO, kMessage.data(), kMessage.size());
  _exit(static_cast<int>(ExitCode::kFailure));
}

// Whether crashes are to end the process in order: asked when it exits, where no handler can be
// taken away any more.
volatile std::sig_atomic_t& in_order() {
  static volatile std::sig_atomic_t in_order = 0;
  return in_order;
}

void on_crash(int) {
  end();
}

// The program itself ends with its own exit codes only.
void on_exit_of_a_library(int status, void*) {
  if (in_order() == 0) return;
  for (const ExitCode code :
       {ExitCode::kSuccess, ExitCode::kFailure, ExitCode::kBadInput, ExitCode::kInterrupted}) {
    if (status == static_cast<int>(code)) return;
  }
  end();
}

void use_own_stack() {
  static std::array<std::byte, kStackBytes> bytes;
  const stack_t stack{.ss_sp = bytes.data(), .ss_flags = 0, .ss_size = bytes.size()};
  sigaltstack(&stack, nullptr);
}

void handle_crashes(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_ONSTACK;
  for (const int crash : kCrashes) sigaction(crash, &action, nullptr);
}

}  // namespace

void end_crashes_in_order() {
  if (kUnderSanitizer) return;  // which reports them itself
  in_order() = 1;
  use_own_stack();
  handle_crashes(on_crash);
  on_exit(on_exit_of_a_library, nullptr);
}

void let_crashes_happen() {
  if (kUnderSanitizer) return;
  in_order() = 0;
  handle_crashes(SIG_DFL);
}

}  // namespace peerwatt::tools
