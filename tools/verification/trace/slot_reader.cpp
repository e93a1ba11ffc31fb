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
  const auto add = [](Columns& columns, const std::string& group, std::size_t width,
                      const auto& declared) {
    for (const auto& column : declared) {
      columns.push_back(
          {group + column.text.name, column.text.missing == output::Missing::kFill, width, {}});
    }
  };
  add(system_, "system/", 1, output::system_columns());
  add(certificates_, "system/certificates/", 1, output::certificate_columns());
  if (facts.has_agents) {
    add(prosumers_, "prosumers/", facts.prosumer_count(), output::prosumer_columns());
  }
  if (!facts.has_power_flow()) return;
  add(network_, "network/", 1, output::network_slot_columns());
  if (!facts.has_agents) return;
  add(buses_, "network/", facts.network.bus_name.size() * facts.phases(), output::bus_columns());
  add(lines_, "network/", facts.network.line_name.size() * facts.phases(), output::line_columns());
}

const Slot* SlotReader::next() {
  if (slot_ >= end_) return nullptr;
  if (slot_ >= chunk_end_) read_chunk();
  current_.record = {};
  current_.record.index = slot_;
  current_.record.start = SimTime::from_seconds(time_[static_cast<std::size_t>(slot_)]);
  fill_system(static_cast<std::size_t>(slot_ - chunk_begin_));
  current_.has_agents = facts_.has_agents && slot_ % facts_.every == 0;
  const auto agent_row = static_cast<std::size_t>(first_row(slot_) - first_row(chunk_begin_));
  if (current_.has_agents) fill_prosumers(agent_row);
  if (!network_.empty()) fill_network(static_cast<std::size_t>(slot_ - chunk_begin_), agent_row);
  values_.count_slot();
  ++slot_;
  return &current_;
}

// The first row of /prosumers at or after a slot.
std::int64_t SlotReader::first_row(std::int64_t slot) const {
  return (slot + facts_.every - 1) / facts_.every;
}

void SlotReader::read_chunk() {
  const std::int64_t slots = std::max<std::int64_t>(1, kChunkValues / widest()) * facts_.every;
  chunk_begin_ = chunk_end_;
  chunk_end_ = std::min(end_, chunk_begin_ + slots);
  const IndexRange rows{chunk_begin_, chunk_end_};
  for (Columns* columns : {&system_, &certificates_, &network_}) {
    read_rows(*columns, rows);
    for (const Column& column : *columns) inspect(column, {rows.begin, 1});
  }
  const IndexRange agents{first_row(chunk_begin_), first_row(chunk_end_)};
  for (Columns* columns : {&prosumers_, &buses_, &lines_}) {
    read_rows(*columns, agents);
    for (const Column& column : *columns) inspect(column, {agents.begin, facts_.every});
  }
}

// The most values of a row.
std::int64_t SlotReader::widest() const {
  std::size_t most = std::max<std::size_t>(1, facts_.prosumer_count());
  for (const Columns* columns : {&buses_, &lines_}) {
    for (const Column& column : *columns) most = std::max(most, column.width);
  }
  return static_cast<std::int64_t>(most);
}

void SlotReader::read_rows(Columns& columns, IndexRange rows) {
  for (Column& column : columns) {
    if (trace_.has(column.path)) {
      column.values = trace_.read(column.path, rows).values;
    } else {
      column.values.assign(static_cast<std::size_t>(rows.end - rows.begin) * column.width, 0.0);
    }
  }
}

void SlotReader::inspect(const Column& column, const Rows& rows) {
  const auto width = static_cast<std::int64_t>(column.width);
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    const double value = column.values[i];
    const bool missing = value == output::kFillValue;
    if (std::isfinite(value) && (!missing || column.may_miss)) continue;
    const std::int64_t row = rows.first + static_cast<std::int64_t>(i) / width;
    const std::int64_t place = static_cast<std::int64_t>(i) % width;
    Where where{.slot = row * rows.every, .column = column.path.c_str()};
    if (column.path.starts_with("prosumers/")) where.prosumer = place;
    values_.expect(false, where);
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

void SlotReader::fill_network(std::size_t row, std::size_t agent_row) {
  recording::NetworkRecord& network = current_.record.network;
  for (std::size_t i = 0; i < network_.size(); ++i) {
    set_member(network, output::network_slot_columns()[i].member, network_[i].values[row]);
  }
  if (!current_.has_agents) return;
  const auto fill = [&](const Columns& columns, const auto& declared) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::size_t width = columns[i].width;
      network.*declared[i].member = std::span{columns[i].values}.subspan(agent_row * width, width);
    }
  };
  fill(buses_, output::bus_columns());
  fill(lines_, output::line_columns());
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
