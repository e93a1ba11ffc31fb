#include "output/trace/trace_file.hpp"

#include <fmt/format.h>
#include <sys/time.h>

#include "engine/core/diagnostics.hpp"

#include "output/hdf5/file_in_memory.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

// Seconds of computing that one call may take, and bytes of the file that add one: HDF5 reads
// several hundred MB/s.
constexpr long kCallSeconds = 20;
constexpr std::uint64_t kBytesPerSecond = 10'000'000;

void set_timer(long seconds) {
  const itimerval timer{{0, 0}, {seconds, 0}};
  setitimer(ITIMER_VIRTUAL, &timer, nullptr);
}

}  // namespace

TraceFile::CallLimit::CallLimit(std::uint64_t file_bytes) {
  set_timer(kCallSeconds + static_cast<long>(file_bytes / kBytesPerSecond));
}
TraceFile::CallLimit::~CallLimit() {
  set_timer(0);
}

TraceFile::TraceFile(std::filesystem::path path) : path_{std::move(path)} {
  prepare_hdf5();
  std::error_code error;
  if (!std::filesystem::is_regular_file(path_, error)) complain("no such file");
  bytes_ = std::filesystem::file_size(path_, error);
  const CallLimit limit{bytes_};
  if (H5Fis_hdf5(path_.c_str()) <= 0) {
    complain("is not an HDF5 file, or lost its beginning; give a trace (.h5) of peerwatt");
  }
  try {
    stored_.emplace(JournaledFile::for_reading(path_));
    file_ = stored_->open();
  } catch (const H5Failure& failure) {
    complain(fmt::format(
        "cannot be opened, {}; the file is damaged or was not copied to its end: copy it again, or "
        "run the scenario again",
        failure.what()));
  }
  take_stock();
}

TraceFile::TraceFile(std::vector<std::byte> image, std::filesystem::path name)
    : path_{std::move(name)}, bytes_{image.size()} {
  prepare_hdf5();
  try {
    file_ = open_image(image);
  } catch (const H5Failure& failure) {
    complain_of(failure);
  }
  take_stock();
}

void TraceFile::take_stock() {
  guarded([&] {
    check_schema();
    variables_ = take_inventory(root(), bytes_);
  });
}

void TraceFile::complain(const std::string& problem) const {
  throw InputError{fmt::format("{}: {}", path_.string(), problem)};
}

void TraceFile::complain_of(const H5Failure& failure) const {
  complain(
      fmt::format("is damaged ({}): copy it again, or run the scenario again", failure.what()));
}

void TraceFile::check_schema() const {
  if (attribute_text(root(), "schema_name") != kSchemaName) {
    complain("is an HDF5 file but no peerwatt trace; give a trace written by peerwatt");
  }
  const std::vector<double> version = attribute_numbers(root(), "schema_version");
  if (version.size() != 2) throw H5Failure{"the attribute 'schema_version' is not two numbers"};
  const bool is_older = version[0] < kSchemaMajor ||
                        (version[0] == kSchemaMajor && version[1] < kOldestReadableMinor);
  if (version[0] == kSchemaMajor && !is_older) return;
  complain(fmt::format(
      "is a trace of version {}.{}, this program reads version {} from {}.{} on; {}", version[0],
      version[1], kSchemaMajor, kSchemaMajor, kOldestReadableMinor,
      is_older ? "run its scenario again" : "use the peerwatt that wrote it, or a later one"));
}

const StoredVariable& TraceFile::variable(const std::string& name) const {
  const auto found = variables_.find(name);
  if (found != variables_.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [path, stored] : variables_) known.push_back(path);
  complain(fmt::format("has no variable {}{}", name, did_you_mean(name, known)));
}

H5Handle TraceFile::open(const std::string& name) const {
  variable(name);
  return owned(H5Dopen2(root(), name.c_str(), H5P_DEFAULT), "open " + name);
}

SeriesBlock TraceFile::read(const std::string& name, std::optional<IndexRange> rows,
                            std::optional<IndexRange> columns) const {
  const std::vector<hsize_t>& extent = variable(name).extent;
  if (extent.empty()) throw H5Failure{"/" + name + " is not a series"};
  const IndexRange r = checked(name, rows, extent[0]);
  const IndexRange c = checked(name, columns, extent.size() > 1 ? extent[1] : 1);
  const std::int64_t columns_read = c.end - c.begin;
  SeriesBlock block{
      r.end - r.begin, columns_read * static_cast<std::int64_t>(depth_of(extent)), {}};
  block.values.resize(static_cast<std::size_t>(block.rows * block.width));
  if (block.values.empty()) return block;
  const H5Handle dataset = open(name);
  read_block(dataset.get(),
             {.first_row = static_cast<hsize_t>(r.begin),
              .rows = static_cast<hsize_t>(block.rows),
              .first_column = static_cast<hsize_t>(c.begin),
              .columns = static_cast<hsize_t>(columns_read)},
             H5T_NATIVE_DOUBLE, block.values.data());
  return block;
}

IndexRange TraceFile::checked(const std::string& name, std::optional<IndexRange> range,
                              hsize_t size) const {
  const auto limit = static_cast<std::int64_t>(size);
  const IndexRange wanted = range.value_or(IndexRange{0, limit});
  if (wanted.begin < 0 || wanted.begin > wanted.end || wanted.end > limit) {
    complain(
        fmt::format("{}: {} .. {} is outside of 0 .. {}", name, wanted.begin, wanted.end, limit));
  }
  return wanted;
}

}  // namespace peerwatt::output
