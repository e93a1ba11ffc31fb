#pragma once

#include <array>
#include <cstdint>

namespace peerwatt::bidding {

// The random numbers of one trader. Purpose kMarket, owner the trader's identity; draws 0 to 15
// are what it is born with, those from 2^31 on are its choices, one for each in the order in which
// it makes them. The draws between are left to others.
class TraderRandom {
 public:
  // `choices`: how many it has made; counted on here.
  TraderRandom(std::uint64_t seed, std::uint64_t identity, std::uint32_t& choices)
      : seed_{seed}, identity_{identity}, choices_{choices} {}

  // Uniform in [0, 1); always the same for the same `which` < 16.
  double inborn(std::uint32_t which) const;
  // The next choice: one number uniform in [0, 1), or two of 32 bits.
  double choose();
  std::array<double, 2> choose_two();

 private:
  std::uint32_t next_draw();

  std::uint64_t seed_;
  std::uint64_t identity_;
  std::uint32_t& choices_;
};

}  // namespace peerwatt::bidding
