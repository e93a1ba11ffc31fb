#pragma once

#include <span>
#include <string>
#include <vector>

#include "output/hdf5/chunk_plan.hpp"
#include "output/hdf5/series_column.hpp"
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
void finish_all(std::vector<SeriesColumn>& columns);

}  // namespace peerwatt::output
