#include "tools/peerwatt/streams.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/core/shown_text.hpp"

#include "tools/peerwatt/write_all.hpp"

namespace peerwatt::tools {

void prepare_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    // The lowest number that is free is taken: this one, as those below it are open.
    [[maybe_unused]] const int opened =
        open("/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY);
  }
  std::signal(SIGPIPE, SIG_IGN);
}

void tell(std::string_view text) {
  write_all(STDERR_FILENO, shown_text(text));
}

void renew_line(std::string_view line) {
  write_all(STDERR_FILENO, line);
}

void print(std::string_view text) {
  const std::string shown = shown_text(text);
  std::fwrite(shown.data(), 1, shown.size(), stdout);
}

ExitCode finish_output(ExitCode code) {
  errno = 0;
  const bool failed = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
  if (!failed || errno == EPIPE || code != ExitCode::kSuccess) return code;
  tell(fmt::format("standard output cannot be written: {}\n",
                   errno == 0 ? "an error before" : std::strerror(errno)));
  return ExitCode::kFailure;
}

}  // namespace peerwatt::tools
