#include "agents/coalitions/coalition_game.hpp"

#include <bit>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

void CoalitionGame::evaluate_subsets(std::vector<double>& values) {
  PEERWATT_EXPECTS(members() <= kMostExactMembers);
  values.resize(std::size_t{1} << members());
  for (std::size_t subset = 0; subset < values.size(); ++subset) {
    clear();
    for (std::size_t left = subset; left != 0; left &= left - 1) {
      add(static_cast<std::uint32_t>(std::countr_zero(left)));
    }
    values[subset] = value();
  }
}

}  // namespace peerwatt::game
