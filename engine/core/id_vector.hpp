#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

#include "engine/core/id_range.hpp"

namespace peerwatt {

// A column: a value for each id of one kind, which an id of another kind does not open. Where a
// span of values is asked for, it is one.
template <class IdType, class T>
class IdVector {
 public:
  using value_type = T;

  IdVector() = default;
  explicit IdVector(std::size_t size, const T& value = T{}) : values_(size, value) {}
  IdVector(std::initializer_list<T> values) : values_{values} {}
  explicit IdVector(std::vector<T> values) : values_{std::move(values)} {}

  T& operator[](IdType id) { return values_[id.index()]; }
  const T& operator[](IdType id) const { return values_[id.index()]; }

  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  IdRange<IdType> ids() const { return peerwatt::ids<IdType>(values_.size()); }
  const std::vector<T>& values() const { return values_; }  // in the order of the ids
  T* data() { return values_.data(); }
  const T* data() const { return values_.data(); }
  auto begin() { return values_.begin(); }
  auto begin() const { return values_.begin(); }
  auto end() { return values_.end(); }
  auto end() const { return values_.end(); }

  // Returns the id of the new value.
  IdType push_back(T value) {
    values_.push_back(std::move(value));
    return IdType{static_cast<std::uint32_t>(values_.size() - 1)};
  }
  void assign(std::size_t size, const T& value) { values_.assign(size, value); }
  void resize(std::size_t size, const T& value = T{}) { values_.resize(size, value); }
  void reserve(std::size_t size) { values_.reserve(size); }
  void clear() { values_.clear(); }

  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<T> values_;
};

}  // namespace peerwatt
