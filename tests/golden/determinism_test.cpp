#include <algorithm>
#include <fstream>
#include <thread>
#include <vector>

#include "agents/scenario_files/print_scenario.hpp"

#include "output/schema/schema.hpp"
#include "output/trace/trace_reader.hpp"

#include "tests/golden/traced_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::golden;
using output::FloatWidth;
using output::TraceLevel;
using output::TraceOptions;

namespace {

// Every detail of a run with losses, latencies, both policies and a profile.
scenario::Scenario eventful() {
  return load("unreliable_network");
}

// Does what a progress display does: looks at clocks, allocates, remembers.
class Watcher final : public agents::SlotListener {
 public:
  Verdict slot_done(std::int32_t slot) override {
    seen_.emplace_back(static_cast<std::size_t>(slot) * 100 + 1, '.');
    std::this_thread::yield();
    return Verdict::kContinue;
  }
  std::size_t slots() const { return seen_.size(); }

 private:
  std::vector<std::string> seen_;
};

std::vector<std::string> names_of(const output::TraceReader& trace) {
  return trace.read_texts("prosumer_name");
}

// A column of prosumers, theirs of these names alone, one after the other.
std::vector<std::vector<double>> by_name(const output::TraceReader& trace, const std::string& path,
                                         const std::vector<std::string>& names) {
  const std::vector<std::string> all = names_of(trace);
  const std::vector<double> values = trace.read(path).values;
  std::vector<std::vector<double>> found;
  for (const std::string& name : names) {
    std::vector<double>& of_name = found.emplace_back();
    const auto place = static_cast<std::size_t>(std::ranges::find(all, name) - all.begin());
    for (std::size_t i = place; i < values.size(); i += all.size()) of_name.push_back(values[i]);
  }
  return found;
}

std::vector<double> system_numbers(const std::filesystem::path& file) {
  const output::TraceReader trace{file};
  std::vector<double> all = trace.read("time").values;
  for (const auto& column : output::system_columns()) {
    if (!trace.has(std::string{"system/"} + column.text.name)) continue;
    const auto values = trace.read(std::string{"system/"} + column.text.name).values;
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

}  // namespace

TEST_CASE("the same scenario twice gives the same bytes") {
  const TemporaryFolder folder;
  const scenario::Scenario scenario = eventful();
  for (const TraceOptions& options :
       {TraceOptions{}, TraceOptions{.file = {}, .level = TraceLevel::kSummary},
        TraceOptions{.file = {}, .level = TraceLevel::kOrders},
        TraceOptions{.file = {}, .compression = 0},
        TraceOptions{.file = {}, .codec = output::Codec::kZstd},
        TraceOptions{.file = {}, .floats = FloatWidth::kFloat32}}) {
    TraceOptions first = options, second = options;
    first.file = folder / "first.h5";
    second.file = folder / "second.h5";
    first.existing = second.existing = output::Existing::kOverwrite;
    const std::string bytes = bytes_of(write_trace(scenario, first));
    CHECK(bytes.size() > 1000);
    CHECK(bytes == bytes_of(write_trace(scenario, second)));
  }
}

TEST_CASE("who ran it where changes the bytes but not the digest") {
  const TemporaryFolder folder;
  const scenario::Scenario scenario = eventful();
  output::Provenance elsewhere = fixed_provenance(scenario);
  elsewhere.host = "a far larger machine";
  elsewhere.command_line = "peerwatt run --quiet";
  elsewhere.wall_time_s = 99;
  Unconcerned listener;
  const auto here = write_trace(scenario, {.file = folder / "here.h5"});
  const auto there = write_trace(scenario, {.file = folder / "there.h5"}, elsewhere, listener);
  CHECK(bytes_of(here) != bytes_of(there));
  CHECK(output::TraceReader{here}.digest() == output::TraceReader{there}.digest());
}

TEST_CASE("another seed gives another digest") {
  scenario::Scenario scenario = eventful();
  const std::string digest = digest_of(scenario);
  ++scenario.seed;
  CHECK(digest_of(scenario) != digest);
}

TEST_CASE("a printed scenario runs to the same digest") {
  const TemporaryFolder folder;
  for (const std::string name : {"two_streets", "unreliable_network", "coalitions"}) {
    const scenario::Scenario scenario = load(name);
    const auto file = folder / (name + ".yaml");
    std::ofstream{file} << scenario::print_scenario(scenario);
    CHECK(digest_of(scenario::load_scenario(file).scenario) == digest_of(scenario));
  }
}

TEST_CASE("relative and absolute paths of a scenario give the same digest") {
  const auto absolute = std::filesystem::absolute(scenario_file("unreliable_network"));
  const auto relative = std::filesystem::relative(absolute);
  REQUIRE(relative.is_relative());
  CHECK(digest_of(scenario::load_scenario(relative).scenario) ==
        digest_of(scenario::load_scenario(absolute).scenario));
}

TEST_CASE("how much is written changes no system series") {
  const TemporaryFolder folder;
  const scenario::Scenario scenario = eventful();
  const auto with = [&](TraceOptions options) {
    options.file = folder / "run.h5";
    options.existing = output::Existing::kOverwrite;
    return system_numbers(write_trace(scenario, options));
  };
  const std::vector<double> expected = with({});
  CHECK(with({.file = {}, .level = TraceLevel::kSummary}) == expected);
  CHECK(with({.file = {}, .level = TraceLevel::kOrders}) == expected);
  CHECK(with({.file = {}, .every = 7}) == expected);
  CHECK(with({.file = {}, .compression = 0}) == expected);
  CHECK(with({.file = {}, .compression = 9}) == expected);
  std::vector<double> rounded = with({.file = {}, .floats = FloatWidth::kFloat32});
  REQUIRE(rounded.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double as_float = static_cast<float>(expected[i]);
    CHECK((rounded[i] == expected[i] || rounded[i] == as_float));
  }
}

TEST_CASE("a listener that watches changes nothing") {
  const TemporaryFolder folder;
  const scenario::Scenario scenario = eventful();
  Watcher watcher;
  const auto watched =
      write_trace(scenario, {.file = folder / "watched.h5"}, fixed_provenance(scenario), watcher);
  CHECK(watcher.slots() == static_cast<std::size_t>(scenario.clock.slots()));
  CHECK(bytes_of(watched) == bytes_of(write_trace(scenario, {.file = folder / "alone.h5"})));
}

TEST_CASE("a group more leaves everybody's load and generation alone") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = eventful();
  const output::TraceReader before{write_trace(scenario, {.file = folder / "before.h5"})};
  scenario::ProsumerGroup newcomers = scenario.prosumers.front();
  newcomers.name = "newcomer";
  scenario.prosumers.push_back(newcomers);
  const output::TraceReader after{write_trace(scenario, {.file = folder / "after.h5"})};
  REQUIRE(after.prosumers() == before.prosumers() + newcomers.count);
  for (const std::string column : {"prosumers/load_kwh", "prosumers/generation_kwh"}) {
    CHECK(by_name(after, column, names_of(before)) == by_name(before, column, names_of(before)));
  }
  for (const std::string column : {"pv_capacity_kw", "battery_capacity_kwh", "flexible_share",
                                   "choke_price", "reservation_lambda"}) {
    const std::string path = "prosumers/static/" + column;
    CHECK(by_name(after, path, names_of(before)) == by_name(before, path, names_of(before)));
  }
}
