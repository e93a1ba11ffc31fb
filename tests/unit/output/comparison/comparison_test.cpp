#include "output/comparison/comparison.hpp"

#include <algorithm>

#include "engine/core/diagnostics.hpp"

#include "output/comparison/comparison_table.hpp"
#include "output/trace/trace_writer.hpp"

#include "tests/support/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;

namespace {

using Bills = std::vector<double>;

// A trace in which every prosumer pays the same in each slot, with everything else at random.
class BilledRun {
 public:
  explicit BilledRun(test::SampleSize size) : size_{size}, run_{describe(size)} {}

  recording::RunDescription& description() { return run_; }

  std::filesystem::path write(const std::filesystem::path& file, const Bills& bill,
                              TraceLevel level = TraceLevel::kAgents,
                              recording::RunStatus status = recording::RunStatus::kComplete) const {
    TraceWriter writer{{.file = file, .level = level}, test::sample_provenance()};
    test::SampleRun sample{size_};
    writer.begin(run_);
    for (std::int64_t i = 0; i < size_.slots; ++i) {
      recording::SlotRecord slot = sample.slot(i);
      slot.start = run_.start + i * run_.slot;
      slot.prosumers.balance = bill;
      writer.record(slot);
    }
    writer.finish(status);
    return status == recording::RunStatus::kComplete ? file : writer.partial_file();
  }

 private:
  test::SampleSize size_;
  recording::RunDescription run_;
};

// Half an hour each; a day and a half, so that the last day of /daily is a short one.
constexpr test::SampleSize kThree{.prosumers = 3, .slots = 72};

std::vector<RunResult> read(std::vector<std::filesystem::path> files) {
  return read_runs(files);
}

std::string complaint(const std::vector<std::filesystem::path>& files) {
  try {
    require_comparable(read(files));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("savings are those against another run") {
  const test::TemporaryFolder folder;
  const BilledRun billed{kThree};
  const auto runs = read(
      {billed.write(folder / "a.h5", {1, 2, -0.5}), billed.write(folder / "b.h5", {2, 1.5, -0.5})});
  const Savings savings = savings_of(runs[0], runs[1]);
  CHECK(savings.by_prosumer == Bills{72, -36, 0});
  CHECK(savings.losers == 1);
  CHECK(savings.bill.value() == doctest::Approx(72 * 2.5).epsilon(1e-12));
  CHECK(savings.saving_percent.value() == doctest::Approx(100 * (3 - 2.5) / 3).epsilon(1e-12));
  // Pairs of 72, -36, 0: 108 + 72 + 36, twice; of at most 2 (n - 1) sum |x|.
  CHECK(savings.gini.value() == doctest::Approx(2 * 216.0 / (2 * 2 * 108)).epsilon(1e-12));
  const Savings itself = savings_of(runs[1], runs[1]);
  CHECK(itself.by_prosumer == Bills{0, 0, 0});
  CHECK(itself.losers == 0);
  CHECK_FALSE(itself.gini);
}

TEST_CASE("a community that earns saves by earning more") {
  const test::TemporaryFolder folder;
  const BilledRun billed{kThree};
  const auto runs = read(
      {billed.write(folder / "a.h5", {-2, -2, -2}), billed.write(folder / "b.h5", {-1, -1, -2})});
  CHECK(savings_of(runs[0], runs[1]).saving_percent.value() ==
        doctest::Approx(100 * 2.0 / 4).epsilon(1e-12));
}

TEST_CASE("a difference of rounding is no loss") {
  const test::TemporaryFolder folder;
  const BilledRun billed{kThree};
  const auto runs = read({billed.write(folder / "a.h5", {1 + 1e-9, 1.001, -1 + 1e-9}),
                          billed.write(folder / "b.h5", {1, 1, -1})});
  CHECK(savings_of(runs[0], runs[1]).losers == 1);
}

TEST_CASE("a trace without prosumers has sums") {
  const test::TemporaryFolder folder;
  const BilledRun billed{kThree};
  const auto runs = read({billed.write(folder / "a.h5", {1, 2, 3}, TraceLevel::kSummary),
                          billed.write(folder / "b.h5", {2, 2, 4}, TraceLevel::kSummary)});
  const Savings savings = savings_of(runs[0], runs[1]);
  CHECK(savings.saving_percent.value() == doctest::Approx(25).epsilon(1e-12));
  CHECK_FALSE(savings.gini);
  CHECK_FALSE(savings.losers);
  CHECK(savings.by_prosumer.empty());
}

TEST_CASE("a result holds what the trace says") {
  const test::TemporaryFolder folder;
  const auto runs = read({BilledRun{kThree}.write(folder / "a.h5", {1, 1, 1})});
  CHECK(runs[0].title == "sample ünit");
  CHECK(runs[0].currency == "EUR");
  CHECK(runs[0].slot_length_s == 1800);
  CHECK(runs[0].slot_start_s.size() == 72);
  CHECK(runs[0].slot_start_s[1] - runs[0].slot_start_s[0] == 1800);
  CHECK(runs[0].prosumers == std::vector<std::string>{"p0", "p1", "p2"});
  CHECK(runs[0].indicator("slots") == 72);
  CHECK_FALSE(runs[0].indicator("no such thing"));
}

TEST_CASE("all that keeps runs from being compared is said at once") {
  const test::TemporaryFolder folder;
  const Bills two(2, 1), three(3, 1);
  BilledRun dollars{kThree};
  dollars.description().currency = "AUD";
  BilledRun names{kThree};
  names.description().prosumers.name[1] = "someone";
  BilledRun later{kThree};
  later.description().start = later.description().start + Duration::from_seconds(3600);
  const auto reference = BilledRun{kThree}.write(folder / "a.h5", three);
  CHECK(complaint({reference, reference}).empty());
  CHECK(contains(complaint({reference, dollars.write(folder / "b.h5", three)}),
                 "b.h5: cannot be compared: is in AUD; "));
  CHECK(contains(complaint({reference, names.write(folder / "c.h5", three)}),
                 "number 1 being 'someone'"));
  const auto fewer = BilledRun{{2, 72}}.write(folder / "d.h5", two);
  const auto shorter = BilledRun{{3, 10}}.write(folder / "e.h5", three);
  const auto finer = BilledRun{{3, 72, 96}}.write(folder / "f.h5", three);
  const auto shifted = later.write(folder / "g.h5", three);
  const std::string text = complaint({reference, fewer, shorter, finer, shifted});
  CHECK(contains(text, "d.h5: cannot be compared: has 2 prosumers; "));
  CHECK(contains(text, "number 2 being 'p2'"));
  CHECK(contains(text,
                 "e.h5: cannot be compared: has 10 slots of 1800 s from 2025-07-01T00:00:00Z; "));
  CHECK(contains(text, "f.h5: cannot be compared: has 72 slots of 900 s"));
  CHECK(
      contains(text, "g.h5: cannot be compared: has 72 slots of 1800 s from 2025-07-01T01:00:00Z"));
}

TEST_CASE("an interrupted run is refused beside others of another length") {
  const test::TemporaryFolder folder;
  const Bills three(3, 1);
  const auto interrupted = recording::RunStatus::kInterrupted;
  const auto whole = BilledRun{kThree}.write(folder / "a.h5", three);
  const auto part =
      BilledRun{{3, 10}}.write(folder / "b.h5", three, TraceLevel::kAgents, interrupted);
  const auto as_long =
      BilledRun{{3, 10}}.write(folder / "c.h5", three, TraceLevel::kAgents, interrupted);
  CHECK(contains(complaint({whole, part}), "b.h5.partial: was interrupted after 10 slots"));
  CHECK(complaint({part, as_long}).empty());
}

TEST_CASE("what is no trace of a finished run is refused, all files at once") {
  const test::TemporaryFolder folder;
  std::filesystem::path running;
  {
    TraceWriter writer{{.file = folder / "run.h5"}, test::sample_provenance()};
    writer.begin(describe(kThree));
    running = writer.partial_file();
  }
  try {
    read({running, folder / "nowhere.h5", folder.path()});
    FAIL("nothing was thrown");
  } catch (const InputError& error) {
    REQUIRE(error.diagnostics().size() == 3);
    CHECK(contains(error.diagnostics()[0].message, "run.h5.partial: is not finished"));
    CHECK(contains(error.diagnostics()[1].message, "nowhere.h5: no such file"));
  }
}

TEST_CASE("tables have a row for each run, and a row for each prosumer") {
  const test::TemporaryFolder folder;
  const BilledRun billed{kThree};
  const auto runs = read(
      {billed.write(folder / "a.h5", {1, 2, 3}), billed.write(folder / "b.h5", {2, 2.125, 2})});
  const Savings first = savings_of(runs[0], runs[1]), second = savings_of(runs[1], runs[1]);
  const std::vector<ComparedRun> compared{{"a", runs[0], first},
                                          {"b, \"quoted\"", runs[1], second}};
  const std::string table = comparison_table(compared, 120);
  CHECK(contains(table, "EUR"));
  CHECK(contains(table, "432.00"));  // 72 (1 + 2 + 3)
  CHECK(std::count(table.begin(), table.end(), '\n') == 4);
  CHECK(savings_table(compared, 120) ==
        "prosumer        a  b, \"quoted\"\n"
        "p0         72.000        0.000\n"
        "p1          9.000        0.000\n"
        "p2        -72.000        0.000\n");
  CHECK(savings_csv(compared) == "prosumer,a,\"b, \"\"quoted\"\"\"\np0,72,0\np1,9,0\np2,-72,0\n");
}

TEST_CASE("names that a spreadsheet would run are texts in CSV, and numbers stay numbers") {
  const test::TemporaryFolder folder;
  auto runs = read({BilledRun{kThree}.write(folder / "a.h5", {1, 2, 3})});
  runs[0].prosumers = {"=HYPERLINK(\"x\")", "-2+3", "home-1"};
  Savings savings = savings_of(runs[0], runs[0]);
  savings.by_prosumer = {1, -2, 3};
  const std::vector<ComparedRun> compared{{"@sum", runs[0], savings},
                                          {"\t=1", runs[0], savings},
                                          {"a=b", runs[0], savings},
                                          {"+1", runs[0], savings}};
  CHECK(savings_csv(compared) ==
        "prosumer,\"'@sum\",\"'\t=1\",a=b,\"'+1\"\n"
        "\"'=HYPERLINK(\"\"x\"\")\",1,1,1,1\n"
        "\"'-2+3\",-2,-2,-2,-2\n"
        "home-1,3,3,3,3\n");
}
