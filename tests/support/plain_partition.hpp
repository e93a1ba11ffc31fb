#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "tests/support/trading_neighbourhood.hpp"

namespace peerwatt::testing {

// What moves between coalitions would gain, each of them made and both partitions valued pair by
// pair as the model writes it: nothing that the library works with is used.
class PlainPartition {
 public:
  // By member, the number of its coalition; -1 is single.
  PlainPartition(const TradingNeighbourhood& zone, double radius_km,
                 std::span<const std::int32_t> partition);

  double value() const;
  double best_merge() const;  // 0 where nothing gains, as are the next two
  double best_split() const;  // along an edge of the network
  double best_move() const;   // of one member
  double best_gain() const;   // of all these moves
  double best_exit(std::span<const double> shares) const;

  // Numbers that say the same partition whoever numbered it: by lowest member, every single its
  // own.
  const std::vector<std::uint32_t>& labels() const { return labels_; }

 private:
  using Members = std::vector<std::uint32_t>;
  Members coalition(std::uint32_t label) const;
  double value_of(const Members& members) const;
  bool are_neighbours(const Members& some, const Members& others) const;
  bool is_below(std::uint32_t member, std::uint32_t node) const;

  const TradingNeighbourhood& zone_;
  double radius_km_;
  std::vector<std::uint32_t> labels_;
};

inline constexpr double kNoRadius = std::numeric_limits<double>::infinity();

}  // namespace peerwatt::testing
