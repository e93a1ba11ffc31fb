#pragma once

#include <compare>
#include <cstdint>

namespace peerwatt::agents {

// Before the first slot of a run, which is 0.
inline constexpr std::int32_t kNoSlot = -1;

// Which announcement of which slot something refers to.
struct RoundId {
  std::int32_t slot = kNoSlot;
  std::int32_t round = 0;

  friend constexpr auto operator<=>(const RoundId&, const RoundId&) = default;
};

// A round as the small value that a timer carries.
constexpr std::uint64_t to_payload(RoundId id) {
  return std::uint64_t{static_cast<std::uint32_t>(id.slot)} << 32 |
         static_cast<std::uint32_t>(id.round);
}
constexpr RoundId round_of(std::uint64_t payload) {
  return {static_cast<std::int32_t>(payload >> 32), static_cast<std::int32_t>(payload)};
}

// The CPS's prices in a round, currency/kWh.
struct Prices {
  double sell = 0;     // p_gs
  double base = 0;     // p_base: the tariff that flexible load refers to
  double feed_in = 0;  // p_fit
};

}  // namespace peerwatt::agents
