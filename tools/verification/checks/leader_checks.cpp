#include "tools/verification/checks/leader_checks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/id.hpp"

#include "tools/verification/replay/leader_demand.hpp"
#include "tools/verification/replay/leader_outlay.hpp"

namespace peerwatt::verification {
namespace {

// The price and the price that ends the demand come out of different sums.
Tolerance price_tolerance(const RunFacts& facts) {
  const double rounding = 16 * facts.rounding();
  return {std::max(1e-9, rounding), std::max(1e-12, rounding)};
}

}  // namespace

LeaderChecks::LeaderChecks(const RunFacts& facts)
    : facts_{facts},
      replay_{facts},
      is_randomized_{replay_.is_randomized()},
      price_{"leader: price", price_tolerance(facts)},
      flags_{"leader: flags and rounds", {}},
      demand_{"leader: demand left at the price", price_tolerance(facts)},
      regret_{"leader: regret", price_tolerance(facts)},
      marginal_{"leader: price covers the last kWh", price_tolerance(facts)},
      outlay_{"leader: outlay at the price", price_tolerance(facts)},
      setter_{"leader: who set the price", price_tolerance(facts)} {
  const std::string reason = "leader.rule is " + facts.rules.leader_rule;
  if (!facts.is_stackelberg()) {
    for (Check* check : {&demand_, &regret_}) check->excuse(reason);
  }
  if (!facts.is_marginal_cost()) marginal_.excuse(reason);
  if (!facts.is_cost_minimizing()) outlay_.excuse(reason);
}

void LeaderChecks::look_at(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  look_at_flags(slot);
  price_.count_slot();
  if (!s.is_peak || !facts_.searches()) {
    setter_.count_slot();
    setter_.expect(s.price_set_by == kNoId, {.slot = slot.index(), .column = "price_set_by"});
    return look_at_fixed_price(slot);
  }
  const Where where{.slot = slot.index(), .column = "price_sell"};
  price_.at_most(s.price_base, s.price_sell, where);
  price_.at_most(s.price_sell, facts_.rules.price_cap, where);
  if (s.capped) price_.equal(s.price_sell, facts_.rules.price_cap, where);
  if (!slot.has_agents) return;
  collect_left(slot);
  look_at_setter(slot);
  const Followers followers{left_, s.feed_in_kwh};
  if (facts_.ends_elastic_supply()) {
    look_at_demand(slot, followers);
  } else if (facts_.is_stackelberg()) {
    look_at_aim(slot, followers);
  } else if (facts_.is_marginal_cost()) {
    look_at_marginal_cost(slot, followers);
  } else {
    look_at_outlay(slot, followers);
  }
}

void LeaderChecks::look_at_flags(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::RuleStatics& rules = facts_.rules;
  const Where where{.slot = slot.index(), .column = "rounds, converged, capped"};
  flags_.count_slot();
  if (!s.is_peak || !facts_.searches()) {
    return flags_.expect(s.rounds == 1 && s.converged && !s.capped, where);
  }
  flags_.expect(s.rounds >= 1 && s.rounds <= rules.max_rounds, where);
  flags_.expect(!(s.converged && s.capped), where);
  // One round ends a search only at the base tariff, where no more is asked for.
  flags_.expect(s.rounds > 1 || s.price_sell == s.price_base, where);
  if (s.degraded) {
    ++degraded_;  // unanswered, or fewer rounds
    return;
  }
  // A search that has no round left for both another price and its last one ends a round early. The
  // minimum of an outlay may jump across every price, reports may be late where orders are not, and
  // in an order book the trades at one price tell nothing of those at the next.
  const bool may_not_end = s.rounds + 1 >= rules.max_rounds || is_randomized_ ||
                           facts_.is_cost_minimizing() || rules.latency_by_distance ||
                           replay_.is_continuous();
  flags_.expect(s.converged || s.capped || may_not_end, where);
}

// Off-peak the base tariff is checked with the tariff; at peak the other rules announce a tariff or
// replay a price.
void LeaderChecks::look_at_fixed_price(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::RuleStatics& rules = facts_.rules;
  const Where where{.slot = slot.index(), .column = "price_sell"};
  if (!s.is_peak) return price_.equal(s.price_sell, s.price_base, where);
  if (rules.leader_rule == "replay") {
    price_.expect(s.price_sell > s.price_feed_in, where);
    return price_.at_most(s.price_sell, rules.price_cap, where);
  }
  if (rules.leader_rule == "none") return price_.equal(s.price_sell, s.price_base, where);
  double apart = std::fabs(s.price_sell - rules.flat_price);
  if (rules.leader_rule == "time_of_use") {
    for (const double price : rules.band_prices) {
      apart = std::min(apart, std::fabs(s.price_sell - price));
    }
  }
  price_.measure(apart, 2 * s.price_sell, where);
}

void LeaderChecks::collect_left(const Slot& slot) {
  left_.clear();
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const double bought = slot.record.prosumers.p2p_bought_kwh[i];
    left_.push_back(position_of(facts_, slot, i).after_buying(bought));
  }
}

// What the demand that is left is a difference of: the loads, and what would be wanted at no price.
double LeaderChecks::demand_scale(const Slot& slot) const {
  double scale = 0;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    scale += slot.record.prosumers.load_kwh[i] + left_[i].slope() * slot.record.system.price_sell;
  }
  return scale;
}

// h(p) <= p at a converged price, from the trades that stand. With `protocol: iterative` the CPS
// knows quantities only, and rounded numbers do not tell nothing from next to nothing.
void LeaderChecks::look_at_demand(const Slot& slot, const Followers& followers) {
  const recording::SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index(), .column = "price_sell"};
  demand_.count_slot();
  regret_.count_slot();
  const double elastic = sums_at(s.price_sell, followers).elastic_kwh;
  double satiation = s.price_base;
  for (const Position& left : left_) satiation = std::max(satiation, left.satiation_price());
  if (s.converged) {
    if (facts_.rules.protocol == "iterative" || facts_.is_rounded()) {
      demand_.measure(elastic, demand_scale(slot), where);
    } else {
      demand_.at_most(satiation, s.price_sell, where);
    }
    regret_.measure(s.prosumer_supply_elastic_kwh * s.price_sell,
                    s.prosumer_supply_kwh * s.price_sell,
                    {.slot = slot.index(), .column = "prosumer_supply_elastic_kwh"});
  } else if (s.capped && !s.degraded) {  // nor does everybody know what it got
    demand_.at_most(facts_.rules.price_cap, satiation, where);
  }
}

std::optional<double> LeaderChecks::base_elastic_kwh(const Slot& slot) {
  if (facts_.rules.aim != "share") return 0;
  if (!replay_.obstacle_at_other_prices().empty() || facts_.forms_coalitions()) return {};
  replay_.load(slot);
  if (!replay_.obstacle_in_slot().empty()) return {};
  return replay_.base_elastic_kwh();
}

// No more is sold than the aim allows where the search has converged, and more at a cap that cut.
void LeaderChecks::look_at_aim(const Slot& slot, const Followers& followers) {
  const recording::SystemRecord& s = slot.record.system;
  const std::optional<double> base_elastic = base_elastic_kwh(slot);
  if (s.degraded || !base_elastic) {
    return demand_.excuse("slots in which the demand at the tariff is not known are left out");
  }
  const LeaderDemand demand{facts_, slot, *base_elastic};
  const FollowerSums sums = sums_at(s.price_sell, followers);
  const double allowed = demand.allowed_kwh(sums), excess = sums.elastic_kwh - allowed;
  const double scale = std::fabs(demand.net_kwh(sums)) + s.other_demand_kwh + s.feed_in_kwh +
                       facts_.rules.capacity_kwh + *base_elastic + demand_scale(slot);
  const Where where{.slot = slot.index(), .column = "price_sell"};
  demand_.count_slot();
  regret_.count_slot();
  if (s.converged) {
    demand_.measure(std::max(0.0, excess), scale, where);
    regret_.measure(std::max(0.0, s.prosumer_supply_elastic_kwh - allowed) * s.price_sell,
                    scale * s.price_sell,
                    {.slot = slot.index(), .column = "prosumer_supply_elastic_kwh"});
  } else if (s.capped) {
    demand_.measure(std::max(0.0, -excess), scale, where);
  }
}

// Where D = K or D = 0, a rounding decides on which side of a step of C' the last kWh is.
void LeaderChecks::look_at_marginal_cost(const Slot& slot, const Followers& followers) {
  const recording::SystemRecord& s = slot.record.system;
  if (s.degraded) return;
  const LeaderDemand demand{facts_, slot, 0};
  const double net = demand.net_kwh(sums_at(s.price_sell, followers));
  const double rounding =
      facts_.tolerance().at(demand_scale(slot) + s.other_demand_kwh + s.feed_in_kwh);
  const Where where{.slot = slot.index(), .column = "price_sell"};
  marginal_.count_slot();
  if (s.converged) {
    marginal_.at_most(demand.last_kwh_cost(net - rounding), s.price_sell, where);
  } else if (s.capped) {
    marginal_.at_most(facts_.rules.price_cap, demand.last_kwh_cost(net + rounding), where);
  }
}

// Given the trades, no other price serves the CPS better than a converged one, or than the cap
// where that cut the price. A slot that is neither, and could have gone on, is one whose minimum
// jumped.
void LeaderChecks::look_at_outlay(const Slot& slot, const Followers& followers) {
  const recording::SystemRecord& s = slot.record.system;
  if (s.degraded) return;
  const Where where{.slot = slot.index(), .column = "price_sell"};
  const LeaderOutlay outlay{facts_, slot};
  const LeaderOutlay::Least least = outlay.least(followers);
  const double own = outlay.at(s.price_sell, followers);
  const double slack = outlay.slack(s.price_sell, followers);
  const double scale = std::fabs(own) + std::fabs(least.outlay) + s.generation_cost;
  outlay_.count_slot();
  if (s.converged || s.capped) {
    outlay_.measure(std::max(0.0, own - least.outlay - slack), scale, where);
  } else if (s.rounds + 1 < facts_.rules.max_rounds && !is_randomized_ &&
             !facts_.rules.latency_by_distance) {  // with which reports may be late
    outlay_.expect(least.price < s.price_sell, where);
  }
}

// Whose first missing kWh is worth more than anybody else's, and as much as the price, within what
// a search may miss.
void LeaderChecks::look_at_setter(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index(), .column = "price_set_by"};
  setter_.count_slot();
  const bool can_be_set = facts_.ends_elastic_supply() && !s.capped && s.price_sell > s.price_base;
  const auto count = static_cast<std::int64_t>(left_.size());
  setter_.expect(s.price_set_by >= -1 && s.price_set_by < (can_be_set ? count : 0), where);
  if (!can_be_set || s.price_set_by < -1 || s.price_set_by >= count) return;
  double highest = s.price_base;
  for (const Position& position : left_) highest = std::max(highest, position.satiation_price());
  const double missed = 2 * facts_.rules.price_tolerance;
  if (s.price_set_by < 0) return setter_.at_most(highest, s.price_sell - missed, where);
  const auto setter = static_cast<std::size_t>(s.price_set_by);
  setter_.at_most(highest, left_[setter].satiation_price(), where);
  setter_.at_most(s.price_sell - missed, highest, where);
}

void LeaderChecks::finish() {
  if (degraded_ == 0) return;
  flags_.excuse(fmt::format("{} degraded slots, in which a search need not end", degraded_));
  const std::string left_out = fmt::format("{} degraded slots left out", degraded_);
  if (facts_.is_cost_minimizing()) outlay_.excuse(left_out);
  if (facts_.is_marginal_cost()) marginal_.excuse(left_out);
}

void LeaderChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check :
       {&price_, &flags_, &demand_, &regret_, &marginal_, &outlay_, &setter_}) {
    receive(*check);
  }
}

}  // namespace peerwatt::verification
