#include "output/hdf5/series_column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

#include "output/hdf5/hdf5_tools.hpp"
#include "output/hdf5/significant_bits.hpp"
#include "output/hdf5/zstd_datasets.hpp"

namespace peerwatt::output {
namespace {

std::size_t size_of(ValueType type) {
  switch (type) {
    case ValueType::kInt8:
      return 1;
    case ValueType::kFloat32:
    case ValueType::kInt32:
      return 4;
    case ValueType::kFloat64:
    case ValueType::kInt64:
      return 8;
  }
  return 8;
}

hid_t stored_type_of(ValueType type) {
  switch (type) {
    case ValueType::kInt8:
      return stored_type<std::int8_t>();
    case ValueType::kInt32:
      return stored_type<std::int32_t>();
    case ValueType::kInt64:
      return stored_type<std::int64_t>();
    case ValueType::kFloat32:
      return stored_type<float>();
    case ValueType::kFloat64:
      return stored_type<double>();
  }
  return stored_type<double>();
}

H5Handle series_properties(const SeriesShape& shape, std::size_t value_size,
                           Compression compression) {
  H5Handle properties = dataset_properties();
  const std::array<hsize_t, 3> chunk{shape.chunk_rows, shape.chunk_width / shape.depth,
                                     shape.depth};
  check(H5Pset_chunk(properties.get(), shape.rank, chunk.data()), "set a chunk");
  check(H5Pset_fill_time(properties.get(), H5D_FILL_TIME_NEVER), "switch off filling");
  if (compression.level == 0) return properties;
  if (value_size > 1) check(H5Pset_shuffle(properties.get()), "set the shuffle filter");
  switch (compression.codec) {
    case Codec::kDeflate:
      check(H5Pset_deflate(properties.get(), static_cast<unsigned>(compression.level)),
            "set the deflate filter");
      break;
    case Codec::kZstd:
      set_zstd(properties.get(), compression.level,
               shape.chunk_rows * shape.chunk_width * value_size);
      break;
  }
  return properties;
}

// All bits of the exponent are set in an infinity or NaN only: adding one to the exponent then
// carries into the sign.
template <class Word>
bool has_nonfinite(const std::byte* values, std::size_t count, Word exponent) {
  const Word one = exponent & (~exponent + 1);
  Word carry = 0;
  for (std::size_t i = 0; i < count; ++i) {
    Word word;
    std::memcpy(&word, values + i * sizeof(Word), sizeof(Word));
    carry |= (word & exponent) + one;
  }
  return (carry & ~(~Word{0} >> 1)) != 0;
}

double value_at(const std::byte* values, std::size_t index, ValueType type) {
  if (type == ValueType::kFloat64) {
    double value = 0;
    std::memcpy(&value, values + index * sizeof(value), sizeof(value));
    return value;
  }
  float value = 0;
  std::memcpy(&value, values + index * sizeof(value), sizeof(value));
  return static_cast<double>(value);
}

}  // namespace

SeriesColumn::SeriesColumn(hid_t group, const std::string& group_path, const ColumnText& text,
                           ValueType type, const SeriesShape& shape, Compression compression,
                           ChunkWriter& writer)
    : type_{type},
      value_size_{size_of(type)},
      shape_{shape},
      writer_{&writer},
      chunk_bytes_{shape.chunk_rows * shape.chunk_width * value_size_} {
  const std::array<hsize_t, 3> extent{0, shape.width / shape.depth, shape.depth};
  const std::array<hsize_t, 3> limit{H5S_UNLIMITED, extent[1], extent[2]};
  const auto rank = static_cast<std::size_t>(shape.rank);
  const H5Handle properties = series_properties(shape, value_size_, compression);
  dataset_ = create_dataset(group, text.name, stored_type_of(type), {extent.data(), rank},
                            {limit.data(), rank}, properties.get());
  followed_ =
      &writer.follow(dataset_.get(), group_path.empty() ? text.name : group_path + '/' + text.name);
  chunks_.resize(chunk_bytes_ *
                 (shape.chunk_rows == 1 ? std::min(parts(), ChunkWriter::kMostAtOnce) : parts()));
}

std::size_t SeriesColumn::parts() const {
  return (shape_.width + shape_.chunk_width - 1) / shape_.chunk_width;
}

std::byte* SeriesColumn::chunk_of(std::size_t part) {
  return chunks_.data() + part * chunk_bytes_ % chunks_.size();
}

template <class Stored, class Given>
void SeriesColumn::store(std::span<const Given> values, Stored* out) const {
  if constexpr (std::is_floating_point_v<Stored>) {
    if (significant_bits_ < std::numeric_limits<Stored>::digits) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        out[i] = rounded_to_bits(static_cast<Stored>(values[i]), significant_bits_);
      }
      return;
    }
  }
  for (std::size_t i = 0; i < values.size(); ++i) out[i] = static_cast<Stored>(values[i]);
}

template <class Stored, class Given>
void SeriesColumn::append_as(std::span<const Given> row) {
  if (row.size() != shape_.width) {
    throw LogicError{
        fmt::format("{}: a row has {} values, {} are wanted", path(), row.size(), shape_.width)};
  }
  make_room();
  if (shape_.chunk_rows == 1) grow();
  for (std::size_t part = 0; part < parts(); ++part) {
    const std::size_t begin = part * shape_.chunk_width;
    const std::size_t size = std::min(shape_.chunk_width, shape_.width - begin);
    std::byte* chunk = chunk_of(part);
    auto* out = reinterpret_cast<Stored*>(chunk) + filled_rows_ * shape_.chunk_width;
    store(row.subspan(begin, size), out);
    if (shape_.chunk_rows == 1) {
      std::fill(out + size, out + shape_.chunk_width, Stored{});
      writer_->add_rows(
          {.dataset = followed_, .values = chunk, .last_part_bytes = sizeof(Stored) * size});
      hand_over(part, chunk);
    }
  }
  if (shape_.chunk_rows == 1) {
    ++written_rows_;
  } else if (++filled_rows_ == shape_.chunk_rows) {
    finish();
  }
}

void SeriesColumn::append(std::span<const double> row) {
  if (type_ == ValueType::kFloat32) return append_as<float>(row);
  PEERWATT_EXPECTS(type_ == ValueType::kFloat64);
  append_as<double>(row);
}

void SeriesColumn::append(std::span<const std::int32_t> row) {
  PEERWATT_EXPECTS(type_ == ValueType::kInt32);
  append_as<std::int32_t>(row);
}

void SeriesColumn::append(std::span<const std::int64_t> row) {
  PEERWATT_EXPECTS(type_ == ValueType::kInt64);
  append_as<std::int64_t>(row);
}

void SeriesColumn::append(std::int8_t value) {
  PEERWATT_EXPECTS(type_ == ValueType::kInt8);
  append_as<std::int8_t>(std::span<const std::int8_t>{&value, 1});
}

template <class Stored, class Given>
void SeriesColumn::append_rows_as(std::span<const Given> values) {
  PEERWATT_EXPECTS(shape_.width == 1 && shape_.chunk_rows > 1);
  while (!values.empty()) {
    make_room();
    const std::size_t size = std::min(values.size(), shape_.chunk_rows - filled_rows_);
    auto* out = reinterpret_cast<Stored*>(chunks_.data()) + filled_rows_;
    store(values.first(size), out);
    filled_rows_ += size;
    if (filled_rows_ == shape_.chunk_rows) finish();
    values = values.subspan(size);
  }
}

void SeriesColumn::append_rows(std::span<const double> values) {
  if (type_ == ValueType::kFloat32) return append_rows_as<float>(values);
  PEERWATT_EXPECTS(type_ == ValueType::kFloat64);
  append_rows_as<double>(values);
}

void SeriesColumn::append_rows(std::span<const std::int64_t> values) {
  PEERWATT_EXPECTS(type_ == ValueType::kInt64);
  append_rows_as<std::int64_t>(values);
}

void SeriesColumn::append_rows(std::span<const std::int32_t> values) {
  PEERWATT_EXPECTS(type_ == ValueType::kInt32);
  append_rows_as<std::int32_t>(values);
}

void SeriesColumn::append_rows(std::span<const std::int8_t> values) {
  PEERWATT_EXPECTS(type_ == ValueType::kInt8);
  append_rows_as<std::int8_t>(values);
}

void SeriesColumn::finish() {
  if (filled_rows_ == 0) return;
  grow();
  const std::size_t last_width = shape_.width - (parts() - 1) * shape_.chunk_width;
  writer_->add_rows({.dataset = followed_,
                     .values = chunks_.data(),
                     .rows = filled_rows_,
                     .parts = parts(),
                     .chunk_bytes = chunk_bytes_,
                     .part_bytes = shape_.chunk_width * value_size_,
                     .last_part_bytes = last_width * value_size_});
  const std::size_t unused = (shape_.chunk_rows - filled_rows_) * shape_.chunk_width * value_size_;
  for (std::size_t part = 0; part < parts(); ++part) {
    std::byte* chunk = chunk_of(part);
    std::fill(chunk + chunk_bytes_ - unused, chunk + chunk_bytes_, std::byte{0});
    hand_over(part, chunk);
  }
  written_rows_ += std::exchange(filled_rows_, 0);
}

void SeriesColumn::grow() {
  const std::size_t rows = shape_.chunk_rows == 1 ? 1 : filled_rows_;
  const std::array<hsize_t, 3> extent{written_rows_ + rows, shape_.width / shape_.depth,
                                      shape_.depth};
  check(H5Dset_extent(dataset_.get(), extent.data()), "extend " + path());
}

// Chunks that were handed over may still wait: they have to be written before others take their
// place. Of one-row chunks, as many as have a place of their own may wait at once.
void SeriesColumn::make_room() {
  if (std::exchange(handed_over_, false)) writer_->write_out();
}

void SeriesColumn::hand_over(std::size_t part, const std::byte* chunk) {
  check_finite(part, chunk);
  writer_->add({.dataset = followed_,
                .offset = {written_rows_, part * shape_.chunk_width / shape_.depth, 0},
                .values = {chunk, chunk_bytes_},
                .layout = {value_size_, shape_.chunk_width}});
  handed_over_ = true;
}

void SeriesColumn::check_finite(std::size_t part, const std::byte* chunk) const {
  const std::size_t count = chunk_bytes_ / value_size_;
  const bool bad =
      (type_ == ValueType::kFloat64 &&
       has_nonfinite<std::uint64_t>(chunk, count, 0x7ff0'0000'0000'0000U)) ||
      (type_ == ValueType::kFloat32 && has_nonfinite<std::uint32_t>(chunk, count, 0x7f80'0000U));
  if (!bad) return;
  std::size_t index = 0;
  while (std::isfinite(value_at(chunk, index, type_))) ++index;
  const std::size_t row = written_rows_ + index / shape_.chunk_width;
  std::string where =
      fmt::format("{} {}", shape_.row_name, static_cast<std::int64_t>(row) * shape_.row_step);
  if (shape_.rank > 1) {
    const std::size_t place = part * shape_.chunk_width + index % shape_.chunk_width;
    where += fmt::format(", {} {}", shape_.axis, place / shape_.depth);
  }
  throw LogicError{fmt::format("{}: the value of {} is not a finite number", path(), where)};
}

}  // namespace peerwatt::output
