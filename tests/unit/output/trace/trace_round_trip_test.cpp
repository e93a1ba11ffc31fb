#include <array>
#include <cmath>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/contracts.hpp"
#include "engine/core/diagnostics.hpp"

#include "output/hdf5/hdf5_tools.hpp"
#include "output/trace/trace_reader.hpp"
#include "output/trace/trace_writer.hpp"

#include "tests/support/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using test::SampleRun;

namespace {

void write(TraceOptions options, SampleRun& run) {
  TraceWriter writer{std::move(options), test::sample_provenance()};
  run.play(writer);
}

template <class T>
double number(T value) {
  return static_cast<double>(value);
}
double number(const std::optional<double>& value) {
  return value.value_or(kFillValue);
}

double expected(const recording::SystemRecord& system, const SystemColumn& column) {
  return std::visit([&](auto member) { return number(system.*member); }, column.member);
}

// Each slot is made up once, as that takes longer than to compare it.
void check_system(const TraceReader& trace, SampleRun& run) {
  const std::span columns = system_columns();
  std::vector<SeriesBlock> blocks;
  for (const SystemColumn& column : columns) {
    blocks.push_back(trace.read(std::string{"system/"} + column.text.name));
    REQUIRE(blocks.back().rows == run.run().slots);
  }
  std::vector<std::int64_t> different(columns.size());
  for (std::int64_t s = 0; s < run.run().slots; ++s) {
    const recording::SystemRecord& system = run.slot(s).system;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (blocks[c].at(s) != expected(system, columns[c])) ++different[c];
    }
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    INFO(columns[c].text.name);
    CHECK(different[c] == 0);
  }
}

double stored(bool value) {
  return value ? 1 : 0;
}
double stored(double value) {
  return value;
}
double stored(std::int64_t value) {
  return static_cast<double>(value);
}
double stored(const std::optional<double>& value) {
  return value.value_or(kFillValue);
}

// What the network came to is in every slot, what buses and lines did in every n-th.
void check_network(const TraceReader& trace, SampleRun& run, std::int64_t every) {
  const std::string group = "network/";
  for (const NetworkSlotColumn& column : network_slot_columns()) {
    CAPTURE(column.text.name);
    REQUIRE(trace.has(group + column.text.name) == is_present(column.text.presence, run.run()));
    if (!trace.has(group + column.text.name)) continue;
    const SeriesBlock block = trace.read(group + column.text.name);
    REQUIRE(block.rows == run.run().slots);
    for (std::int64_t s = 0; s < block.rows; ++s) {
      const recording::NetworkRecord& network = run.slot(s).network;
      REQUIRE(block.at(s) ==
              std::visit([&](auto member) { return stored(network.*member); }, column.member));
    }
  }
  for (const auto& columns : {bus_columns(), line_columns()}) {
    for (const NetworkSeriesColumn& column : columns) {
      CAPTURE(column.text.name);
      const SeriesBlock block = trace.read(group + column.text.name);
      REQUIRE(block.rows == (run.run().slots + every - 1) / every);
      for (std::int64_t row = 0; row < block.rows; ++row) {
        const std::span<const double> values = run.slot(row * every).network.*column.member;
        REQUIRE(block.width == std::ssize(values));
        for (std::size_t i = 0; i < values.size(); ++i) {
          REQUIRE(block.at(row, static_cast<std::int64_t>(i)) == values[i]);
        }
      }
    }
  }
}

std::int64_t count_different(const recording::ProsumerRecord& prosumers,
                             const ProsumerColumn& column, const SeriesBlock& block,
                             std::int64_t row, FloatWidth floats) {
  std::int64_t different = 0;
  const auto compare = [&](auto member) {
    for (std::int64_t i = 0; i < block.width; ++i) {
      auto value = static_cast<double>((prosumers.*member)[static_cast<std::size_t>(i)]);
      if (floats == FloatWidth::kFloat32) value = static_cast<float>(value);
      if (block.at(row, i) != value) ++different;
    }
  };
  std::visit(compare, column.member);
  return different;
}

void check_prosumers(const TraceReader& trace, SampleRun& run, std::int64_t every,
                     FloatWidth floats) {
  const std::span columns = prosumer_columns();
  const std::int64_t rows = (run.run().slots + every - 1) / every;
  std::vector<SeriesBlock> blocks;
  for (const ProsumerColumn& column : columns) {
    blocks.push_back(trace.read(std::string{"prosumers/"} + column.text.name));
    REQUIRE(blocks.back().rows == rows);
    REQUIRE(blocks.back().width == static_cast<std::int64_t>(run.run().prosumers.name.size()));
  }
  std::vector<std::int64_t> different(columns.size());
  for (std::int64_t row = 0; row < rows; ++row) {
    const recording::ProsumerRecord& prosumers = run.slot(row * every).prosumers;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      different[c] += count_different(prosumers, columns[c], blocks[c], row, floats);
    }
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    INFO(columns[c].text.name);
    CHECK(different[c] == 0);
  }
}

}  // namespace

TEST_CASE("a trace gives back every record it was given, whatever its size") {
  const test::TemporaryFolder folder;
  // One prosumer and one slot; chunks filled to the brim or in part; days that end or do not.
  for (const test::SampleSize size : {test::SampleSize{1, 1},
                                      {1, 1500},
                                      {5, 100},
                                      {3, 48, 24},
                                      {40, 1024, 96},
                                      {2, 10, 1440},
                                      {4, 100, 48, test::Market::kNone, true},
                                      {7000, 30}}) {
    for (const int compression : {0, 1, 6}) {
      CAPTURE(size.prosumers);
      CAPTURE(size.slots);
      CAPTURE(compression);
      SampleRun run{size};
      write({.file = folder / "a.h5", .compression = compression, .existing = Existing::kOverwrite},
            run);
      const TraceReader trace{folder / "a.h5"};
      CHECK(trace.status() == "complete");
      check_system(trace, run);
      check_prosumers(trace, run, 1, FloatWidth::kFloat64);
      check_network(trace, run, 1);
      if (size.prosumers > 1000) break;
    }
  }
}

TEST_CASE("a row of 100,000 prosumers goes through chunks that hold a part of it") {
  const test::TemporaryFolder folder;
  SampleRun run{{100'000, 3}};
  write({.file = folder / "a.h5"}, run);
  check_prosumers(TraceReader{folder / "a.h5"}, run, 1, FloatWidth::kFloat64);
}

TEST_CASE("rows too long to be gathered are written one by one") {
  const test::TemporaryFolder folder;
  SampleRun run{{450'000, 2}};
  write({.file = folder / "a.h5"}, run);
  const TraceReader trace{folder / "a.h5"};
  const SeriesBlock last = trace.read("prosumers/balance", {1, 2}, {449'999, 450'000});
  CHECK(last.at(0) == run.slot(1).prosumers.balance[449'999]);
  check_prosumers(trace, run, 1, FloatWidth::kFloat64);
}

TEST_CASE("thinned series hold every n-th slot, on a time axis of their own") {
  const test::TemporaryFolder folder;
  SampleRun run{{4, 100}};
  for (const std::int64_t every : {2, 7, 99, 1000}) {
    write({.file = folder / "a.h5", .every = every, .existing = Existing::kOverwrite}, run);
    const TraceReader trace{folder / "a.h5"};
    check_system(trace, run);
    check_prosumers(trace, run, every, FloatWidth::kFloat64);
    check_network(trace, run, every);
    const auto all = trace.read_integers("time");
    const auto thinned = trace.read_integers("prosumers/thinned_time");
    REQUIRE(thinned.size() ==
            (100 + static_cast<std::size_t>(every) - 1) / static_cast<std::size_t>(every));
    for (std::size_t i = 0; i < thinned.size(); ++i) {
      CHECK(thinned[i] == all[i * static_cast<std::size_t>(every)]);
    }
  }
}

TEST_CASE("a float32 trace rounds the series and nothing else") {
  const test::TemporaryFolder folder;
  SampleRun run{{6, 60}};
  write({.file = folder / "a.h5", .floats = FloatWidth::kFloat32}, run);
  const TraceReader trace{folder / "a.h5"};
  check_prosumers(trace, run, 1, FloatWidth::kFloat32);
  const SeriesBlock price = trace.read("system/p2p_price_mean");
  CHECK(price.at(0) == kFillValue);
  CHECK(price.at(1) == static_cast<float>(*run.slot(1).system.p2p_price_mean));
}

TEST_CASE("the summary level leaves the agents out") {
  const test::TemporaryFolder folder;
  SampleRun run{{6, 60}};
  write({.file = folder / "a.h5", .level = TraceLevel::kSummary}, run);
  const TraceReader trace{folder / "a.h5"};
  check_system(trace, run);
  CHECK(trace.read("network/losses_kwh").rows == 60);
  CHECK_FALSE(trace.has("network/voltage_pu"));
  CHECK_FALSE(trace.has("network/from"));
  CHECK_FALSE(trace.has("prosumers/load_kwh"));
  CHECK_FALSE(trace.has("daily/bill"));
  CHECK(trace.read_texts("prosumer_name").size() == 6);
  CHECK(trace.summary().at("slots") == 60);
}

TEST_CASE("a run without prosumers or lines is a trace too") {
  const test::TemporaryFolder folder;
  SampleRun run{{0, 5}};
  write({.file = folder / "a.h5"}, run);
  const TraceReader trace{folder / "a.h5"};
  CHECK(trace.prosumers() == 0);
  CHECK(trace.slots() == 5);
  CHECK(trace.read("prosumers/load_kwh").rows == 5);
}

TEST_CASE("descriptions, names, static columns and provenance are kept") {
  const test::TemporaryFolder folder;
  SampleRun run{{3, 2}};
  Provenance provenance = test::sample_provenance();
  provenance.config_yaml = std::string(200'000, 'y') + "é\n";
  {
    TraceWriter writer{{.file = folder / "a.h5"}, provenance};
    run.play(writer);
  }
  const TraceReader trace{folder / "a.h5"};
  CHECK(trace.title() == "sample ünit");
  CHECK(trace.currency() == "EUR");
  CHECK(trace.config_yaml() == provenance.config_yaml);
  CHECK(trace.read_texts("bus_name") == std::vector<std::string>{"slack", "büs"});
  CHECK(trace.read_texts("provenance/file_name") == std::vector<std::string>{"load.csv"});
  CHECK(trace.read_integers("network/bus_zone") == std::vector<std::int64_t>{-1, 0});
  CHECK(trace.read("network/length_km").at(0) == 0.2);
  CHECK(trace.read("prosumers/static/choke_price").at(2) == 0.6);
  CHECK(trace.read_integers("inputs/negatives") == std::vector<std::int64_t>{3, 0});
  CHECK(trace.read_integers("time").at(1) == 1751328000 + 1800);
  CHECK(trace.unit("prosumers/load_kwh") == "kW h");
  CHECK(trace.unit("system/price_sell") == "EUR/(kW h)");
  CHECK(trace.unit("prosumers/coalition") == "");
}

TEST_CASE("a length that is not known has no column") {
  const test::TemporaryFolder folder;
  SampleRun sample{{3, 1}};
  recording::RunDescription run = sample.run();
  run.network.line_length_km.clear();
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  writer.begin(run);
  writer.record(sample.slot(0));
  writer.finish(recording::RunStatus::kComplete);
  const TraceReader trace{folder / "a.h5"};
  CHECK_FALSE(trace.has("network/length_km"));
  CHECK(trace.has("network/resistance_ohm"));
}

TEST_CASE("a day holds the sums of its slots and the rates of its sums") {
  const test::TemporaryFolder folder;
  SampleRun run{{4, 60}};  // a whole day of 48 slots and a part of the next
  write({.file = folder / "a.h5"}, run);
  const TraceReader trace{folder / "a.h5"};
  REQUIRE(trace.read_integers("daily/day") ==
          std::vector<std::int64_t>{1751328000, 1751328000 + 86400});
  const SeriesBlock bill = trace.read("daily/bill");
  const SeriesBlock own_use = trace.read("daily/self_consumption");
  OriginAccumulator origins{run.run().prosumers.battery_efficiency};
  for (std::int64_t day = 0; day < 2; ++day) {
    double sum = 0;
    origins.begin_window();
    for (std::int64_t s = day * 48; s < std::min<std::int64_t>(60, day * 48 + 48); ++s) {
      const auto& prosumers = run.slot(s).prosumers;
      sum += prosumers.balance[2];
      origins.add(prosumers);
    }
    CHECK(bill.at(day, 2) == sum);
    CHECK(own_use.at(day, 2) == origins.of(2).self_consumption_own());
  }
}

TEST_CASE("parts of a series can be read, and wrong names get a suggestion") {
  const test::TemporaryFolder folder;
  SampleRun run{{5, 20}};
  write({.file = folder / "a.h5"}, run);
  const TraceReader trace{folder / "a.h5"};
  const SeriesBlock part = trace.read("prosumers/load_kwh", {3, 7}, {1, 4});
  CHECK(part.rows == 4);
  CHECK(part.width == 3);
  CHECK(part.at(2, 1) == run.slot(5).prosumers.load_kwh[2]);
  CHECK_THROWS_WITH_AS(trace.read("prosumers/laod_kwh"),
                       ((folder / "a.h5").string() +
                        ": has no variable prosumers/laod_kwh (did you mean prosumers/load_kwh?)")
                           .c_str(),
                       InputError);
  CHECK_THROWS_AS(trace.read("prosumers/load_kwh", {0, 21}), InputError);
}

TEST_CASE("values by phase have an axis of their own, in series and in base loads") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 2, .slots = 5, .by_phase = true}};
  write({.file = folder / "a.h5", .existing = Existing::kOverwrite}, run);
  const TraceReader trace{folder / "a.h5"};
  CHECK(trace.read_texts("phase_name") == std::vector<std::string>{"a", "b", "c"});
  const SeriesBlock loads = trace.read("network/base_load_kw");
  CHECK(loads.rows == 2);
  CHECK(loads.values == std::vector<double>{0, 0, 0, 1, 2, 3});
  const H5Handle file =
      owned(H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open the trace");
  const H5Handle voltages = owned(H5Dopen2(file.get(), "network/voltage_pu", H5P_DEFAULT), "open");
  const H5Handle space = owned(H5Dget_space(voltages.get()), "get a shape");
  REQUIRE(H5Sget_simple_extent_ndims(space.get()) == 3);
  std::array<hsize_t, 3> extent{};
  H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr);
  CHECK(extent == std::array<hsize_t, 3>{5, 2, 3});
}
