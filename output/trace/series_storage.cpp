#include "output/trace/series_storage.hpp"

#include "output/hdf5/hdf5_tools.hpp"
#include "output/hdf5/significant_bits.hpp"
#include "output/trace/static_tables.hpp"

namespace peerwatt::output {

ValueType float_type(const SeriesStorage& storage) {
  return storage.floats == FloatWidth::kFloat32 ? ValueType::kFloat32 : ValueType::kFloat64;
}

SeriesColumn make_column(hid_t group, const std::string& group_path, const ColumnText& text,
                         ValueType type, const SeriesShape& shape, const SeriesStorage& storage,
                         std::span<const hid_t> axes) {
  SeriesColumn column{group, group_path, text, type, shape, storage.compression, *storage.writer};
  if (is_float(type) && storage.significant_bits < digits_of(type)) {
    column.keep_bits(storage.significant_bits);
    write_attribute(column.dataset(), kBitsAfterTheFirst,
                    std::int64_t{storage.significant_bits - 1});
  }
  if (text.missing == Missing::kFill) {
    if (type == ValueType::kFloat32) {
      write_attribute(column.dataset(), "_FillValue", static_cast<float>(kFillValue));
    } else {
      write_attribute(column.dataset(), "_FillValue", kFillValue);
    }
  }
  describe_column(column.dataset(), text, storage.currency);
  if (shape.rank > 1) {
    write_attribute(column.dataset(), "coordinates", std::string{shape.axis} + "_name");
  }
  for (unsigned axis = 0; axis < axes.size(); ++axis) {
    attach_scale(column.dataset(), axes[axis], axis);
  }
  return column;
}

// CF names the axis in a cell method: "time: sum" of a thinned series goes over its own axis.
std::string on_thinned_axis(std::string methods) {
  constexpr std::string_view kTime = "time:";
  if (methods.starts_with(kTime)) methods.replace(0, kTime.size() - 1, kThinnedTime);
  return methods;
}

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

SeriesColumn thinned_time_column(hid_t group, const std::string& group_path,
                                 const SeriesStorage& storage) {
  return time_column(group, group_path, {kThinnedTime, Unit::kNone, "start of every n-th slot"},
                     storage.plan.agent_rows, storage);
}

void finish_all(std::vector<SeriesColumn>& columns) {
  for (SeriesColumn& column : columns) column.finish();
}

}  // namespace peerwatt::output
