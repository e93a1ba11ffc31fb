#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace peerwatt::game {

// Up to this many members all coalitions are evaluated; with more, a sample is.
inline constexpr std::size_t kMostExactMembers = 16;

// Evidence says on what a statement about all coalitions rests.
enum class Evidence : std::uint8_t {
  kExact,    // all coalitions were evaluated
  kSampled,  // some were
};

// A game with transferable utility. It holds one coalition S, which members join and leave one at a
// time, and gives its value v(S); v of the empty set is 0. Who evaluates a game clears it first and
// may leave any S behind.
class CoalitionGame {
 public:
  virtual ~CoalitionGame() = default;
  virtual std::size_t members() const = 0;  // of the game; they are numbered from 0

  virtual void clear() = 0;                       // S = nobody
  virtual void add(std::uint32_t member) = 0;     // who is not in S
  virtual void remove(std::uint32_t member) = 0;  // who is in S; undone within rounding
  virtual double value() const = 0;               // v(S), currency

  // Writes v of all 2^n coalitions of up to kMostExactMembers members, by subset: bit i stands for
  // member i. This version forms each of them, in O(2^n*n) joins; a game that has a faster way
  // overrides it.
  virtual void evaluate_subsets(std::vector<double>& values);
};

}  // namespace peerwatt::game
