#include "agents/auctioneers/coalition_groups.hpp"

#include <algorithm>

namespace peerwatt::agents {

void CoalitionGroups::group(const IdVector<MemberId, CoalitionId>& coalitions) {
  members_.clear();
  begins_.clear();
  for (const MemberId member : coalitions.ids()) {
    if (coalitions[member]) members_.push_back(member);
  }
  std::sort(members_.begin(), members_.end(), [&](MemberId a, MemberId b) {
    return coalitions[a] != coalitions[b] ? coalitions[a] < coalitions[b] : a < b;
  });
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (i == 0 || coalitions[members_[i]] != coalitions[members_[i - 1]]) begins_.push_back(i);
  }
  if (!members_.empty()) begins_.push_back(members_.size());
}

}  // namespace peerwatt::agents
