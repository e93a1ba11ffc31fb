#include "output/trace/network_series.hpp"

#include <algorithm>

namespace peerwatt::output {
namespace {

constexpr const char* kPath = "network";

}  // namespace

NetworkSeries::NetworkSeries(hid_t root, hid_t group, hid_t time,
                             const recording::RunDescription& run, const SeriesStorage& storage)
    : group_{group}, storage_{storage} {
  link_into(group, root, "time");
  const SeriesShape shape{.chunk_rows = storage.plan.system_rows};
  for (const NetworkSlotColumn& column : network_slot_columns()) {
    if (!is_present(column.text.presence, run)) continue;
    present_.push_back(&column);
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
  const Dimension* phase = run.solves_by_phase ? &dimensions.phase : nullptr;
  add(bus_columns(), run.network.bus_name.size(), {time, &dimensions.bus, phase}, buses_);
  add(line_columns(), run.network.line_name.size(), {time, &dimensions.line, phase}, lines_);
}

// A network of one bus has no line.
void NetworkSeries::add(std::span<const NetworkSeriesColumn> declared, std::size_t places,
                        const Axes& axes, std::vector<SeriesColumn>& columns) {
  if (places == 0) return;
  const std::size_t depth = axes.phase == nullptr ? 1 : kPhaseNames.size();
  const SeriesShape shape{.rank = axes.phase == nullptr ? 2 : 3,
                          .width = places * depth,
                          .depth = depth,
                          .chunk_rows = storage_.plan.agent_rows,
                          .chunk_width = std::min(storage_.plan.agent_width, places) * depth,
                          .row_step = storage_.every,
                          .axis = axes.place->name.c_str()};
  std::vector<hid_t> scales{axes.time, axes.place->scale.get()};
  if (axes.phase != nullptr) scales.push_back(axes.phase->scale.get());
  for (const NetworkSeriesColumn& column : declared) {
    ColumnText text = column.text;
    const std::string methods = on_thinned_axis(text.cell_methods);
    if (thinned_time_) text.cell_methods = methods.c_str();
    columns.push_back(
        make_column(group_, kPath, text, float_type(storage_), shape, storage_, scales));
  }
}

void NetworkSeries::append(const recording::SlotRecord& slot) {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    std::visit([&](auto member) { slots_[i].append(or_fill(slot.network.*member)); },
               present_[i]->member);
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
