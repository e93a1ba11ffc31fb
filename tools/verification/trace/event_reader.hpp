#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "output/trace/trace_reader.hpp"

#include "tools/verification/trace/record_values.hpp"

namespace peerwatt::verification {

// Reads a table of events slot by slot, many rows at a time.
template <class Record, class Column>
class EventReader {
 public:
  EventReader(const output::TraceReader& trace, std::string group, std::span<const Column> columns)
      : trace_{trace}, group_{std::move(group)}, columns_{columns} {
    rows_ = static_cast<std::int64_t>(trace_.read_integers(group_ + "sequence").size());
  }

  // The rows of a slot, which must not be before the last one asked for. `strays` counts rows that
  // do not stand where their slot is due.
  const std::vector<Record>& take(std::int64_t slot, std::int64_t& strays) {
    taken_.clear();
    while (fill() && chunk_[place_].slot <= slot) {
      if (chunk_[place_].slot == slot) {
        taken_.push_back(chunk_[place_]);
      } else if (has_begun_) {
        ++strays;
      }
      ++place_;
    }
    has_begun_ = true;
    return taken_;
  }
  bool at_end() { return !fill(); }

 private:
  static constexpr std::int64_t kChunkRows = 1 << 16;

  bool fill() {
    if (place_ < chunk_.size()) return true;
    if (next_ >= rows_) return false;
    const output::IndexRange rows{next_, std::min(rows_, next_ + kChunkRows)};
    chunk_.assign(static_cast<std::size_t>(rows.end - rows.begin), Record{});
    for (const Column& column : columns_) {
      const std::vector<double> values = trace_.read(group_ + column.text.name, rows).values;
      for (std::size_t i = 0; i < chunk_.size(); ++i) {
        set_member(chunk_[i], column.member, values[i]);
      }
    }
    next_ = rows.end;
    place_ = 0;
    return true;
  }

  const output::TraceReader& trace_;
  std::string group_;
  std::span<const Column> columns_;
  std::int64_t rows_ = 0;
  std::int64_t next_ = 0;
  std::vector<Record> chunk_;
  std::size_t place_ = 0;
  std::vector<Record> taken_;
  bool has_begun_ = false;
};

}  // namespace peerwatt::verification
