#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/contracts.hpp"
#include "engine/core/id.hpp"

namespace peerwatt {

// Ids that follow each other, to walk through.
template <class IdType>
class IdRange {
 public:
  class Iterator {
   public:
    constexpr explicit Iterator(std::uint32_t index) : index_{index} {}
    constexpr IdType operator*() const { return IdType{index_}; }
    constexpr Iterator& operator++() {
      ++index_;
      return *this;
    }
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    std::uint32_t index_;
  };

  // The ids [first, first + count).
  constexpr IdRange(IdType first, std::uint32_t count)
      : first_{first.index()}, end_{first_ + count} {}

  constexpr Iterator begin() const { return Iterator{first_}; }
  constexpr Iterator end() const { return Iterator{end_}; }
  constexpr std::uint32_t size() const { return end_ - first_; }
  constexpr IdType front() const {
    PEERWATT_EXPECTS(size() > 0);
    return IdType{first_};
  }

 private:
  std::uint32_t first_;
  std::uint32_t end_;
};

// The first `count` ids of a kind.
template <class IdType>
constexpr IdRange<IdType> ids(std::size_t count) {
  return {IdType{0}, static_cast<std::uint32_t>(count)};
}

}  // namespace peerwatt
