#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peerwatt::output {

class TraceFile;

// Half-open: [begin, end), of rows or of prosumers.
struct IndexRange {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

// Values of a series, row after row.
struct SeriesBlock {
  std::int64_t rows = 0;
  std::int64_t width = 1;
  std::vector<double> values;

  double at(std::int64_t row, std::int64_t column = 0) const {
    return values[static_cast<std::size_t>(row * width + column)];
  }
};

// Reads a trace back, complete or partial. Numbers of every stored type come as doubles (exact up
// to 2^53). Throws InputError, with file, problem and remedy, for a file that is not a readable
// trace and for names that are not in it. Variables are named by path: `system/rounds`,
// `prosumers/load_kwh`, `prosumers/static/bus`, `time`, `prosumer_name`.
class TraceReader {
 public:
  explicit TraceReader(std::filesystem::path file);
  // A trace that a run wrote into memory (TraceOptions::in_memory); `name` stands for its file.
  TraceReader(std::vector<std::byte> image, std::filesystem::path name);
  ~TraceReader();
  TraceReader(TraceReader&&) noexcept;

  // running, complete, interrupted. A file with a journal is being written, or was given up so: it
  // is called running whatever it says, since other programs do not see what the journal says.
  std::string status() const;
  std::string title() const;
  std::string currency() const;
  double slot_length_s() const;
  std::int64_t slots() const;
  std::int64_t prosumers() const;

  bool has(const std::string& variable) const;
  std::vector<std::string> variables() const;  // paths in alphabetical order, links included
  bool is_single_precision(const std::string& variable) const;  // stored as float32
  // How many bits of its floating-point numbers were kept: 53 or 24 where none were rounded away.
  int significant_bits(const std::string& variable) const;
  std::string unit(const std::string& variable) const;  // empty when it has none
  // What 0, 1, ... stand for; empty when the variable is no flag.
  std::vector<std::string> flag_meanings(const std::string& variable) const;

  std::int64_t rows(const std::string& variable) const;  // along its first axis
  // All rows, or those of a range; of all prosumers, or of a range of them.
  SeriesBlock read(const std::string& variable) const;
  SeriesBlock read(const std::string& variable, IndexRange rows) const;
  SeriesBlock read(const std::string& variable, IndexRange rows, IndexRange prosumers) const;
  std::vector<std::int64_t> read_integers(const std::string& variable) const;  // one axis
  std::vector<std::string> read_texts(const std::string& variable) const;

  // Attributes of a group, by name: numbers, lists of numbers too, and texts. Empty where there is
  // no such group.
  struct Attributes {
    std::map<std::string, std::vector<double>> numbers;
    std::map<std::string, std::string> texts;
  };
  Attributes attributes(const std::string& group) const;
  // Attributes of /summary by key; empty before a run has finished.
  std::map<std::string, double> summary() const;
  std::string config_yaml() const;
  std::string digest() const;  // output/hdf5/open_file_digest.hpp says of what

 private:
  std::unique_ptr<TraceFile> file_;
};

}  // namespace peerwatt::output
