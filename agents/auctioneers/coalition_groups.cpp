#include "agents/auctioneers/coalition_groups.hpp"

#include <algorithm>

namespace peerwatt::agents {

void CoalitionGroups::group(std::span<const std::int32_t> coalitions) {
  members_.clear();
  begins_.clear();
  for (std::uint32_t member = 0; member < coalitions.size(); ++member) {
    if (coalitions[member] >= 0) members_.push_back(member);
  }
  std::sort(members_.begin(), members_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return coalitions[a] != coalitions[b] ? coalitions[a] < coalitions[b] : a < b;
  });
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (i == 0 || coalitions[members_[i]] != coalitions[members_[i - 1]]) begins_.push_back(i);
  }
  if (!members_.empty()) begins_.push_back(members_.size());
}

}  // namespace peerwatt::agents
