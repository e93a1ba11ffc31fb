#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/contained.hpp"
#include "tools/peerwatt/settings.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/terminal.hpp"
#include "tools/peerwatt/verification_report.hpp"

namespace peerwatt::tools {
namespace {

using verification::RerunMode;
using verification::Strictness;

struct VerifyArguments {
  std::filesystem::path trace;
  std::string slots;                 // empty: all
  std::string data_dir;              // empty: as the scenario says
  std::filesystem::path only_under;  // empty: anywhere
  bool rerun = false;
  bool no_rerun = false;
  bool strict = false;
  bool json = false;
};

std::optional<std::int64_t> whole_number(const std::string& text) {
  const bool digits =
      !text.empty() && text.size() < 18 &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? std::optional{std::int64_t{std::stoll(text)}} : std::nullopt;
}

// `A:B`, half-open.
std::optional<output::IndexRange> slots_of(const std::string& text) {
  if (text.empty()) return {};
  const std::size_t colon = text.find(':');
  const auto begin = whole_number(text.substr(0, colon));
  const auto end = colon == std::string::npos ? std::nullopt : whole_number(text.substr(colon + 1));
  if (!begin || !end) {
    throw InputError{
        fmt::format("--slots {}: must be A:B, the slots from A up to B, B left out", text)};
  }
  return output::IndexRange{*begin, *end};
}

// On standard error, when it takes long: a line that renews itself on a terminal.
class StageProgress {
 public:
  void slot_done(verification::Stage stage, std::int64_t done, std::int64_t all) {
    const auto now = Clock::now();
    if (isatty(STDERR_FILENO) != 1 || now - shown_ < std::chrono::seconds{1}) return;
    shown_ = now;
    is_shown_ = true;
    const bool checks = stage == verification::Stage::kChecking;
    renew_line(
        fmt::format("\r{}: {} of {} slots", checks ? "verifying" : "running again", done, all));
  }
  ~StageProgress() {
    if (is_shown_) renew_line(fmt::format("\r{:40}\r", ""));
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point shown_ = Clock::now();
  bool is_shown_ = false;
};

// With all that is wrong with the arguments.
verification::Request request_of(const VerifyArguments& arguments) {
  verification::Request request{
      .file = arguments.trace, .data_dir = arguments.data_dir, .allowed = {arguments.only_under}};
  request.rerun = arguments.rerun      ? RerunMode::kAlways
                  : arguments.no_rerun ? RerunMode::kNever
                                       : RerunMode::kWhereNeeded;
  Diagnostics complaints;
  if (arguments.rerun && arguments.no_rerun) complaints.add({}, "--rerun: not with --no-rerun");
  try {
    request.slots = slots_of(arguments.slots);
  } catch (const InputError& error) {
    complaints.add(error);
  }
  try {
    output::TraceReader{arguments.trace};
  } catch (const InputError& error) {
    complaints.add(error);
  }
  complaints.throw_if_any();
  return request;
}

// Rounded numbers do not prove what needs more digits: a trace of them is not called verified.
std::string last_word(const verification::Verification& verification, bool holds) {
  if (!verification.proves() && verification.holds(Strictness::kUsual)) {
    return fmt::format(
        "holds as far as {} significant bits can tell, which is not all (--rerun "
        "compares every value)",
        verification.significant_bits);
  }
  return holds ? "all that was checked holds" : "does not hold";
}

Answer verify_trace(const VerifyArguments& arguments) {
  const verification::Request request = request_of(arguments);
  verification::Verification verification;
  {
    StageProgress progress;
    verification = verification::verify(
        request, [&](verification::Stage stage, std::int64_t done, std::int64_t all) {
          progress.slot_done(stage, done, all);
        });
  }
  const bool holds =
      verification.holds(arguments.strict ? Strictness::kStrict : Strictness::kUsual) &&
      (verification.proves() || !arguments.strict);
  const std::string text =
      arguments.json ? report_json(verification, holds)
                     : fmt::format("{}{}: {}\n", report_text(verification, text_width()),
                                   arguments.trace.string(), last_word(verification, holds));
  return {holds ? ExitCode::kSuccess : ExitCode::kFailure, {text}};
}

ExitCode verify_contained(const VerifyArguments& arguments) {
  const Answer answer =
      contained(arguments.trace.string(), [&] { return verify_trace(arguments); });
  for (const std::string& text : answer.texts) print(text);
  return answer.code;
}

}  // namespace

Action verify_command(CLI::App& command) {
  const auto arguments = std::make_shared<VerifyArguments>();
  add_option(command, {.name = "trace", .help = "Trace of a run (HDF5)", .need = Need::kRequired},
             arguments->trace);
  add_option(command,
             {.name = "--slots",
              .help = "Only the slots from A up to B, B left out [all]",
              .value_name = "A:B"},
             arguments->slots);
  add_flag(command,
           {.name = "--rerun",
            .help = "Run the scenario of the trace again and compare every value, to the last "
                    "digit"},
           arguments->rerun);
  add_flag(command,
           {.name = "--no-rerun",
            .help = "Do not run it again where the trace alone does not tell the trades [run again "
                    "if small]"},
           arguments->no_rerun);
  add_option(command,
             {.name = "--data-dir",
              .help = "Folder of the data files, to run the scenario again [as in the scenario]",
              .value_name = "FOLDER"},
             arguments->data_dir);
  add_only_under(command, arguments->only_under);
  add_flag(
      command,
      {.name = "--strict",
       .help =
           "Fail, too, for what is only noted otherwise (price regret), and for rounded numbers"},
      arguments->strict);
  add_flag(command, {.name = "--json", .help = "For programs"}, arguments->json);
  add_footer(command,
             "Exit codes: 0 all that was checked holds, 1 a check fails, 2 the trace cannot be\n"
             "verified. docs/verification.md says what each check means.");
  return [arguments](const std::string&) { return verify_contained(*arguments); };
}

}  // namespace peerwatt::tools
