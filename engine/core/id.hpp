#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "engine/core/contracts.hpp"

namespace peerwatt {

// Index of one Tag in the array that holds all of them. Invalid by default (written -1 in a trace).
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : index_{index} {}

  constexpr explicit operator bool() const { return index_ != kInvalid; }
  constexpr std::uint32_t index() const {
    PEERWATT_EXPECTS(index_ != kInvalid);
    return index_;
  }
  // The number that files use: the index, or -1.
  constexpr std::int32_t number() const { return static_cast<std::int32_t>(index_); }

  friend constexpr auto operator<=>(const Id&, const Id&) = default;

 private:
  static constexpr std::uint32_t kInvalid = ~std::uint32_t{0};
  std::uint32_t index_ = kInvalid;
};

using AgentId = Id<struct AgentTag>;        // anyone who sends or receives messages
using ProsumerId = Id<struct ProsumerTag>;  // a customer at a bus
using BusId = Id<struct BusTag>;
using LineId = Id<struct LineTag>;
using ZoneId = Id<struct ZoneTag>;  // a neighbourhood: LV feeder or transformer zone
using CoalitionId = Id<struct CoalitionTag>;

}  // namespace peerwatt

template <class Tag>
struct std::hash<peerwatt::Id<Tag>> {
  std::size_t operator()(peerwatt::Id<Tag> id) const noexcept {
    return std::hash<std::int32_t>{}(id.number());
  }
};
