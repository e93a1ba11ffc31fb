#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "engine/core/contracts.hpp"

namespace peerwatt {

// The number of an invalid id, in files and wherever ids are plain numbers.
inline constexpr std::int32_t kNoId = -1;
// The index of nothing, in arrays of plain indices.
inline constexpr std::uint32_t kNoIndex = ~std::uint32_t{0};

// Index of one Tag in the array that holds all of them. Invalid by default (written kNoId in a
// trace).
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : index_{index} {}

  constexpr explicit operator bool() const { return index_ != kNoIndex; }
  constexpr std::uint32_t index() const {
    PEERWATT_EXPECTS(index_ != kNoIndex);
    return index_;
  }
  // The number that files use: the index, or kNoId.
  constexpr std::int32_t number() const { return static_cast<std::int32_t>(index_); }
  static constexpr Id from_number(std::int32_t number) {
    PEERWATT_EXPECTS(number >= kNoId);
    return Id{static_cast<std::uint32_t>(number)};
  }

  friend constexpr auto operator<=>(const Id&, const Id&) = default;

 private:
  std::uint32_t index_ = kNoIndex;
};

using AgentId = Id<struct AgentTag>;        // anyone who sends or receives messages
using ProsumerId = Id<struct ProsumerTag>;  // a customer at a bus
using BusId = Id<struct BusTag>;
using LineId = Id<struct LineTag>;
using ZoneId = Id<struct ZoneTag>;            // a neighbourhood: LV feeder or transformer zone
using MemberId = Id<struct MemberTag>;        // a prosumer among those of its zone
using PlaceId = Id<struct PlaceTag>;          // a market place: of a zone first, then of areas
using CoalitionId = Id<struct CoalitionTag>;  // of a run, as the trace counts them

}  // namespace peerwatt

template <class Tag>
struct std::hash<peerwatt::Id<Tag>> {
  std::size_t operator()(peerwatt::Id<Tag> id) const noexcept {
    return std::hash<std::int32_t>{}(id.number());
  }
};
