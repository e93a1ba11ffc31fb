#include "tools/verification/trace/slot_reader.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/id.hpp"

#include "output/schema/schema.hpp"

#include "tools/verification/trace/record_values.hpp"

namespace peerwatt::verification {
namespace {

using output::IndexRange;

constexpr std::int64_t kChunkValues = 1 << 19;  // of a column of /prosumers: 4 MiB

}  // namespace

SlotReader::SlotReader(const output::TraceReader& trace, const RunFacts& facts, IndexRange slots)
    : trace_{trace},
      facts_{facts},
      time_{trace.read_integers("time")},
      end_{slots.end},
      slot_{slots.begin},
      chunk_end_{slots.begin},
      values_{"form: values", {}} {
  const auto add = [](Columns& columns, const std::string& group, const auto& declared) {
    for (const auto& column : declared) {
      columns.push_back(
          {group + column.text.name, column.text.missing == output::Missing::kFill, {}});
    }
  };
  add(system_, "system/", output::system_columns());
  add(certificates_, "system/certificates/", output::certificate_columns());
  if (facts.has_agents) add(prosumers_, "prosumers/", output::prosumer_columns());
}

const Slot* SlotReader::next() {
  if (slot_ >= end_) return nullptr;
  if (slot_ >= chunk_end_) read_chunk();
  current_.record = {};
  current_.record.index = slot_;
  current_.record.start = SimTime::from_seconds(time_[static_cast<std::size_t>(slot_)]);
  fill_system(static_cast<std::size_t>(slot_ - chunk_begin_));
  current_.has_agents = facts_.has_agents && slot_ % facts_.every == 0;
  if (current_.has_agents) {
    fill_prosumers(static_cast<std::size_t>(first_row(slot_) - first_row(chunk_begin_)));
  }
  values_.count_slot();
  ++slot_;
  return &current_;
}

// The first row of /prosumers at or after a slot.
std::int64_t SlotReader::first_row(std::int64_t slot) const {
  return (slot + facts_.every - 1) / facts_.every;
}

void SlotReader::read_chunk() {
  const auto width = std::max<std::int64_t>(1, static_cast<std::int64_t>(facts_.prosumer_count()));
  const std::int64_t slots = std::max<std::int64_t>(1, kChunkValues / width) * facts_.every;
  chunk_begin_ = chunk_end_;
  chunk_end_ = std::min(end_, chunk_begin_ + slots);
  const IndexRange rows{chunk_begin_, chunk_end_};
  read_rows(system_, rows);
  read_rows(certificates_, rows);
  for (const Columns* columns : {&system_, &certificates_}) {
    for (const Column& column : *columns) inspect(column, rows.begin, 1, false);
  }
  const IndexRange agents{first_row(chunk_begin_), first_row(chunk_end_)};
  read_rows(prosumers_, agents);
  for (const Column& column : prosumers_) inspect(column, agents.begin, width, true);
}

void SlotReader::read_rows(Columns& columns, IndexRange rows) {
  for (Column& column : columns) {
    if (trace_.has(column.path)) {
      column.values = trace_.read(column.path, rows).values;
    } else {
      // Of /system one value a row, of /prosumers one for each of them.
      const std::size_t width = &columns == &prosumers_ ? facts_.prosumer_count() : 1;
      column.values.assign(static_cast<std::size_t>(rows.end - rows.begin) * width, 0.0);
    }
  }
}

void SlotReader::inspect(const Column& column, std::int64_t first_row, std::int64_t width,
                         bool of_agents) {
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    const double value = column.values[i];
    const bool missing = value == output::kFillValue;
    if (std::isfinite(value) && (!missing || column.may_miss)) continue;
    const std::int64_t row = first_row + static_cast<std::int64_t>(i) / width;
    values_.expect(false, {.slot = of_agents ? row * facts_.every : row,
                           .prosumer = of_agents ? static_cast<std::int64_t>(i) % width : kNowhere,
                           .column = column.path.c_str()});
  }
}

void SlotReader::fill_system(std::size_t row) {
  const auto fill = [row](auto& record, const auto& declared, const Columns& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      set_member(record, declared[i].member, columns[i].values[row]);
    }
  };
  fill(current_.record.system, output::system_columns(), system_);
  fill(current_.record.certificates, output::certificate_columns(), certificates_);
}

void SlotReader::fill_prosumers(std::size_t row) {
  const std::size_t width = facts_.prosumer_count();
  for (std::size_t i = 0; i < prosumers_.size(); ++i) {
    const std::span<const double> values{prosumers_[i].values.data() + row * width, width};
    std::visit(
        [&](auto member) {
          auto& column = current_.record.prosumers.*member;
          using Value =
              std::remove_const_t<typename std::remove_reference_t<decltype(column)>::element_type>;
          if constexpr (std::is_same_v<Value, double>) {
            column = values;
          } else {
            coalitions_.assign(width, kNoId);
            std::transform(values.begin(), values.end(), coalitions_.begin(),
                           [](double value) { return static_cast<Value>(value); });
            column = coalitions_;
          }
        },
        output::prosumer_columns()[i].member);
  }
}

}  // namespace peerwatt::verification
