#include "output/trace/network_series.hpp"

#include <algorithm>
#include <array>

namespace peerwatt::output {
namespace {

constexpr const char* kPath = "network";

}  // namespace

NetworkSeries::NetworkSeries(hid_t root, hid_t group, hid_t time, const SeriesStorage& storage)
    : group_{group}, storage_{storage} {
  link_into(group, root, "time");
  const SeriesShape shape{.chunk_rows = storage.plan.system_rows};
  for (const NetworkSlotColumn& column : network_slot_columns()) {
    slots_.push_back(make_column(group, kPath, column.text,
                                 std::visit(StoredType{float_type(storage)}, column.member), shape,
                                 storage, {&time, 1}));
  }
}

void NetworkSeries::add_buses_and_lines(const recording::RunDescription& run,
                                        const RootDimensions& dimensions, hid_t time) {
  if (storage_.every > 1) {
    thinned_time_.emplace(thinned_time_column(group_, kPath, storage_));
    time = thinned_time_->dataset();
  }
  add(bus_columns(), dimensions.bus, {run.network.bus_name.size(), time}, buses_);
  add(line_columns(), dimensions.line, {run.network.line_name.size(), time}, lines_);
}

// A network of one bus has no line.
void NetworkSeries::add(std::span<const NetworkSeriesColumn> declared, const Dimension& axis,
                        const Rows& rows, std::vector<SeriesColumn>& columns) {
  if (rows.width == 0) return;
  const SeriesShape shape{.rank = 2,
                          .width = rows.width,
                          .chunk_rows = storage_.plan.agent_rows,
                          .chunk_width = std::min(storage_.plan.agent_width, rows.width),
                          .row_step = storage_.every,
                          .axis = axis.name.c_str()};
  const std::array<hid_t, 2> axes{rows.time, axis.scale.get()};
  for (const NetworkSeriesColumn& column : declared) {
    ColumnText text = column.text;
    const std::string methods = on_thinned_axis(text.cell_methods);
    if (thinned_time_) text.cell_methods = methods.c_str();
    columns.push_back(
        make_column(group_, kPath, text, float_type(storage_), shape, storage_, axes));
  }
}

void NetworkSeries::append(const recording::SlotRecord& slot) {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    std::visit([&](auto member) { slots_[i].append(or_fill(slot.network.*member)); },
               network_slot_columns()[i].member);
  }
  if (buses_.empty() || slot.index % storage_.every != 0) return;
  if (thinned_time_) thinned_time_->append(slot.start.seconds());
  for (std::size_t i = 0; i < buses_.size(); ++i) {
    buses_[i].append(slot.network.*bus_columns()[i].member);
  }
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    lines_[i].append(slot.network.*line_columns()[i].member);
  }
}

void NetworkSeries::finish() {
  finish_all(slots_);
  if (thinned_time_) thinned_time_->finish();
  finish_all(buses_);
  finish_all(lines_);
}

}  // namespace peerwatt::output
