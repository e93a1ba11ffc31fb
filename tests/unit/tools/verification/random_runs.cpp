// Runs random scenarios of every kind and verifies their traces, with another run where the trace
// does not tell the trades, and without: random_runs FIRST COUNT. Prints the seeds whose honest
// trace is refused, with the checks that fail, and ends with 1 if there are any.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <fmt/format.h>

#include "tests/support/any_scenario.hpp"
#include "tests/support/traced_village.hpp"
#include "tools/verification/verify.hpp"

namespace {

using namespace peerwatt;
using verification::RerunMode;

std::string refused(std::uint64_t seed) {
  const verification::test::TemporaryFolder folder;
  const scenario::Scenario scenario = testing::any_scenario(seed);
  const auto file = verification::test::write_trace(
      scenario, verification::test::options_of(scenario, folder / "run.h5"));
  std::string text;
  for (const RerunMode mode : {RerunMode::kNever, RerunMode::kAlways}) {
    for (const auto& check : verification::verify({.file = file, .rerun = mode}).checks) {
      if (check.weight == verification::Weight::kNoted || check.holds()) continue;
      text += fmt::format("  {} {} {:.3g} > {:.3g}, slot {}, {}\n", check.name, check.column,
                          check.worst, check.tolerance, check.where.slot, check.reason);
    }
    if (!text.empty()) break;
  }
  return text;
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 3) return 2;
  const std::uint64_t first = std::strtoull(arguments[1], nullptr, 10);
  const std::uint64_t runs = std::strtoull(arguments[2], nullptr, 10);
  std::uint64_t failed = 0, impossible = 0;
  for (std::uint64_t seed = first; seed < first + runs; ++seed) {
    std::fflush(stdout);
    try {
      const std::string text = refused(seed);
      if (text.empty()) continue;
      ++failed;
      fmt::print("seed {} is refused\n{}", seed, text);
    } catch (const InputError& error) {
      ++impossible;  // latencies longer than gates: a scenario that cannot run
      fmt::print("seed {} does not run: {}\n", seed, error.what());
    }
  }
  fmt::print("{} random runs, {} refused, {} that do not run\n", runs, failed, impossible);
  return failed == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::fputs(error.what(), stderr);
  return 1;
}
