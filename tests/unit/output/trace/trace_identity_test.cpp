#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "output/schema/schema.hpp"
#include "output/trace/trace_reader.hpp"
#include "output/trace/trace_writer.hpp"

#include "tests/support/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using test::SampleRun;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string digest(const std::filesystem::path& file) {
  return TraceReader{file}.digest();
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

TEST_CASE("a trace has the same bytes, however many threads encode it") {
  const test::TemporaryFolder folder;
  for (const bool long_run : {false, true}) {
    for (const std::uint32_t threads : {1U, 2U, 4U}) {
      SampleRun run{long_run ? test::SampleSize{.prosumers = 30, .slots = 400}
                             : test::SampleSize{.prosumers = 1500, .slots = 60},
                    1};
      TraceWriter writer{{.file = folder / std::to_string(threads),
                          .level = TraceLevel::kOrders,
                          .threads = threads,
                          .existing = Existing::kOverwrite},
                         test::sample_provenance()};
      run.play(writer);
    }
    CHECK(bytes_of(folder / "1") == bytes_of(folder / "2"));
    CHECK(bytes_of(folder / "1") == bytes_of(folder / "4"));
  }
}

TEST_CASE("the digest does not see who ran it where, and sees everything else") {
  const test::TemporaryFolder folder;
  write({.file = folder / "a.h5"}, test::sample_provenance());
  const std::string expected = digest(folder / "a.h5");
  CHECK(expected.size() == 64);

  Provenance other = test::sample_provenance();
  other.wall_time_s = 99;
  other.host = "another host with a far longer name, which moves everything behind it";
  other.config_yaml = "data_dir: /elsewhere\n" + other.config_yaml;
  other.inputs.clear();
  write({.file = folder / "b.h5"}, other);
  CHECK(digest(folder / "b.h5") == expected);
  CHECK(bytes_of(folder / "b.h5") != bytes_of(folder / "a.h5"));

  write({.file = folder / "seed.h5"}, test::sample_provenance(), 2);
  CHECK(digest(folder / "seed.h5") != expected);
  write({.file = folder / "every.h5", .every = 2}, test::sample_provenance());
  CHECK(digest(folder / "every.h5") != expected);
  Provenance scenario = test::sample_provenance();
  scenario.config_yaml += "seed: 2\n";
  write({.file = folder / "scenario.h5"}, scenario);
  CHECK(digest(folder / "scenario.h5") != expected);
  Provenance data = test::sample_provenance();
  data.data_sha256 = {"00ff"};
  write({.file = folder / "data.h5"}, data);
  CHECK(digest(folder / "data.h5") != expected);
}

TEST_CASE("the digest does not see how the values are compressed") {
  const test::TemporaryFolder folder;
  write({.file = folder / "a.h5", .compression = 0}, test::sample_provenance());
  write({.file = folder / "b.h5", .compression = 9}, test::sample_provenance());
  CHECK(bytes_of(folder / "b.h5") != bytes_of(folder / "a.h5"));
  CHECK(digest(folder / "b.h5") == digest(folder / "a.h5"));
  write({.file = folder / "c.h5", .codec = Codec::kZstd}, test::sample_provenance());
  CHECK(bytes_of(folder / "c.h5") != bytes_of(folder / "b.h5"));
  CHECK(digest(folder / "c.h5") == digest(folder / "a.h5"));
}

TEST_CASE("a complete trace carries its own digest, an interrupted one none") {
  const test::TemporaryFolder folder;
  for (const TraceLevel level : {TraceLevel::kSummary, TraceLevel::kAgents, TraceLevel::kOrders}) {
    write({.file = folder / "a.h5", .level = level, .existing = Existing::kOverwrite},
          test::sample_provenance());
    const auto provenance = TraceReader{folder / "a.h5"}.attributes("provenance");
    CHECK(provenance.texts.at(kSealAttribute) == digest(folder / "a.h5"));
  }
  SampleRun sample{{3, 5}};
  TraceWriter writer{{.file = folder / "b.h5"}, {}};
  writer.begin(sample.run());
  writer.record(sample.slot(0));
  writer.finish(recording::RunStatus::kInterrupted);
  const auto provenance = TraceReader{writer.partial_file()}.attributes("provenance");
  CHECK_FALSE(provenance.texts.contains(kSealAttribute));
}

TEST_CASE("the rules of a run are read back as they were written") {
  const test::TemporaryFolder folder;
  SampleRun sample{{3, 5}};
  recording::RunDescription run = sample.run();
  run.rules.leader_rule = "flat";
  run.rules.band_prices = {0.25, 0.5};
  run.rules.radius_km = 1.5;
  run.rules.levels = 2;
  run.rules.classes_apart = true;
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  writer.begin(run);
  writer.record(sample.slot(0));
  writer.finish(recording::RunStatus::kComplete);
  const TraceReader trace{folder / "a.h5"};
  const auto rules = trace.attributes("rules");
  CHECK(rules.texts.at("leader_rule") == "flat");
  CHECK(rules.numbers.at("band_prices") == std::vector<double>{0.25, 0.5});
  CHECK(rules.numbers.at("radius_km") == std::vector<double>{1.5});
  CHECK(rules.numbers.at("levels") == std::vector<double>{2});
  CHECK(rules.numbers.at("classes_apart") == std::vector<double>{1});
  CHECK(trace.attributes("nothing").numbers.empty());
  CHECK_FALSE(trace.is_single_precision("system/price_sell"));
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
