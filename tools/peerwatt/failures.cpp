#include "tools/peerwatt/failures.hpp"

#include <exception>
#include <new>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {
namespace {

// One write, so that lines of several processes do not mix.
ExitCode complain(const std::string& who, const std::string& text, ExitCode code) {
  std::string lines = who;
  for (const char c : text) {
    lines += c;
    if (c == '\n') lines += who;
  }
  tell(fmt::format("{}\n", lines));
  return code;
}

}  // namespace

ExitCode outcome_of(const std::function<ExitCode()>& action, const std::string& who) {
  try {
    return action();
  } catch (const InputError& error) {
    return complain(who, error.what(), ExitCode::kBadInput);
  } catch (const OutputError& error) {
    return complain(who, error.what(), ExitCode::kFailure);
  } catch (const std::bad_alloc&) {
    return complain(who, "out of memory: run fewer prosumers, or trace.level summary",
                    ExitCode::kFailure);
  } catch (const std::exception& error) {
    return complain(who,
                    fmt::format("peerwatt: internal error: {}\nPlease report this.", error.what()),
                    ExitCode::kFailure);
  }
}

}  // namespace peerwatt::tools
