#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "output/recording/slot_record.hpp"
#include "output/trace/trace_reader.hpp"

#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// A slot as the trace shows it. `record.prosumers` is empty where the trace has no row of them.
struct Slot {
  recording::SlotRecord record;
  bool has_agents = false;

  std::int64_t index() const { return record.index; }
};

// Reads the records of a trace back, many slots at a time, and looks at every value on the way:
// none may be infinite or no number, and the fill value stands only where a column allows it.
class SlotReader {
 public:
  SlotReader(const output::TraceReader& trace, const RunFacts& facts, output::IndexRange slots);

  // The next slot, valid until the next call; null at the end.
  const Slot* next();
  const Check& values() const { return values_; }

 private:
  // A column of doubles, as read.
  struct Column {
    std::string path;
    bool may_miss = false;
    std::size_t width = 1;       // values of a row
    std::vector<double> values;  // of the chunk, row after row; zeros where there is no column
  };
  using Columns = std::vector<Column>;

  std::int64_t first_row(std::int64_t slot) const;
  void read_chunk();
  void read_rows(Columns& columns, output::IndexRange rows);
  // Rows of a chunk: the first, and how many slots apart they are.
  struct Rows {
    std::int64_t first = 0;
    std::int64_t every = 1;
  };
  void inspect(const Column& column, const Rows& rows);
  void fill_system(std::size_t row);
  void fill_prosumers(std::size_t row);
  void fill_network(std::size_t row, std::size_t agent_row);
  std::int64_t widest() const;

  const output::TraceReader& trace_;
  const RunFacts& facts_;
  std::vector<std::int64_t> time_;
  std::int64_t end_;
  std::int64_t slot_;  // the next
  std::int64_t chunk_begin_ = 0;
  std::int64_t chunk_end_ = 0;
  Columns system_, certificates_, prosumers_;
  Columns network_, buses_, lines_;  // empty without power flow
  std::vector<std::int32_t> coalitions_;
  Slot current_;
  Check values_;
};

}  // namespace peerwatt::verification
