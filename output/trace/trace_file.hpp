#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/hdf5/hdf5_tools.hpp"
#include "output/hdf5/journaled_file.hpp"
#include "output/trace/trace_inventory.hpp"
#include "output/trace/trace_reader.hpp"

namespace peerwatt::output {

// A trace that is open for reading and has been found to be one. Inside of `guarded` every call may
// throw H5Failure.
class TraceFile {
 public:
  // Throws InputError with file, problem and remedy.
  explicit TraceFile(std::filesystem::path path);
  // A trace that a run wrote into memory; `name` stands for the file in messages.
  TraceFile(std::vector<std::byte> image, std::filesystem::path name);

  hid_t root() const { return file_.get(); }
  std::uint64_t bytes() const { return bytes_; }
  bool has_journal() const { return stored_ && stored_->has_journal(); }
  const TraceInventory& variables() const { return variables_; }

  [[noreturn]] void complain(const std::string& problem) const;

  // Runs an action; what HDF5 complains of becomes an InputError about this file. A call that
  // computes for minutes is ended with SIGVTALRM: HDF5 may loop in a damaged file for ever.
  template <class Action>
  auto guarded(Action action) const {
    const CallLimit limit{bytes_};
    try {
      return action();
    } catch (const H5Failure& failure) {
      complain_of(failure);
    }
  }

  // With did-you-mean where there is no such variable.
  const StoredVariable& variable(const std::string& name) const;
  H5Handle open(const std::string& name) const;
  SeriesBlock read(const std::string& name, std::optional<IndexRange> rows,
                   std::optional<IndexRange> columns) const;

 private:
  // Arms a timer of the time that this process computes, for as long as it lives.
  class CallLimit {
   public:
    explicit CallLimit(std::uint64_t file_bytes);
    ~CallLimit();
    CallLimit(const CallLimit&) = delete;
    CallLimit& operator=(const CallLimit&) = delete;
  };

  void take_stock();
  void check_schema() const;
  [[noreturn]] void complain_of(const H5Failure& failure) const;
  IndexRange checked(const std::string& name, std::optional<IndexRange> range, hsize_t size) const;

  std::filesystem::path path_;
  std::uint64_t bytes_ = 0;
  std::optional<JournaledFile> stored_;  // not there where the trace is in memory
  H5Handle file_;
  TraceInventory variables_;
};

}  // namespace peerwatt::output
