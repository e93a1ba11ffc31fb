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
  if (shape.rank == 2) write_attribute(column.dataset(), "coordinates", "prosumer_name");
  for (unsigned axis = 0; axis < axes.size(); ++axis) {
    attach_scale(column.dataset(), axes[axis], axis);
  }
  return column;
}

void finish_all(std::vector<SeriesColumn>& columns) {
  for (SeriesColumn& column : columns) column.finish();
}

}  // namespace peerwatt::output
