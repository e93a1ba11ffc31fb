#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "output/hdf5/chunk_writer.hpp"
#include "output/hdf5/h5_handle.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {

enum class ValueType { kFloat64, kFloat32, kInt8, kInt32, kInt64 };

constexpr bool is_float(ValueType type) {
  return type == ValueType::kFloat64 || type == ValueType::kFloat32;
}
// Significant bits of a floating-point number.
constexpr int digits_of(ValueType type) {
  return type == ValueType::kFloat32 ? 24 : 53;
}

// Shape of a series: rows come one after the other, each `width` values wide.
struct SeriesShape {
  int rank = 1;  // 1: one value a row; 2: a row of prosumers, buses or lines; 3: phases too
  std::size_t width = 1;  // values a row
  std::size_t depth = 1;  // of them those of one bus or line, beside each other: the third axis
  std::size_t chunk_rows = 1;
  std::size_t chunk_width = 1;    // a multiple of the depth
  std::int64_t row_step = 1;      // slots or days from row to row, for messages
  const char* row_name = "slot";  // what a row is, for messages
  const char* axis = "prosumer";  // whom the values of a row belong to
};

// One series of the trace: fills whole chunks in memory and hands them to the writer, which may
// keep them for a while. The dataset grows by whole chunks; `finish` hands over what is left.
class SeriesColumn {
 public:
  // The path of the group has no slash in front; that of the root is empty. The writer must outlive
  // the column, and write out what waits before it goes.
  SeriesColumn(hid_t group, const std::string& group_path, const ColumnText& text, ValueType type,
               const SeriesShape& shape, Compression compression, ChunkWriter& writer);

  hid_t dataset() const { return dataset_.get(); }

  // From now on values, which must be floating-point numbers, are rounded to so many significant
  // bits.
  void keep_bits(int significant_bits) { significant_bits_ = significant_bits; }

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
  // Converts values, and rounds them where not all bits are kept.
  template <class Stored, class Given>
  void store(std::span<const Given> values, Stored* out) const;
  template <class Stored, class Given>
  void append_as(std::span<const Given> row);
  template <class Stored, class Given>
  void append_rows_as(std::span<const Given> values);
  void grow();
  void make_room();
  void hand_over(std::size_t part, const std::byte* chunk);
  void check_finite(std::size_t part, const std::byte* chunk) const;
  const std::string& path() const { return followed_->path; }
  std::size_t parts() const;
  std::byte* chunk_of(std::size_t part);

  ValueType type_;
  std::size_t value_size_;
  int significant_bits_ = 53;
  SeriesShape shape_;
  ChunkWriter* writer_;
  H5Handle dataset_;
  GrowingDataset* followed_ = nullptr;  // the writer's view of it
  // One for each part of the row. Where a chunk has one row, no more than wait at once, in turns.
  std::vector<std::byte> chunks_;
  bool handed_over_ = false;  // since the chunks were written into last
  std::size_t chunk_bytes_;
  std::size_t filled_rows_ = 0;
  std::size_t written_rows_ = 0;
};

}  // namespace peerwatt::output
