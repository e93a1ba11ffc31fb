#include <csignal>
#include <fstream>
#include <limits>

#include <sys/resource.h>

#include "engine/core/contracts.hpp"
#include "engine/core/diagnostics.hpp"

#include "output/trace/trace_reader.hpp"
#include "output/trace/trace_size.hpp"
#include "output/trace/trace_writer.hpp"

#include "tests/support/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using test::SampleRun;
namespace fs = std::filesystem;

namespace {

template <class Error, class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Files of this process may not grow beyond a limit while this lives: a full disk.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

}  // namespace

TEST_CASE("an existing trace is not overwritten unless allowed") {
  const test::TemporaryFolder folder;
  std::ofstream{folder / "a.h5"} << "precious";
  const std::string text = message_of<InputError>([&] {
    TraceWriter{{.file = folder / "a.h5"}, {}};
  });
  CHECK(holds(text, "a.h5: exists already"));
  CHECK(fs::file_size(folder / "a.h5") == 8);
  SampleRun run{{2, 3}};
  TraceWriter writer{{.file = folder / "a.h5", .existing = Existing::kOverwrite}, {}};
  run.play(writer);
  CHECK(TraceReader{folder / "a.h5"}.slots() == 3);
  CHECK_FALSE(fs::exists(writer.partial_file()));
}

TEST_CASE("the partial file of another run is not overwritten either") {
  const test::TemporaryFolder folder;
  std::ofstream{folder / "a.h5.partial"} << "precious";
  CHECK(holds(message_of<InputError>([&] {
                TraceWriter{{.file = folder / "a.h5"}, {}};
              }),
              "a.h5.partial: a run that writes this trace"));
}

TEST_CASE("options that make no sense are all reported") {
  const std::string text = message_of<InputError>([] {
    TraceWriter{{.file = "a.h5", .every = 0, .compression = 11}, {}};
  });
  CHECK(holds(text, "trace.every: must be at least 1 (got 0)"));
  CHECK(holds(text, "trace.compression: must be 0 .. 9 (got 11)"));
}

TEST_CASE("a folder that cannot be written is named with the reason") {
  const test::TemporaryFolder folder;
  CHECK(holds(message_of<OutputError>([&] {
                TraceWriter{{.file = folder / "no/a.h5"}, {}};
              }),
              "/no is not a folder"));
  SampleRun run{{2, 3}};
  const std::string text = message_of<OutputError>([&] {
    TraceWriter writer{{.file = "/proc/peerwatt.h5"}, {}};
    writer.begin(run.run());
  });
  CHECK(holds(text, "cannot write /proc/peerwatt.h5"));
  CHECK(holds(text, "No such file or directory"));
}

TEST_CASE("an interrupted run leaves a readable partial file that says so") {
  const test::TemporaryFolder folder;
  SampleRun run{{3, 50}};
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  writer.begin(run.run());
  for (std::int64_t s = 0; s < 17; ++s) writer.record(run.slot(s));
  writer.finish(recording::RunStatus::kInterrupted);
  CHECK_FALSE(fs::exists(folder / "a.h5"));
  const TraceReader trace{writer.partial_file()};
  CHECK(trace.status() == "interrupted");
  CHECK(trace.slots() == 17);
  CHECK(trace.read("prosumers/load_kwh").at(16, 2) == run.slot(16).prosumers.load_kwh[2]);
  CHECK(trace.summary().at("slots") == 17);
}

TEST_CASE("a live trace can be read, up to its last flush") {
  const test::TemporaryFolder folder;
  SampleRun run{{3000, 100}};
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  writer.begin(run.run());
  for (std::int64_t s = 0; s < 60; ++s) writer.record(run.slot(s));
  // What a killed run leaves: the file as it lies on the disk.
  fs::copy_file(writer.partial_file(), folder / "copy.h5");
  for (const fs::path& file : {writer.partial_file(), folder / "copy.h5"}) {
    const TraceReader trace{file};
    CHECK(trace.status() == "running");
    CHECK(trace.slots() == 48);
    REQUIRE(trace.read("prosumers/load_kwh").rows == 48);
    CHECK(trace.read("prosumers/load_kwh").at(47, 9) == run.slot(47).prosumers.load_kwh[9]);
    CHECK(trace.read("daily/bill").rows <= 1);
  }
}

TEST_CASE("files that are no trace are refused with what is wrong") {
  const test::TemporaryFolder folder;
  SampleRun run{{3, 50}};
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  run.play(writer);
  CHECK(holds(message_of<InputError>([&] { TraceReader{folder / "none.h5"}; }), "no such file"));
  std::ofstream{folder / "text.h5"} << "format: peerwatt-scenario\n";
  CHECK(holds(message_of<InputError>([&] { TraceReader{folder / "text.h5"}; }),
              "is not an HDF5 file"));
  const auto size = fs::file_size(folder / "a.h5");
  for (const auto part : {size - 1, size / 2}) {
    fs::copy_file(folder / "a.h5", folder / "cut.h5", fs::copy_options::overwrite_existing);
    fs::resize_file(folder / "cut.h5", part);
    const std::string text = message_of<InputError>([&] { TraceReader{folder / "cut.h5"}; });
    CHECK(holds(text, "cut.h5: cannot be opened"));
    CHECK(holds(text, "truncated file"));
    CHECK(holds(text, "copy it again"));
  }
}

TEST_CASE("a full disk is reported with its reason, and the partial file is left behind") {
  const test::TemporaryFolder folder;
  SampleRun run{{2000, 400}};
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  std::string text;
  {
    const SmallDisk small{48 << 20};
    text = message_of<OutputError>([&] { run.play(writer); });
  }
  CAPTURE(text);
  CHECK(holds(text, "cannot write " + (folder / "a.h5").string()));
  CHECK(holds(text, "File too large"));
  CHECK(holds(text, "stays in " + writer.partial_file().string()));
  CHECK(fs::exists(writer.partial_file()));
  CHECK_FALSE(fs::exists(folder / "a.h5"));
  // What the last flush wrote is there.
  const TraceReader partial{writer.partial_file()};
  CHECK(partial.status() == "running");
  REQUIRE(partial.slots() == 96);
  CHECK(partial.read("prosumers/load_kwh").at(95, 9) == run.slot(95).prosumers.load_kwh[9]);
  // The program goes on and can write another trace.
  SampleRun other{{2, 3}};
  TraceWriter next{{.file = folder / "b.h5"}, {}};
  other.play(next);
  CHECK(TraceReader{folder / "b.h5"}.slots() == 3);
}

TEST_CASE("a value that is not finite is our mistake, and is named") {
  const test::TemporaryFolder folder;
  SampleRun run{{3, 10}};
  const auto play = [&](FloatWidth floats, double value) {
    TraceWriter writer{
        {.file = folder / "a.h5", .floats = floats, .existing = Existing::kOverwrite}, {}};
    writer.begin(run.run());
    for (std::int64_t s = 0; s < 10; ++s) {
      recording::SlotRecord slot = run.slot(s);
      std::vector<double> prices(slot.prosumers.reservation_price.begin(),
                                 slot.prosumers.reservation_price.end());
      if (s == 7) prices[1] = value;
      slot.prosumers.reservation_price = prices;
      writer.record(slot);
    }
    writer.finish(recording::RunStatus::kComplete);
  };
  const std::string expected =
      "prosumers/reservation_price: the value of slot 7, prosumer 1 is not a finite number";
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(message_of<LogicError>([&] { play(FloatWidth::kFloat64, nan); }) == expected);
  CHECK(message_of<LogicError>([&] { play(FloatWidth::kFloat64, -infinity); }) == expected);
  CHECK(message_of<LogicError>([&] { play(FloatWidth::kFloat32, infinity); }) == expected);
  CHECK(message_of<LogicError>([&] { play(FloatWidth::kFloat64, 1.7e308); }) ==
        "nothing was thrown");
}

TEST_CASE("a column that is too short is our mistake") {
  const test::TemporaryFolder folder;
  SampleRun run{{3, 10}};
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  writer.begin(run.run());
  recording::SlotRecord slot = run.slot(0);
  slot.prosumers.surplus_kwh = slot.prosumers.surplus_kwh.first(2);
  CHECK(message_of<LogicError>([&] { writer.record(slot); }) ==
        "prosumers/surplus_kwh: a slot has 2 values for 3 prosumers");
}

TEST_CASE("a trace that the disk has no space for is refused") {
  const test::TemporaryFolder folder;
  const std::string text =
      message_of<OutputError>([&] { require_space(std::uint64_t{1} << 62, folder / "a.h5"); });
  CHECK(holds(text, "a.h5: the trace needs about 4.6 EB, the disk has "));
  require_space(1, folder / "a.h5");
}
