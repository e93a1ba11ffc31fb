#include "agents/coalitions/trading_side.hpp"

namespace peerwatt::game {

void TradingSide::reserve(std::size_t places) {
  traders_.reserve(places + 1);
  listed_before_.reserve(places);
}

void TradingSide::list(const TreeOrder& order, std::span<const double> kwh) {
  traders_.clear();
  listed_before_.clear();
  std::uint32_t before = 0;
  for (std::uint32_t place = 0; place < order.places(); ++place) {
    listed_before_.push_back(static_cast<std::uint32_t>(traders_.size()));
    if (!(kwh[place] > 0)) continue;
    traders_.push_back(
        {place, kwh[place], order.way_charge[place], order.least_shared(before, place)});
    before = place;
  }
  traders_.push_back({before, 0, 0, 0});
}

}  // namespace peerwatt::game
