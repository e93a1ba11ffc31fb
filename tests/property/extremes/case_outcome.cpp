#include "tests/property/extremes/case_outcome.hpp"

#include <array>
#include <exception>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/contracts.hpp"

#include "agents/scenario_files/load_scenario.hpp"

#include "output/indicators/headline.hpp"

#include "tests/support/traced_village.hpp"
#include "tools/verification/verify.hpp"

namespace peerwatt::testing {
namespace {

constexpr rlim_t kSeconds = 20;             // of computing time
constexpr unsigned kMostWaiting = 200;      // seconds, where others compute as well
constexpr rlim_t kBytes = rlim_t{4} << 30;  // of addresses

std::string failed_checks(const std::filesystem::path& trace) {
  std::string text;
  const auto verified =
      verification::verify({.file = trace, .rerun = verification::RerunMode::kWhereNeeded});
  for (const auto& check : verified.checks) {
    if (check.weight == verification::Weight::kNoted || check.holds()) continue;
    text += fmt::format("  {} {} {:.3g} > {:.3g}, slot {}, prosumer {} {}\n", check.name,
                        check.column, check.worst, check.tolerance, check.where.slot,
                        check.where.prosumer, check.reason);
  }
  for (const std::string& difference : verified.differences) text += "  " + difference + '\n';
  return text;
}

// A complaint says what it is about: `market.k: ...`, or a place.
CaseOutcome refused(const InputError& error) {
  for (const Diagnostic& complaint : error.diagnostics()) {
    if (!complaint.position.file.empty() || complaint.message.find(": ") != std::string::npos)
      continue;
    return {Outcome::kFailed, fmt::format("  complaint without a place: {}\n", complaint.text())};
  }
  return {Outcome::kRefused, error.what()};
}

// As the program does it, what it shows included.
void run_into(const std::filesystem::path& trace, const scenario::Scenario& scenario) {
  const output::Indicators indicators =
      verification::test::record(scenario, verification::test::options_of(scenario, trace));
  const output::RunScreen screen{.currency = scenario.currency,
                                 .keeps_for_peak = true,
                                 .promises_price = true,
                                 .has_programme = true,
                                 .price_setter = "home",
                                 .trace = trace.string()};
  constexpr std::size_t kWidth = 80;
  if (output::indicator_table(indicators, scenario.currency, kWidth).empty() ||
      output::first_screen(indicators, screen, kWidth).empty()) {
    throw LogicError{"an empty screen"};
  }
}

CaseOutcome attempt(const std::filesystem::path& file,
                    const std::vector<config::Override>& settings,
                    const std::filesystem::path& trace) {
  try {
    run_into(trace, scenario::load_scenario(file, settings).scenario);
  } catch (const InputError& error) {
    return refused(error);
  } catch (const std::exception& error) {
    return {Outcome::kFailed, fmt::format("  internal error: {}\n", error.what())};
  }
  try {
    const std::string text = failed_checks(trace);
    return {text.empty() ? Outcome::kVerified : Outcome::kFailed, text};
  } catch (const std::exception& error) {
    return {Outcome::kFailed, fmt::format("  verify: {}\n", error.what())};
  }
}

void limit_resources() {
  const auto limit = [](auto resource, rlim_t most) {
    const rlimit both{most, most + 1};
    setrlimit(resource, &both);
  };
  limit(RLIMIT_CPU, kSeconds);
  limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__  // which takes terabytes of addresses
  limit(RLIMIT_AS, kBytes);
#endif
  alarm(kMostWaiting);
}

std::string read_all(int pipe) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t got = 0; (got = read(pipe, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return text;
}

void write_all(int pipe, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t written = write(pipe, text.data() + done, text.size() - done);
    if (written <= 0) return;
    done += static_cast<std::size_t>(written);
  }
}

}  // namespace

CaseOutcome outcome_of(const std::filesystem::path& scenario,
                       const std::vector<config::Override>& settings) {
  const TemporaryFolder folder;  // removed by this process, however that one ends
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
  const pid_t child = fork();
  if (child < 0) throw std::system_error{errno, std::generic_category(), "fork"};
  if (child == 0) {
    limit_resources();
    const CaseOutcome outcome = attempt(scenario, settings, folder / "run.h5");
    write_all(ends[1], outcome.text);
    _exit(static_cast<int>(outcome.outcome));
  }
  close(ends[1]);
  std::string text = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status)) return {static_cast<Outcome>(WEXITSTATUS(status)), std::move(text)};
  const int signal = WTERMSIG(status);
  const bool hangs = signal == SIGXCPU || signal == SIGALRM;
  return {Outcome::kFailed, hangs ? fmt::format("  takes over {} s\n", kSeconds)
                                  : fmt::format("  ends by signal {}\n", signal)};
}

}  // namespace peerwatt::testing
