#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "output/digest.hpp"
#include "output/trace_writer.hpp"

#include "tests/unit/output/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using test::SampleRun;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const TraceOptions& options, const Provenance& provenance, std::uint64_t seed = 1) {
  SampleRun run{{.prosumers = 300, .slots = 130, .market = test::Market::kCall}, seed};
  TraceWriter writer{options, provenance};
  run.play(writer);
}

}  // namespace

TEST_CASE("two equal runs with one provenance give the same bytes") {
  const test::TemporaryFolder folder;
  for (const TraceLevel level : {TraceLevel::kSummary, TraceLevel::kAgents, TraceLevel::kOrders}) {
    write({.file = folder / "a.h5", .level = level, .existing = Existing::kOverwrite},
          test::sample_provenance());
    // HDF5's time stamps, if there were any, count whole seconds.
    std::this_thread::sleep_for(std::chrono::milliseconds{1100});
    // Other memory, other contents of freed blocks.
    const std::string garbage(1 << 20, '\x5a');
    write({.file = folder / "b.h5", .level = level, .existing = Existing::kOverwrite},
          test::sample_provenance());
    CHECK(bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5"));
  }
}

TEST_CASE("the digest does not see provenance, and sees everything else") {
  const test::TemporaryFolder folder;
  write({.file = folder / "a.h5"}, test::sample_provenance());
  const std::string expected = digest(folder / "a.h5");
  CHECK(expected.size() == 64);

  Provenance other = test::sample_provenance();
  other.wall_time_s = 99;
  other.host = "another host with a far longer name, which moves everything behind it";
  other.config_yaml = std::string(100'000, '#');
  other.inputs.clear();
  write({.file = folder / "b.h5"}, other);
  CHECK(digest(folder / "b.h5") == expected);
  CHECK(bytes_of(folder / "b.h5") != bytes_of(folder / "a.h5"));

  write({.file = folder / "seed.h5"}, test::sample_provenance(), 2);
  CHECK(digest(folder / "seed.h5") != expected);
  write({.file = folder / "every.h5", .every = 2}, test::sample_provenance());
  CHECK(digest(folder / "every.h5") != expected);
}

TEST_CASE("the digest sees one changed value and one changed attribute") {
  const test::TemporaryFolder folder;
  const auto one = [&](const char* name, double last, const char* title) {
    SampleRun sample{{3, 5}};
    recording::RunDescription run = sample.run();
    run.title = title;
    TraceWriter writer{{.file = folder / name}, {}};
    writer.begin(run);
    for (std::int64_t s = 0; s < 5; ++s) {
      recording::SlotRecord slot = sample.slot(s);
      if (s == 4) slot.system.generation_cost = last;
      writer.record(slot);
    }
    writer.finish(recording::RunStatus::kComplete);
    return digest(folder / name);
  };
  const std::string expected = one("a.h5", 1.0, "title");
  CHECK(one("b.h5", 1.0, "title") == expected);
  CHECK(one("c.h5", 1.0 + 1e-15, "title") != expected);
  CHECK(one("d.h5", 1.0, "titel") != expected);
}
