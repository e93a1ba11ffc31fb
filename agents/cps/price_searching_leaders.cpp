#include "agents/cps/price_searching_leaders.hpp"

#include <algorithm>

#include "agents/pricing/marginal_cost_price.hpp"

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

LeaderTarget target_of(const scenario::LeaderSettings& settings, double capacity_kwh,
                       const PeakSlot& slot) {
  return {.aim = settings.aim,
          .share = settings.aim_share,
          .room_kwh = capacity_kwh - slot.other_demand_kwh};
}

}  // namespace

void DirectLeader::open(const PeakSlot& slot) {
  slot_ = slot;
  search_.emplace(bounds_of(settings_, slot, manner_.response), manner_.probes);
  start_round();
}

void DirectLeader::start_round() {
  demands_.clear();
  ends_.clear();
  surplus_kwh_ = 0;
}

void DirectLeader::receive(const ZoneAnswers& answers) {
  demands_.insert(demands_.end(), answers.demands.begin(), answers.demands.end());
  surplus_kwh_ += answers.sums.surplus_kwh;
  if (!search_->probes()) return;
  for (const game::ResidualDemand& demand : answers.demands) {
    ends_.push_back(demand.satiation_price());
  }
}

game::SearchState DirectLeader::end_round() {
  const double announced = price(), ruled = ruled_price();
  search_->answer(ruled, ends_);
  start_round();
  const bool ends_here = search_->state() == game::SearchState::kConverged;
  return ends_here && !settles_at(announced, ruled) ? game::SearchState::kJumped : search_->state();
}

void AimingLeader::open(const PeakSlot& slot) {
  DirectLeader::open(slot);
  target_ = target_of(settings(), capacity_kwh_, slot);
  is_first_round_ = true;
}

double AimingLeader::ruled_price() {
  if (is_first_round_) note_base_demand();
  is_first_round_ = false;
  if (settings().aim == scenario::LeaderAim::kNoElasticSupply) return satiation_price();
  elastic_.make(demands(), slot().base_price);
  const double allowed = target_.allowed_kwh(elastic_.inflexible_kwh(), surplus_kwh());
  return elastic_.lowest_price_leaving(allowed);
}

double AimingLeader::satiation_price() const {
  double highest = slot().base_price;
  for (const game::ResidualDemand& demand : demands()) {
    highest = std::max(highest, demand.satiation_price());
  }
  return highest;
}

void AimingLeader::note_base_demand() {
  for (const game::ResidualDemand& demand : demands()) {
    target_.base_elastic_kwh += demand.elastic_quantity_kwh(slot().base_price);
  }
}

// A minimum beyond the cap is told to the search as a price that no round can reach.
double CostMinimizingLeader::ruled_price() {
  const game::LeaderOutlay outlay{.cost = cost_,
                                  .other_kwh = slot().other_demand_kwh,
                                  .feed_in_kwh = surplus_kwh(),
                                  .base_price = slot().base_price,
                                  .price_cap = settings().price_cap,
                                  .counts_inflexible_load = settings().counts_inflexible_load};
  const game::MinimizingPrice minimum = minimizer_.minimize(outlay, demands());
  return minimum.beyond_cap ? 2 * settings().price_cap : minimum.price;
}

double MarginalCostLeader::ruled_price() {
  elastic_.make(demands(), slot().base_price);
  const double inelastic = slot().other_demand_kwh - surplus_kwh() + elastic_.inflexible_kwh();
  return game::marginal_cost_price(cost_, inelastic, elastic_);
}

void IterativeLeader::open(const PeakSlot& slot) {
  search_.emplace(bounds_of(settings_, slot, game::Response::kUnknown));
  target_ = target_of(settings_, cost_.capacity_kwh, slot);
  other_demand_kwh_ = slot.other_demand_kwh;
  is_first_round_ = true;
  sums_ = {};
}

void IterativeLeader::receive(const ZoneAnswers& answers) {
  sums_.elastic_kwh += answers.sums.elastic_kwh;
  sums_.inflexible_kwh += answers.sums.inflexible_kwh;
  sums_.surplus_kwh += answers.sums.surplus_kwh;
}

game::SearchState IterativeLeader::end_round() {
  search_->answer(excess());
  sums_ = {};
  return search_->state();
}

double IterativeLeader::excess() {
  if (settings_.rule == scenario::LeaderRule::kMarginalCost) {
    return std::max(0.0, cost_.marginal_saving(other_demand_kwh_ + sums_.net_kwh()) - price());
  }
  if (is_first_round_) target_.base_elastic_kwh = sums_.elastic_kwh;
  is_first_round_ = false;
  return target_.excess_kwh(sums_);
}

}  // namespace peerwatt::agents
