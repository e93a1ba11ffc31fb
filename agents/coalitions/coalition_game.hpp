#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace peerwatt::game {

// With more members than this, coalitions are sampled instead of looked at one by one.
inline constexpr std::size_t kMostExactMembers = 16;

// How a statement about all coalitions was come to.
enum class Evidence : std::uint8_t {
  kExact,    // every coalition was looked at
  kSampled,  // some were
};

// A game with transferable utility, seen through one coalition S that members join and leave, one
// at a time. v of nobody is 0. Whoever evaluates a game clears it first and leaves any S behind.
class CoalitionGame {
 public:
  virtual ~CoalitionGame() = default;
  virtual std::size_t members() const = 0;  // of the game; they are numbered from 0

  virtual void clear() = 0;                       // S = nobody
  virtual void add(std::uint32_t member) = 0;     // who is not in S
  virtual void remove(std::uint32_t member) = 0;  // who is in S; undone within rounding
  virtual double value() const = 0;               // v(S), currency

  // v of all 2^n coalitions of up to kMostExactMembers members, by subset: bit i stands for member
  // i. A game that knows a shorter way than to form each of them overrides it.
  virtual void evaluate_subsets(std::vector<double>& values);
};

}  // namespace peerwatt::game
