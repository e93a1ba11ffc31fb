#include "output/trace/record_series.hpp"

#include "output/hdf5/hdf5_tools.hpp"
#include "output/recording/daily_record.hpp"

namespace peerwatt::output {
namespace {

constexpr ColumnText time_text(const char* name, const char* meaning) {
  return {name, Unit::kNone, meaning};
}

struct TypeOf {
  ValueType floats;
  template <class Record>
  ValueType operator()(std::optional<double> Record::*) const {
    return floats;
  }
  template <class Record>
  ValueType operator()(bool Record::*) const {
    return ValueType::kInt8;
  }
  template <class Record>
  ValueType operator()(double Record::*) const {
    return floats;
  }
  template <class Record>
  ValueType operator()(recording::CoreEvidence Record::*) const {
    return ValueType::kInt8;
  }
  template <class Record>
  ValueType operator()(std::int64_t Record::*) const {
    return ValueType::kInt64;
  }
  template <class Record>
  ValueType operator()(std::span<const double> Record::*) const {
    return floats;
  }
  template <class Record>
  ValueType operator()(std::span<const std::int32_t> Record::*) const {
    return ValueType::kInt32;
  }
};

template <class T>
T or_fill(T value) {
  return value;
}
double or_fill(const std::optional<double>& value) {
  return value.value_or(kFillValue);
}
std::int8_t or_fill(recording::CoreEvidence value) {
  return static_cast<std::int8_t>(value);
}

// CF names the axis in a cell method: "time: sum" of a thinned series goes over its own axis.
std::string on_thinned_axis(std::string methods) {
  constexpr std::string_view kTime = "time:";
  if (methods.starts_with(kTime)) methods.replace(0, kTime.size() - 1, kThinnedTime);
  return methods;
}

}  // namespace

SeriesColumn time_column(hid_t group, const std::string& group_path, const ColumnText& text,
                         std::size_t chunk_rows, const SeriesStorage& storage) {
  SeriesColumn column{group,
                      group_path,
                      text,
                      ValueType::kInt64,
                      {.chunk_rows = chunk_rows},
                      storage.compression,
                      *storage.writer};
  describe_time(column.dataset(), text.long_name);
  make_scale(column.dataset(), text.name);
  return column;
}

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
                                   std::visit(TypeOf{float_type(storage)}, column.member), shape,
                                   storage, {&axis, 1}));
  }
  const H5Handle certificates = create_group(group.get(), "certificates");
  link_into(certificates.get(), root, "time");
  for (const CertificateColumn& column : certificate_columns()) {
    certificates_.push_back(make_column(certificates.get(), "system/certificates", column.text,
                                        std::visit(TypeOf{float_type(storage)}, column.member),
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
    time_.push_back(time_column(group, "prosumers",
                                time_text(kThinnedTime, "start of every n-th slot"),
                                storage.plan.agent_rows, storage));
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
                          .chunk_width = storage.plan.agent_width,
                          .row_step = storage.every};
  for (const ProsumerColumn& column : prosumer_columns()) {
    if (!is_present(column.text.presence, run)) continue;
    present_.push_back(&column);
    ColumnText text = column.text;
    const std::string methods = on_thinned_axis(text.cell_methods);
    if (!time_.empty()) text.cell_methods = methods.c_str();
    columns_.push_back(make_column(group, "prosumers", text,
                                   std::visit(TypeOf{float_type(storage)}, column.member), shape,
                                   storage, axes));
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
                          .chunk_width = storage.plan.daily_width,
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
