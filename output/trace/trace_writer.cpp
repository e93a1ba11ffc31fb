#include "output/trace/trace_writer.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>

#include "engine/core/contracts.hpp"
#include "engine/core/diagnostics.hpp"

#include "output/hdf5/file_in_memory.hpp"
#include "output/hdf5/journaled_file.hpp"
#include "output/hdf5/open_file_digest.hpp"
#include "output/indicators/daily_accumulator.hpp"
#include "output/trace/event_series.hpp"
#include "output/trace/network_series.hpp"
#include "output/trace/output_claim.hpp"
#include "output/trace/record_series.hpp"
#include "output/trace/trace_size.hpp"

namespace peerwatt::output {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

fs::path partial_of(const fs::path& file) {
  return fs::path{file.string() + ".partial"};
}

void check_options(const TraceOptions& options) {
  Diagnostics wrong;
  if (options.file.filename().empty() && !options.in_memory)
    wrong.add({}, "trace: no file name given");
  if (options.every < 1) {
    wrong.add({}, fmt::format("trace.every: must be at least 1 (got {})", options.every));
  }
  if (options.compression < 0 || options.compression > 9) {
    wrong.add({}, fmt::format("trace.compression: must be 0 .. 9 (got {})", options.compression));
  }
  if (options.significant_bits < 1 || options.significant_bits > 53) {
    wrong.add({}, fmt::format("trace.significant_bits: must be 1 .. 53 (got {})",
                              options.significant_bits));
  }
  wrong.throw_if_any();
}

void check_target(const TraceOptions& options) {
  std::error_code error;
  const fs::path folder = options.file.has_parent_path() ? options.file.parent_path() : ".";
  if (!fs::is_directory(folder, error)) {
    throw OutputError{fmt::format("cannot write {}: {} is not a folder; create it first",
                                  options.file.string(), folder.string())};
  }
  if (fs::exists(options.file, error) && !fs::is_regular_file(options.file, error)) {
    throw InputError{fmt::format("{}: is a folder or a device; name a file for the trace",
                                 options.file.string())};
  }
  if (options.existing == Existing::kOverwrite) return;
  if (fs::exists(options.file, error)) {
    throw InputError{
        fmt::format("{}: exists already; choose another name, remove it, or allow it "
                    "to be overwritten",
                    options.file.string())};
  }
  if (fs::exists(partial_of(options.file), error)) {
    throw InputError{fmt::format(
        "{}: a run that writes this trace is under way or has not been completed; keep what you "
        "need of it, remove it, or allow it to be overwritten",
        partial_of(options.file).string())};
  }
}

ChunkPlan plan_of(const recording::RunDescription& run, std::int64_t every) {
  std::size_t widest = run.prosumers.name.size();
  if (run.solves_power_flow) widest = std::max(widest, run.network.bus_name.size());
  return plan_chunks({.prosumers = static_cast<std::int64_t>(widest),
                      .slots_per_day = run.slots_per_day,
                      .slots = run.slots,
                      .every = every,
                      .columns = prosumer_columns().size()});
}

}  // namespace

// The open file and the series in it.
class TraceWriter::File {
 public:
  // On the disk where a file is claimed; in memory without one.
  File(const TraceOptions& options, const OutputClaim* claim, const recording::RunDescription& run,
       const Provenance& provenance)
      : every_{options.every},
        chunks_{{options.codec, options.compression}, options.threads},
        storage_{.plan = plan_of(run, options.every),
                 .floats = options.floats,
                 .significant_bits = options.significant_bits,
                 .compression = {options.codec, options.compression},
                 .writer = &chunks_,
                 .currency = run.currency,
                 .prosumers = run.prosumers.name.size(),
                 .every = options.every},
        disk_{on_disk(claim)},
        file_{disk_ ? disk_->create() : memory_.create()} {
    write_root_attributes(root(), run);
    system_.emplace(root(), run, storage_);
    write_root_dimensions(root(), run, dimensions_);
    if (options.level >= TraceLevel::kAgents) {
      add_agents(run);
    } else if (run.solves_power_flow) {
      add_network(run, /*with_agents=*/false);
    }
    if (options.level >= TraceLevel::kOrders) {
      events_.emplace(root(), run.mechanism_names, storage_);
    }
    write_inputs(root(), run.inputs);
    write_rules(root(), run.rules);
    create_group(root(), "summary");
    write_provenance(root(), provenance);
    flush();
  }

  void record(const recording::SlotRecord& slot) {
    system_->append(slot);
    if (prosumers_ && slot.index % every_ == 0) prosumers_->append(slot);
    if (network_) network_->append(slot);
    if (days_) {
      days_->add(slot);
      if (days_->day_complete()) daily_->append(days_->take_day());
    }
    if (events_) events_->append(slot);
    if (++slots_ % storage_.plan.flush_slots == 0) flush();
  }

  // Returns the file itself where it is in memory, else nothing.
  std::vector<std::byte> finish(const Indicators& indicators, recording::RunStatus status,
                                double wall_time_s) {
    const bool complete = status == recording::RunStatus::kComplete;
    if (days_ && !days_->empty()) daily_->append(days_->take_day());
    system_->finish();
    if (prosumers_) prosumers_->finish();
    if (daily_) daily_->finish();
    if (network_) network_->finish();
    if (events_) events_->finish();
    write_summary(root(), indicators);
    write_groups(root(), indicators.effects, dimensions_, storage_.currency);
    set_run_status(root(), complete ? "complete" : "interrupted");
    {
      const H5Handle group = owned(H5Gopen2(root(), "provenance", H5P_DEFAULT), "open a group");
      overwrite_attribute(group.get(), "wall_time_s", wall_time_s);
    }
    const std::map<std::string, std::string> digests = chunks_.take_digests();
    release_series();
    if (complete) seal(root(), digest_of(root(), digests));
    check(file_.close(), "close the file");
    commit();
    return memory_.take();
  }

  // Gives the file up as the last commit left it. Whether there was one.
  bool abandon() noexcept {
    if (!disk_) return false;
    disk_->abandon();
    return disk_->has_commit();
  }

  double seconds_since_begin() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
  }

 private:
  hid_t root() const { return file_.get(); }

  void add_agents(const recording::RunDescription& run) {
    const H5Handle group = create_group(root(), "prosumers");
    write_prosumer_statics(root(), group.get(), run, dimensions_);
    prosumers_.emplace(root(), group.get(), run, dimensions_, system_->time(), storage_);
    add_network(run, /*with_agents=*/true);
    daily_.emplace(root(), run, dimensions_, storage_);
    days_.emplace(run);
  }

  void add_network(const recording::RunDescription& run, bool with_agents) {
    network_group_ = create_group(root(), "network");
    if (with_agents) write_network(root(), network_group_.get(), run, dimensions_);
    if (!run.solves_power_flow) return;
    network_.emplace(root(), network_group_.get(), system_->time(), run, storage_);
    if (with_agents) network_->add_buses_and_lines(run, dimensions_, system_->time());
  }

  static std::optional<JournaledFile> on_disk(const OutputClaim* claim) {
    if (claim == nullptr) return {};
    return JournaledFile::for_writing(claim->duplicate());
  }

  void flush() {
    chunks_.write_out();
    check(H5Fflush(root(), H5F_SCOPE_LOCAL), "flush the file");
    commit();
  }

  void commit() {
    failures_.require_none();
    if (disk_) disk_->commit();
  }

  // Everything of the file has to go before the file does. What is read for the seal has to be
  // written.
  void release_series() {
    check(H5Fflush(root(), H5F_SCOPE_LOCAL), "flush the file");
    events_.reset();
    daily_.reset();
    network_.reset();
    network_group_ = {};
    prosumers_.reset();
    dimensions_ = {};
    system_.reset();
  }

  FailureWatch failures_;
  Clock::time_point begin_ = Clock::now();
  std::int64_t every_;
  ChunkWriter chunks_;
  SeriesStorage storage_;
  FileInMemory memory_;  // empty where the trace is written to the disk
  std::optional<JournaledFile> disk_;
  H5Handle file_;
  RootDimensions dimensions_;
  std::optional<SystemSeries> system_;
  std::optional<ProsumerSeries> prosumers_;
  H5Handle network_group_;
  std::optional<NetworkSeries> network_;
  std::optional<DailySeries> daily_;
  std::optional<DailyAccumulator> days_;
  std::optional<EventSeries> events_;
  std::size_t slots_ = 0;
};

TraceWriter::TraceWriter(TraceOptions options, Provenance provenance)
    : options_{std::move(options)}, provenance_{std::move(provenance)} {
  prepare_hdf5();
  check_options(options_);
  if (!options_.in_memory) check_target(options_);
}

TraceWriter::~TraceWriter() = default;

std::filesystem::path TraceWriter::partial_file() const {
  return partial_of(options_.file);
}

// Says which file an HDF5 failure is about. The file is given up: nothing more is written to it.
template <class Action>
void TraceWriter::guarded(Action action) {
  try {
    action();
  } catch (const H5Failure& failure) {
    const bool left = file_ && file_->abandon();
    file_.reset();
    std::error_code error;
    if (!left) fs::remove(partial_file(), error);
    throw OutputError{fmt::format(
        "cannot write {}: {}{}", options_.file.string(), failure.what(),
        left ? "; what was written so far stays in " + partial_file().string() : std::string{})};
  }
}

void TraceWriter::begin(const recording::RunDescription& run) {
  PEERWATT_VALIDATE(file_ == nullptr && indicators_ == nullptr);
  indicators_ = std::make_unique<IndicatorAccumulator>(run);
  if (!options_.in_memory) {
    require_space(expected_bytes(run, options_), options_.file);
    claim_ = std::make_unique<OutputClaim>(partial_file());
  }
  guarded([&] { file_ = std::make_unique<File>(options_, claim_.get(), run, provenance_); });
}

void TraceWriter::record(const recording::SlotRecord& slot) {
  PEERWATT_VALIDATE(file_ != nullptr);
  indicators_->add(slot);
  guarded([&] { file_->record(slot); });
}

void TraceWriter::finish(recording::RunStatus status) {
  PEERWATT_VALIDATE(file_ != nullptr);
  const bool complete = status == recording::RunStatus::kComplete;
  guarded([&] {
    image_ = file_->finish(indicators(), status,
                           provenance_.wall_time_s.value_or(file_->seconds_since_begin()));
  });
  file_.reset();
  if (options_.in_memory) return;
  try {
    claim_->sync();
    if (complete) take_name();
  } catch (const OutputError& error) {
    throw OutputError{fmt::format("cannot write {}: {}; what was written stays in {}",
                                  options_.file.string(), error.what(), partial_file().string())};
  }
  claim_.reset();
}

// The trace is whole and on the disk: only now it takes the place of an older one.
void TraceWriter::take_name() {
  const fs::path partial = partial_file();
  if (!claim_->is(partial)) {
    throw OutputError{partial.string() + " was removed or replaced while the run went on"};
  }
  const OpenFolder folder{options_.file.parent_path()};
  const unsigned flags = options_.existing == Existing::kRefuse ? RENAME_NOREPLACE : 0;
  if (renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, options_.file.c_str(), flags) != 0) {
    throw OutputError{fmt::format("it cannot be renamed: {}", std::strerror(errno))};
  }
  name_lasts_ = folder.sync();
}

Indicators TraceWriter::indicators() const {
  PEERWATT_VALIDATE(indicators_ != nullptr);
  return indicators_->result();
}

}  // namespace peerwatt::output
