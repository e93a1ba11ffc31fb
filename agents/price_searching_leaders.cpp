#include "agents/price_searching_leaders.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

game::SearchBounds bounds_of(const scenario::LeaderSettings& settings, const PeakSlot& slot,
                             game::Response response) {
  return {.base_price = slot.base_price,
          .price_cap = settings.price_cap,
          .tolerance = settings.price_tolerance,
          .max_rounds = std::min(settings.max_rounds, slot.most_rounds),
          .response = response};
}

}  // namespace

void DirectLeader::open(const PeakSlot& slot) {
  slot_ = slot;
  search_.emplace(bounds_of(settings_, slot, response_));
  start_round();
}

game::SearchState DirectLeader::end_round() {
  const double announced = price(), ruled = ruled_price();
  search_->answer(ruled);
  start_round();
  const bool ends_here = search_->state() == game::SearchState::kConverged;
  return ends_here && !settles_at(announced, ruled) ? game::SearchState::kJumped : search_->state();
}

void SatiatingLeader::hear(const game::ResidualDemand& demand) {
  satiation_price_ = std::max(satiation_price_, demand.satiation_price());
}

// A minimum beyond the cap is told to the search as a price that no round can reach.
double CostMinimizingLeader::ruled_price() {
  const game::MinimizingPrice minimum = minimizer_.minimize({.cost = cost_,
                                                             .other_kwh = slot().other_demand_kwh,
                                                             .base_price = slot().base_price,
                                                             .price_cap = settings().price_cap},
                                                            demands_);
  return minimum.beyond_cap ? 2 * settings().price_cap : minimum.price;
}

void IterativeLeader::open(const PeakSlot& slot) {
  search_.emplace(bounds_of(settings_, slot, game::Response::kUnknown));
  elastic_kwh_ = 0;
}

game::SearchState IterativeLeader::end_round() {
  search_->answer(elastic_kwh_);
  elastic_kwh_ = 0;
  return search_->state();
}

}  // namespace peerwatt::agents
