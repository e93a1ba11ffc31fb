#include "tools/verification/leader_checks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "tools/verification/leader_outlay.hpp"
#include "tools/verification/market_replay.hpp"

namespace peerwatt::verification {
namespace {

// The price and the price that ends the demand come out of different sums.
Tolerance price_tolerance(const RunFacts& facts) {
  return facts.is_float32 ? Tolerance{1e-6, 0x1p-20} : Tolerance{1e-9, 1e-12};
}

}  // namespace

LeaderChecks::LeaderChecks(const RunFacts& facts)
    : facts_{facts},
      draws_lots_{MarketReplay{facts}.draws_lots()},
      price_{"leader: price", price_tolerance(facts)},
      flags_{"leader: flags and rounds", {}},
      demand_{"leader: demand left at the price", price_tolerance(facts)},
      regret_{"leader: regret", price_tolerance(facts)},
      outlay_{"leader: outlay at the price", price_tolerance(facts)} {
  const std::string reason = "leader.rule is " + facts.rules.leader_rule;
  if (!facts.is_stackelberg()) {
    for (Check* check : {&demand_, &regret_}) check->excuse(reason);
  }
  if (!facts.is_cost_minimizing()) outlay_.excuse(reason);
}

void LeaderChecks::look_at(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  look_at_flags(slot);
  price_.count_slot();
  if (!s.is_peak || !facts_.searches()) return look_at_fixed_price(slot);
  const Where where{.slot = slot.index(), .column = "price_sell"};
  price_.at_most(s.price_base, s.price_sell, where);
  price_.at_most(s.price_sell, facts_.rules.price_cap, where);
  if (s.capped) price_.equal(s.price_sell, facts_.rules.price_cap, where);
  if (!slot.has_agents) return;
  collect_left(slot);
  if (facts_.is_stackelberg()) {
    look_at_demand(slot);
  } else {
    look_at_outlay(slot);
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
  if (s.disturbed) {
    ++disturbed_;  // unanswered, or fewer rounds
    return;
  }
  // A search that has no round left for both another price and its last one ends a round early. The
  // minimum of an outlay may jump across every price, and reports may be late where orders are not.
  const bool may_not_end = s.rounds + 1 >= rules.max_rounds || draws_lots_ ||
                           facts_.is_cost_minimizing() || rules.latency_by_distance;
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

// h(p) <= p at a converged price, from the trades that stand. With `protocol: iterative` the CPS
// knows quantities only, and float32 does not tell nothing from next to nothing.
void LeaderChecks::look_at_demand(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index(), .column = "price_sell"};
  demand_.count_slot();
  regret_.count_slot();
  double satiation = s.price_base, elastic = 0, scale = 0;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    satiation = std::max(satiation, left_[i].satiation_price());
    elastic += left_[i].elastic(s.price_sell);
    scale += slot.record.prosumers.load_kwh[i] + left_[i].slope() * s.price_sell;
  }
  if (s.converged) {
    if (facts_.rules.protocol == "iterative" || facts_.is_float32) {
      demand_.measure(elastic, scale, where);
    } else {
      demand_.at_most(satiation, s.price_sell, where);
    }
    regret_.measure(s.prosumer_supply_elastic_kwh * s.price_sell,
                    s.prosumer_supply_kwh * s.price_sell,
                    {.slot = slot.index(), .column = "prosumer_supply_elastic_kwh"});
  } else if (s.capped && !s.disturbed) {  // nor has everybody heard what it got
    demand_.at_most(facts_.rules.price_cap, satiation, where);
  }
}

// Given the trades, no other price serves the CPS better than a converged one, or than the cap
// where that cut the price. A slot that is neither, and could have gone on, is one whose minimum
// jumped.
void LeaderChecks::look_at_outlay(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  if (s.disturbed) return;
  const Where where{.slot = slot.index(), .column = "price_sell"};
  const LeaderOutlay outlay{facts_, slot};
  const LeaderOutlay::Least least = outlay.least(left_);
  const double own = outlay.at(s.price_sell, left_);
  const double slack = outlay.slack(s.price_sell, left_);
  const double scale =
      std::fabs(own) + std::fabs(least.outlay) + outlay.of_demand(0, s.prosumer_supply_kwh);
  outlay_.count_slot();
  if (s.converged || s.capped) {
    outlay_.measure(std::max(0.0, own - least.outlay - slack), scale, where);
  } else if (s.rounds + 1 < facts_.rules.max_rounds && !draws_lots_) {
    outlay_.expect(least.price < s.price_sell, where);
  }
}

void LeaderChecks::finish() {
  if (disturbed_ == 0) return;
  flags_.excuse(fmt::format("{} disturbed slots, in which a search need not end", disturbed_));
  if (!facts_.is_cost_minimizing()) return;
  outlay_.excuse(fmt::format("{} disturbed slots left out", disturbed_));
}

void LeaderChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&price_, &flags_, &demand_, &regret_, &outlay_}) receive(*check);
}

}  // namespace peerwatt::verification
