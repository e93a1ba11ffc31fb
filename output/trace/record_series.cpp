#include "output/trace/record_series.hpp"

#include <algorithm>

#include "output/hdf5/hdf5_tools.hpp"
#include "output/recording/daily_record.hpp"

namespace peerwatt::output {
namespace {

constexpr ColumnText time_text(const char* name, const char* meaning) {
  return {name, Unit::kNone, meaning};
}

// A plan may be for wider rows, of buses; a chunk of no prosumers has the width of one.
std::size_t width_of(std::size_t planned, const SeriesStorage& storage) {
  return std::min(planned, std::max<std::size_t>(1, storage.prosumers));
}

}  // namespace

SystemSeries::SystemSeries(hid_t root, const recording::RunDescription& run,
                           const SeriesStorage& storage)
    : time_{time_column(root, "", time_text("time", "start of the slot"), storage.plan.system_rows,
                        storage)} {
  const SeriesShape shape{.chunk_rows = storage.plan.system_rows};
  const hid_t axis = time_.dataset();
  const H5Handle group = create_group(root, "system");
  link_into(group.get(), root, "time");
  for (const SystemColumn& column : system_columns()) {
    if (!is_present(column.text.presence, run)) continue;
    present_.push_back(&column);
    columns_.push_back(make_column(group.get(), "system", column.text,
                                   std::visit(StoredType{float_type(storage)}, column.member),
                                   shape, storage, {&axis, 1}));
  }
  const H5Handle certificates = create_group(group.get(), "certificates");
  link_into(certificates.get(), root, "time");
  for (const CertificateColumn& column : certificate_columns()) {
    certificates_.push_back(make_column(certificates.get(), "system/certificates", column.text,
                                        std::visit(StoredType{float_type(storage)}, column.member),
                                        shape, storage, {&axis, 1}));
  }
}

void SystemSeries::append(const recording::SlotRecord& slot) {
  time_.append(slot.start.seconds());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::visit([&](auto member) { columns_[i].append(or_fill(slot.system.*member)); },
               present_[i]->member);
  }
  const auto certificates = certificate_columns();
  for (std::size_t i = 0; i < certificates.size(); ++i) {
    std::visit([&](auto member) { certificates_[i].append(or_fill(slot.certificates.*member)); },
               certificates[i].member);
  }
}

void SystemSeries::finish() {
  time_.finish();
  finish_all(columns_);
  finish_all(certificates_);
}

ProsumerSeries::ProsumerSeries(hid_t root, hid_t group, const recording::RunDescription& run,
                               const RootDimensions& dimensions, hid_t time,
                               const SeriesStorage& storage) {
  if (storage.every > 1) {
    time_.push_back(thinned_time_column(group, "prosumers", storage));
  } else {
    link_into(group, root, "time");
  }
  link_into(group, root, "prosumer");
  link_into(group, root, "prosumer_name");
  const std::array<hid_t, 2> axes{time_.empty() ? time : time_.front().dataset(),
                                  dimensions.prosumer.scale.get()};
  const SeriesShape shape{.rank = 2,
                          .width = storage.prosumers,
                          .chunk_rows = storage.plan.agent_rows,
                          .chunk_width = width_of(storage.plan.agent_width, storage),
                          .row_step = storage.every};
  for (const ProsumerColumn& column : prosumer_columns()) {
    if (!is_present(column.text.presence, run)) continue;
    present_.push_back(&column);
    ColumnText text = column.text;
    const std::string methods = on_thinned_axis(text.cell_methods);
    if (!time_.empty()) text.cell_methods = methods.c_str();
    columns_.push_back(make_column(group, "prosumers", text,
                                   std::visit(StoredType{float_type(storage)}, column.member),
                                   shape, storage, axes));
  }
}

void ProsumerSeries::append(const recording::SlotRecord& slot) {
  for (SeriesColumn& time : time_) time.append(slot.start.seconds());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::visit([&](auto member) { columns_[i].append(slot.prosumers.*member); },
               present_[i]->member);
  }
}

void ProsumerSeries::finish() {
  finish_all(time_);
  finish_all(columns_);
}

DailySeries::DailySeries(hid_t root, const recording::RunDescription& run,
                         const RootDimensions& dimensions, const SeriesStorage& storage)
    : group_{create_group(root, "daily")},
      day_{time_column(group_.get(), "daily", time_text("day", "start of the day"),
                       storage.plan.daily_rows, storage)} {
  link_into(group_.get(), root, "prosumer");
  link_into(group_.get(), root, "prosumer_name");
  const std::array<hid_t, 2> axes{day_.dataset(), dimensions.prosumer.scale.get()};
  const SeriesShape shape{.rank = 2,
                          .width = storage.prosumers,
                          .chunk_rows = storage.plan.daily_rows,
                          .chunk_width = width_of(storage.plan.daily_width, storage),
                          .row_name = "day"};
  for (const DailyColumn& column : daily_columns()) {
    if (!is_present(column.text.presence, run)) continue;
    present_.push_back(&column);
    columns_.push_back(
        make_column(group_.get(), "daily", column.text, float_type(storage), shape, storage, axes));
  }
}

void DailySeries::append(const recording::DailyRecord& day) {
  day_.append(day.start.seconds());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i].append(day.*present_[i]->member);
  }
}

void DailySeries::finish() {
  day_.finish();
  finish_all(columns_);
}

}  // namespace peerwatt::output
