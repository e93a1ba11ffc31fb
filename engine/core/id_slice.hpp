#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/core/contracts.hpp"
#include "engine/core/id_range.hpp"

namespace peerwatt {

// A part of a column: a value for each id of a range.
template <class IdType, class T>
class IdSlice {
 public:
  explicit IdSlice(IdRange<IdType> range, const T& value = T{})
      : first_{*range.begin()}, values_(range.size(), value) {}
  // In the order of the ids; as many as there are ids.
  IdSlice(IdRange<IdType> range, std::vector<T> values)
      : first_{*range.begin()}, values_{std::move(values)} {
    PEERWATT_EXPECTS(values_.size() == range.size());
  }

  T& operator[](IdType id) { return values_[place(id)]; }
  const T& operator[](IdType id) const { return values_[place(id)]; }

  std::size_t size() const { return values_.size(); }
  IdRange<IdType> ids() const { return {first_, static_cast<std::uint32_t>(values_.size())}; }
  auto begin() { return values_.begin(); }
  auto begin() const { return values_.begin(); }
  auto end() { return values_.end(); }
  auto end() const { return values_.end(); }

 private:
  std::size_t place(IdType id) const {
    PEERWATT_EXPECTS(id.index() - first_.index() < values_.size());
    return id.index() - first_.index();
  }

  IdType first_;
  std::vector<T> values_;
};

}  // namespace peerwatt
