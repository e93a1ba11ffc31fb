#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "output/hdf5/chunk_encoder.hpp"
#include "output/hdf5/h5_handle.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {

enum class ValueType { kFloat64, kFloat32, kInt8, kInt32, kInt64 };

// Shape of a series: rows come one after the other, each `width` values wide.
struct SeriesShape {
  int rank = 1;           // 1: one value a row; 2: one row of prosumers
  std::size_t width = 1;  // prosumers
  std::size_t chunk_rows = 1;
  std::size_t chunk_width = 1;
  std::int64_t row_step = 1;      // slots or days from row to row, for messages
  const char* row_name = "slot";  // what a row is, for messages
};

// One series of the trace: fills whole chunks in memory and hands them to HDF5 encoded. The dataset
// grows by whole chunks; `finish` writes what is left.
class SeriesColumn {
 public:
  // `encoder` may be null: then the chunks are stored as they are.
  SeriesColumn(hid_t group, const std::string& group_name, const ColumnText& text, ValueType type,
               const SeriesShape& shape, int compression, ChunkEncoder* encoder);

  hid_t dataset() const { return dataset_.get(); }

  // One row of the shape's width. Throws LogicError when a value of the chunk is not finite.
  void append(std::span<const double> row);
  void append(std::span<const std::int32_t> row);
  void append(std::span<const std::int64_t> row);
  void append(std::int8_t value);
  void append(bool value) { append(static_cast<std::int8_t>(value ? 1 : 0)); }
  // Many rows at once, of a series of one value a row and more than one row a chunk.
  void append_rows(std::span<const double> values);
  void append_rows(std::span<const std::int64_t> values);
  void append_rows(std::span<const std::int32_t> values);
  void append_rows(std::span<const std::int8_t> values);
  void append(double value) { append(std::span<const double>{&value, 1}); }
  void append(std::int64_t value) { append(std::span<const std::int64_t>{&value, 1}); }

  void finish();

 private:
  template <class Stored, class Given>
  void append_as(std::span<const Given> row);
  template <class Stored, class Given>
  void append_rows_as(std::span<const Given> values);
  void grow();
  void write_chunk(std::size_t part, std::byte* chunk);
  void check_finite(std::size_t part, const std::byte* chunk) const;
  std::size_t parts() const;
  std::byte* chunk_of(std::size_t part);

  std::string name_;
  ValueType type_;
  std::size_t value_size_;
  SeriesShape shape_;
  ChunkEncoder* encoder_;
  H5Handle dataset_;
  std::vector<std::byte> chunks_;  // one per part of the row; just one when a chunk has one row
  std::size_t chunk_bytes_;
  std::size_t filled_rows_ = 0;
  std::size_t written_rows_ = 0;
};

}  // namespace peerwatt::output
