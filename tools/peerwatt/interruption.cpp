#include "tools/peerwatt/interruption.hpp"

#include <csignal>

namespace peerwatt::tools {
namespace {

// A signal handler can reach nothing but this.
volatile std::sig_atomic_t signal_seen = 0;

extern "C" void note_signal(int signal) {
  signal_seen = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interruption::Interruption() {
  signal_seen = 0;
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
  std::signal(SIGHUP, note_signal);
}

Interruption::~Interruption() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGHUP, SIG_DFL);
}

bool Interruption::requested() const {
  return signal_seen != 0;
}

}  // namespace peerwatt::tools
