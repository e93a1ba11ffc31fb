#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace peerwatt::agents {

// The members of a zone, coalition by coalition.
class CoalitionGroups {
 public:
  // `coalitions`: by member, less than 0 = single.
  void group(std::span<const std::int32_t> coalitions);

  std::size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  // Indices in the zone, ascending; coalitions are in the order of their numbers.
  std::span<const std::uint32_t> members(std::size_t coalition) const {
    return std::span{members_}.subspan(begins_[coalition],
                                       begins_[coalition + 1] - begins_[coalition]);
  }

 private:
  std::vector<std::uint32_t> members_;
  std::vector<std::size_t> begins_;
};

}  // namespace peerwatt::agents
