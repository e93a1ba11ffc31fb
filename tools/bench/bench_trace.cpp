// What a trace costs: the writer against a bare HDF5 program that writes the same columns with the
// same chunks and filters from memory. Both get the same made-up slots, over and over.
//
//   bench_trace --help
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <hdf5.h>
#include <sys/resource.h>

#include "output/hdf5/chunk_plan.hpp"
#include "output/schema/schema.hpp"
#include "output/trace/trace_writer.hpp"

namespace {

using namespace peerwatt;
namespace fs = std::filesystem;
constexpr std::int64_t kSlotsPerDay = 48;

struct Times {
  double user = 0, system = 0, wall = 0;
};

Times now() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  const auto wall = std::chrono::steady_clock::now().time_since_epoch();
  return {seconds(usage.ru_utime), seconds(usage.ru_stime),
          std::chrono::duration<double>(wall).count()};
}

template <class Action>
Times timed(Action action) {
  const Times begin = now();
  action();
  const Times end = now();
  return {end.user - begin.user, end.system - begin.system, end.wall - begin.wall};
}

// SplitMix64; the bench needs noise, not addressed randomness.
double noise(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

// All columns of one slot.
struct Slot {
  std::vector<std::vector<double>> reals;
  std::vector<std::int32_t> coalition;
  recording::SlotRecord record;
};

// Load and PV with full mantissas, zeros where a community has them: at night, without a battery,
// on the side of the market one is not on.
std::vector<double> one_prosumer(std::int64_t slot, std::size_t id, std::uint64_t& state) {
  const double hour = static_cast<double>(slot) * 24.0 / kSlotsPerDay;
  const bool peak = hour >= 17 && hour < 21;
  const double sell = peak ? 0.45 : 0.25, feed_in = 0.08;
  const double load = (0.2 + 0.3 * std::exp(-std::pow((hour - 19) / 3, 2))) * (0.4 + noise(state));
  const double sun = std::max(0.0, std::sin((hour - 6) / 12 * 3.141592653589793));
  const double pv = id % 5 < 3 ? 1.8 * sun * (0.6 + 0.4 * noise(state)) : 0.0;
  const double battery = id % 5 < 2 ? 10.0 * noise(state) : 0.0;
  const double lambda = static_cast<double>((id * 2654435761U) % 100003) / 100003.0;
  const double net = load - pv;
  const double deficiency = std::max(0.0, net), surplus = std::max(0.0, -net);
  const double share = sun > 0 ? 0.8 * noise(state) : 0.0;
  const double bought = deficiency * share, sold = surplus * share;
  const bool auction = (id * 40503U) % 3 == 0;
  const double price = 0.16, reservation = feed_in + lambda * (sell - feed_in);
  const double unserved = peak && id % 4 == 0 ? 0.1 * deficiency * (1 - share) : 0.0;
  const double grid_bought = deficiency - bought - unserved, grid_sold = surplus - sold;
  const double charged = battery > 0 ? 0.4 * noise(state) - 0.2 : 0.0;
  return {load,
          pv,
          battery,
          charged,
          deficiency,
          surplus,
          peak ? surplus : 0.0,
          reservation,
          bought,
          sold,
          auction ? bought : 0.0,
          auction ? sold : 0.0,
          bought * price,
          sold * price,
          grid_bought,
          grid_sold,
          unserved,
          unserved * 0.5,
          bought * price + grid_bought * sell - sold * price - grid_sold * feed_in,
          deficiency * 0.25 - surplus * feed_in,
          deficiency * sell - surplus * feed_in,
          0,
          unserved * 0.6,
          battery,
          battery};
}

// Slots of one day after the other, or spread over one.
std::vector<Slot> some_slots(std::size_t prosumers, std::int64_t count,
                             const recording::RunDescription& run) {
  std::vector<Slot> slots(static_cast<std::size_t>(count));
  std::uint64_t state = 42;
  const auto columns = output::prosumer_columns();
  for (std::int64_t s = 0; s < count; ++s) {
    const std::int64_t of_day = count < kSlotsPerDay ? s * kSlotsPerDay / count : s % kSlotsPerDay;
    Slot& slot = slots[static_cast<std::size_t>(s)];
    slot.reals.assign(columns.size() - 1, std::vector<double>(prosumers));
    slot.coalition.resize(prosumers);
    for (std::size_t i = 0; i < prosumers; ++i) {
      const std::vector<double> values = one_prosumer(of_day, i, state);
      for (std::size_t c = 0; c < values.size(); ++c) slot.reals[c][i] = values[c];
      slot.coalition[i] = values[8] + values[9] > 0 ? static_cast<std::int32_t>(i / 100) : -1;
    }
    slot.record.start = run.start + s * run.slot;
    std::size_t real = 0;
    for (const output::ProsumerColumn& column : columns) {
      if (auto* member = std::get_if<0>(&column.member)) {
        slot.record.prosumers.*(*member) = slot.reals[real++];
      } else {
        slot.record.prosumers.*std::get<1>(column.member) = slot.coalition;
      }
    }
  }
  return slots;
}

recording::RunDescription describe(std::size_t prosumers, std::int64_t days) {
  recording::RunDescription run;
  run.title = "bench";
  run.currency = "EUR";
  run.slot = Duration::from_seconds(86400 / kSlotsPerDay);
  run.slots = days * kSlotsPerDay;
  run.slots_per_day = kSlotsPerDay;
  auto& p = run.prosumers;
  for (std::size_t i = 0; i < prosumers; ++i) p.name.push_back("prosumer_" + std::to_string(i));
  p.bus.assign(prosumers, 0);
  p.zone.assign(prosumers, 0);
  for (auto* column : {&p.pv_capacity_kw, &p.battery_capacity_kwh, &p.battery_power_kw,
                       &p.flexible_share, &p.choke_price, &p.reservation_lambda}) {
    column->assign(prosumers, 0.5);
  }
  return run;
}

void write_trace(const output::TraceOptions& options, const recording::RunDescription& run,
                 std::vector<Slot>& slots) {
  output::TraceWriter writer{options, {}};
  writer.begin(run);
  for (std::int64_t s = 0; s < run.slots; ++s) {
    recording::SlotRecord& record = slots[static_cast<std::size_t>(s) % slots.size()].record;
    record.index = s;
    writer.record(record);
  }
  writer.finish(recording::RunStatus::kComplete);
}

// Whole rows of chunks, gathered in memory and handed to H5Dwrite.
class BareColumn {
 public:
  BareColumn(hid_t file, const char* name, hid_t type, std::size_t prosumers,
             const output::ChunkPlan& plan, int compression)
      : type_{type}, width_{prosumers}, chunk_rows_{plan.agent_rows} {
    const hsize_t extent[2] = {0, prosumers}, limit[2] = {H5S_UNLIMITED, prosumers};
    const hsize_t chunk[2] = {plan.agent_rows, plan.agent_width};
    const hid_t space = H5Screate_simple(2, extent, limit);
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(properties, 2, chunk);
    H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER);
    if (compression > 0) {
      H5Pset_shuffle(properties);
      H5Pset_deflate(properties, static_cast<unsigned>(compression));
    }
    const hid_t access = H5Pcreate(H5P_DATASET_ACCESS);
    H5Pset_chunk_cache(access, 521, 16 << 20, 1.0);
    dataset_ = H5Dcreate2(file, name, type, space, H5P_DEFAULT, properties, access);
    H5Pclose(access);
    H5Pclose(properties);
    H5Sclose(space);
  }
  ~BareColumn() { H5Dclose(dataset_); }
  BareColumn(const BareColumn&) = delete;
  BareColumn& operator=(const BareColumn&) = delete;

  void append(const void* row) {
    const std::size_t bytes = width_ * H5Tget_size(type_);
    const auto* begin = static_cast<const char*>(row);
    rows_.insert(rows_.end(), begin, begin + bytes);
    if (++filled_ == chunk_rows_) flush();
  }

  void flush() {
    if (filled_ == 0) return;
    const hsize_t extent[2] = {written_ + filled_, width_}, start[2] = {written_, 0},
                  count[2] = {filled_, width_};
    H5Dset_extent(dataset_, extent);
    const hid_t space = H5Dget_space(dataset_);
    H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, count, nullptr);
    const hid_t memory = H5Screate_simple(2, count, nullptr);
    H5Dwrite(dataset_, type_, memory, space, H5P_DEFAULT, rows_.data());
    H5Sclose(memory);
    H5Sclose(space);
    written_ += filled_;
    filled_ = 0;
    rows_.clear();
  }

 private:
  hid_t dataset_ = -1, type_;
  std::size_t width_, chunk_rows_, filled_ = 0, written_ = 0;
  std::vector<char> rows_;
};

void write_bare(const fs::path& file, const recording::RunDescription& run,
                const std::vector<Slot>& slots, const output::ChunkPlan& plan, int compression) {
  const hid_t id = H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  const std::size_t prosumers = run.prosumers.name.size();
  {
    std::vector<std::unique_ptr<BareColumn>> columns;
    for (const output::ProsumerColumn& column : output::prosumer_columns()) {
      const hid_t type = column.member.index() == 0 ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT32;
      columns.push_back(
          std::make_unique<BareColumn>(id, column.text.name, type, prosumers, plan, compression));
    }
    for (std::int64_t s = 0; s < run.slots; ++s) {
      const auto& record = slots[static_cast<std::size_t>(s) % slots.size()].record;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        std::visit([&](auto member) { columns[c]->append((record.prosumers.*member).data()); },
                   output::prosumer_columns()[c].member);
      }
    }
    for (auto& column : columns) column->flush();
  }
  H5Fclose(id);
}

void report(const char* what, const Times& times, double prosumer_slots, const fs::path& file) {
  const double bytes = fs::exists(file) ? static_cast<double>(fs::file_size(file)) : 0;
  fmt::print(
      "{:<34} user {:8.1f} ns  system {:7.1f} ns  wall {:8.1f} ns per prosumer-slot, "
      "{:7.1f} MB\n",
      what, times.user / prosumer_slots * 1e9, times.system / prosumer_slots * 1e9,
      times.wall / prosumer_slots * 1e9, bytes / 1e6);
}

struct Arguments {
  std::size_t prosumers = 10'000;
  std::int64_t days = 4;
  int compression = 1;
  fs::path folder = fs::temp_directory_path();
};

int print_usage(int exit_code) {
  fmt::print(
      "usage: bench_trace [--prosumers N] [--days N] [--compression LEVEL] [--folder FOLDER]\n"
      "What a trace costs, against bare HDF5 with the same chunks and filters.\n"
      "  --prosumers N        10,000 by default\n"
      "  --days N             of 48 slots, 4 by default\n"
      "  --compression LEVEL  of deflate, 0 to 9, 1 by default\n"
      "  --folder FOLDER      where files are written for a while, the temporary folder by "
      "default\n");
  return exit_code;
}

// Nothing if the arguments are not understood.
std::optional<Arguments> read_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    if (i + 1 == words.size()) return std::nullopt;
    const std::string& value = words[i + 1];
    if (words[i] == "--prosumers") {
      arguments.prosumers = static_cast<std::size_t>(std::max(1, std::atoi(value.c_str())));
    } else if (words[i] == "--days") {
      arguments.days = std::max(1, std::atoi(value.c_str()));
    } else if (words[i] == "--compression") {
      arguments.compression = std::clamp(std::atoi(value.c_str()), 0, 9);
    } else if (words[i] == "--folder") {
      arguments.folder = value;
    } else {
      return std::nullopt;
    }
  }
  return arguments;
}

void compare_with_bare(const Arguments& arguments) {
  const std::size_t prosumers = arguments.prosumers;
  const recording::RunDescription run = describe(prosumers, arguments.days);
  const double units = static_cast<double>(prosumers) * static_cast<double>(run.slots);
  const output::ChunkPlan plan =
      output::plan_chunks({static_cast<std::int64_t>(prosumers), kSlotsPerDay, run.slots, 1,
                           output::prosumer_columns().size()});
  // No slot twice in a chunk, all times of a day, and not too much memory.
  const auto distinct = std::max(static_cast<std::int64_t>(plan.agent_rows),
                                 8'000'000 / static_cast<std::int64_t>(prosumers));
  std::vector<Slot> slots = some_slots(prosumers, std::min(run.slots, distinct), run);
  fmt::print("{} prosumers, {} slots, chunks of {} x {}, flush every {} slots\n", prosumers,
             run.slots, plan.agent_rows, plan.agent_width, plan.flush_slots);
  output::TraceOptions options{.file = arguments.folder / "bench_trace.h5",
                               .compression = arguments.compression,
                               .existing = output::Existing::kOverwrite};
  const Times sums = timed([&] {
    output::IndicatorAccumulator indicators{run};
    for (std::int64_t s = 0; s < run.slots; ++s) {
      indicators.add(slots[static_cast<std::size_t>(s) % slots.size()].record);
    }
  });
  report("indicators alone", sums, units, "");
  const Times trace = timed([&] { write_trace(options, run, slots); });
  report("trace, level agents", trace, units, options.file);
  options.floats = output::FloatWidth::kFloat32;
  report("trace, level agents, float32", timed([&] { write_trace(options, run, slots); }), units,
         options.file);
  options.floats = output::FloatWidth::kFloat64;
  options.level = output::TraceLevel::kSummary;
  report("trace, level summary", timed([&] { write_trace(options, run, slots); }), units,
         options.file);
  const fs::path bare = arguments.folder / "bench_trace_bare.h5";
  const Times yardstick = timed([&] { write_bare(bare, run, slots, plan, arguments.compression); });
  report("bare HDF5, same chunks and filters", yardstick, units, bare);
  fmt::print("trace / bare: user {:.2f}, wall {:.2f}\n", trace.user / yardstick.user,
             trace.wall / yardstick.wall);
  fs::remove(options.file);
  fs::remove(bare);
}

}  // namespace

int main(int count, char** words) try {
  const std::vector<std::string> told(words + 1, words + count);
  const std::optional<Arguments> arguments = read_arguments(told);
  if (!arguments) return print_usage(told.size() == 1 && told[0] == "--help" ? 0 : 2);
  compare_with_bare(*arguments);
} catch (const std::exception& error) {
  std::fputs(error.what(), stderr);
  return 1;
}
