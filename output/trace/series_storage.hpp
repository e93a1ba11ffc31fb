#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "output/hdf5/chunk_plan.hpp"
#include "output/hdf5/series_column.hpp"
#include "output/recording/slot_record.hpp"
#include "output/trace/trace_options.hpp"

namespace peerwatt::output {

// How the series of one trace are stored.
struct SeriesStorage {
  ChunkPlan plan;
  FloatWidth floats = FloatWidth::kFloat64;
  int significant_bits = 53;
  Compression compression;
  ChunkWriter* writer = nullptr;  // outlives the series
  std::string currency;
  std::size_t prosumers = 0;
  std::int64_t every = 1;
};

ValueType float_type(const SeriesStorage& storage);

// A column of a growing group, described and attached to its axes.
SeriesColumn make_column(hid_t group, const std::string& group_path, const ColumnText& text,
                         ValueType type, const SeriesShape& shape, const SeriesStorage& storage,
                         std::span<const hid_t> axes);
// Creates the dimension that grows with the rows of a series, called as the text says. The path of
// the group is as SeriesColumn takes it.
SeriesColumn time_column(hid_t group, const std::string& group_path, const ColumnText& text,
                         std::size_t chunk_rows, const SeriesStorage& storage);
// That of series which hold every n-th slot only, and their cell methods, which name it.
SeriesColumn thinned_time_column(hid_t group, const std::string& group_path,
                                 const SeriesStorage& storage);
std::string on_thinned_axis(std::string methods);

// What a column stores of a value.
struct StoredType {
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
inline double or_fill(const std::optional<double>& value) {
  return value.value_or(kFillValue);
}
inline std::int8_t or_fill(recording::CoreEvidence value) {
  return static_cast<std::int8_t>(value);
}

void finish_all(std::vector<SeriesColumn>& columns);

}  // namespace peerwatt::output
