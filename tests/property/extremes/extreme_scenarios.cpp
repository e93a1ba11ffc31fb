// Sets one to four parameters of small random scenarios to extreme values, from all over the
// declared ranges and beyond, and runs them: each is refused with a reason, or runs and verifies.
//
// extreme_scenarios FIRST COUNT [SCENARIO...]
//
// The seeds FIRST, FIRST + 1, ... draw scenarios, or take the files in turn. Those that fail are
// written to extreme_SEED.yaml, with the settings as a comment; ends with 1 if there are any.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/property/extremes/case_outcome.hpp"
#include "tests/property/extremes/extreme_values.hpp"
#include "tests/property/extremes/small_bases.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/traced_village.hpp"

namespace {

using namespace peerwatt;
using testing::Outcome;

struct Case {
  std::string base;  // a scenario
  std::vector<config::Override> settings;
};

Case draw_case(std::uint64_t seed, const std::vector<std::string>& files) {
  const scenario::Scenario base =
      files.empty() ? testing::small_base(seed)
                    : scenario::load_scenario(files[seed % files.size()]).scenario;
  testing::RandomStream draws{seed, Purpose{1004}};
  std::vector<config::Override> values = testing::extreme_values(base, draws);
  Case drawn{verification::test::text_of(base), {}};
  for (std::int64_t left = draws.integer(1, 4); left > 0; --left) {
    const auto last = static_cast<std::int64_t>(values.size()) - 1;
    drawn.settings.push_back(values[static_cast<std::size_t>(draws.integer(0, last))]);
  }
  return drawn;
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream{file} << text;
}

std::string text_of(const std::vector<config::Override>& settings) {
  std::string text;
  for (const config::Override& setting : settings) {
    text += fmt::format(" --set '{}={}'", setting.key, setting.value);
  }
  return text;
}

void tell_failure(std::uint64_t seed, const Case& drawn, const std::string& what) {
  const std::string file = fmt::format("extreme_{}.yaml", seed);
  const std::string command = fmt::format("peerwatt run {}{}", file, text_of(drawn.settings));
  write(file, fmt::format("# {}\n{}", command, drawn.base));
  fmt::print("seed {}: {}\n{}", seed, command, what);
  std::fflush(stdout);
}

constexpr std::uint64_t kReport = 1000;

void tell(std::uint64_t done, std::map<Outcome, std::uint64_t>& counts) {
  fmt::print("{} scenarios: {} refused, {} run and verified, {} failed\n", done,
             counts[Outcome::kRefused], counts[Outcome::kVerified], counts[Outcome::kFailed]);
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 3) return 2;
  const std::uint64_t first = std::strtoull(arguments[1], nullptr, 10);
  const std::uint64_t runs = std::strtoull(arguments[2], nullptr, 10);
  const std::vector<std::string> files{arguments + 3, arguments + count};
  const testing::TemporaryFolder folder;
  const std::filesystem::path base = folder / "base.yaml";
  std::map<Outcome, std::uint64_t> counts;
  for (std::uint64_t seed = first; seed < first + runs; ++seed) {
    const Case drawn = draw_case(seed, files);
    write(base, drawn.base);
    const testing::CaseOutcome found = testing::outcome_of(base, drawn.settings);
    ++counts[found.outcome];
    if (found.outcome == Outcome::kFailed) tell_failure(seed, drawn, found.text);
    const std::uint64_t done = seed - first + 1;
    if (done == runs || done % kReport == 0) tell(done, counts);
  }
  return counts[Outcome::kFailed] == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::fputs(error.what(), stderr);
  return 1;
}
