#include "tests/support/plain_partition.hpp"

#include <algorithm>
#include <cstddef>

namespace peerwatt::testing {

PlainPartition::PlainPartition(const TradingNeighbourhood& zone, double radius_km,
                               std::span<const std::int32_t> partition)
    : zone_{zone}, radius_km_{radius_km} {
  for (std::uint32_t member = 0; member < partition.size(); ++member) {
    std::uint32_t first = member;
    for (std::uint32_t other = member; other-- > 0;) {
      if (partition[member] >= 0 && partition[other] == partition[member]) first = other;
    }
    labels_.push_back(first);
  }
}

PlainPartition::Members PlainPartition::coalition(std::uint32_t label) const {
  Members members;
  for (std::uint32_t member = 0; member < labels_.size(); ++member) {
    if (labels_[member] == label) members.push_back(member);
  }
  return members;
}

double PlainPartition::value_of(const Members& members) const {
  return members.size() < 2 ? 0 : zone_.value_by_pairs(members);
}

double PlainPartition::value() const {
  double sum = 0;
  for (std::uint32_t label = 0; label < labels_.size(); ++label) sum += value_of(coalition(label));
  return sum;
}

bool PlainPartition::are_neighbours(const Members& some, const Members& others) const {
  for (const std::uint32_t one : some) {
    for (const std::uint32_t other : others) {
      if (zone_.path_km(one, other) <= radius_km_) return true;
    }
  }
  return false;
}

bool PlainPartition::is_below(std::uint32_t member, std::uint32_t node) const {
  std::uint32_t at = zone_.nodes[member];
  while (at > node) at = zone_.parents[at];
  return at == node;
}

double PlainPartition::best_merge() const {
  double best = 0;
  for (std::uint32_t one = 0; one < labels_.size(); ++one) {
    for (std::uint32_t other = 0; other < one; ++other) {
      Members both = coalition(one);
      const Members added = coalition(other);
      if (both.empty() || added.empty() || !are_neighbours(both, added)) continue;
      const double before = value_of(both) + value_of(added);
      both.insert(both.end(), added.begin(), added.end());
      best = std::max(best, value_of(both) - before);
    }
  }
  return best;
}

double PlainPartition::best_split() const {
  double best = 0;
  for (std::uint32_t label = 0; label < labels_.size(); ++label) {
    const Members whole = coalition(label);
    for (std::uint32_t node = 1; node < zone_.parents.size(); ++node) {
      Members below, others;
      for (const std::uint32_t member : whole) {
        (is_below(member, node) ? below : others).push_back(member);
      }
      best = std::max(best, value_of(below) + value_of(others) - value_of(whole));
    }
  }
  return best;
}

double PlainPartition::best_move() const {
  double best = 0;
  for (std::uint32_t member = 0; member < labels_.size(); ++member) {
    Members left = coalition(labels_[member]);
    const double before = value_of(left);
    std::erase(left, member);
    const double leaving = value_of(left) - before;
    best = std::max(best, leaving);
    for (std::uint32_t label = 0; label < labels_.size(); ++label) {
      Members joined = coalition(label);
      if (label == labels_[member] || !are_neighbours(joined, {member})) continue;
      const double without = value_of(joined);
      joined.push_back(member);
      best = std::max(best, leaving + value_of(joined) - without);
    }
  }
  return best;
}

double PlainPartition::best_gain() const {
  return std::max({best_merge(), best_split(), best_move()});
}

double PlainPartition::best_exit(std::span<const double> shares) const {
  double best = 0;
  for (std::uint32_t member = 0; member < labels_.size(); ++member) {
    best = std::max(best, -shares[member]);
    for (std::uint32_t label = 0; label < labels_.size(); ++label) {
      Members joined = coalition(label);
      if (label == labels_[member] || !are_neighbours(joined, {member})) continue;
      const double without = value_of(joined);
      joined.push_back(member);
      best = std::max(best, value_of(joined) - without - shares[member]);
    }
  }
  return best;
}

}  // namespace peerwatt::testing
