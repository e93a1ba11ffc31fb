#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"

namespace peerwatt::agents {

// The members of a zone, coalition by coalition.
class CoalitionGroups {
 public:
  // Whose coalition is invalid is left out.
  void group(const IdVector<MemberId, CoalitionId>& coalitions);

  std::size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  // Ascending; coalitions are in the order of their numbers.
  std::span<const MemberId> members(std::size_t coalition) const {
    return std::span{members_}.subspan(begins_[coalition],
                                       begins_[coalition + 1] - begins_[coalition]);
  }

 private:
  std::vector<MemberId> members_;
  std::vector<std::size_t> begins_;
};

}  // namespace peerwatt::agents
