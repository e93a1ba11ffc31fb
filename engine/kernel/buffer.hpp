#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace peerwatt::kernel {

// Buffer is a growing array of plain values. Unlike std::vector it never writes zeros before it is
// filled, and it keeps its memory when it is cleared or shrinks. `resize` takes O(1) amortized over
// the values added.
template <class T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_default_constructible_v<T>);

 public:
  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  std::span<T> all() { return {data_.get(), size_}; }

  void clear() { size_ = 0; }
  // Makes room for `size` values. Those past the old size are indeterminate.
  void resize(std::size_t size) {
    if (size > capacity_) grow(size);
    size_ = size;
  }
  void swap(Buffer& other) {
    data_.swap(other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  void grow(std::size_t size) {
    const std::size_t capacity = std::max(size, capacity_ + capacity_ / 2);
    auto data = std::make_unique_for_overwrite<T[]>(capacity);
    std::copy_n(data_.get(), size_, data.get());
    data_ = std::move(data);
    capacity_ = capacity;
  }

  std::unique_ptr<T[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace peerwatt::kernel
