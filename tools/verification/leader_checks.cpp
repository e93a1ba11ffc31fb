#include "tools/verification/leader_checks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace peerwatt::verification {
namespace {

// The price and the price that ends the demand come out of different sums.
Tolerance price_tolerance(const RunFacts& facts) {
  return facts.is_float32 ? Tolerance{1e-6, 0x1p-20} : Tolerance{1e-9, 1e-12};
}

}  // namespace

LeaderChecks::LeaderChecks(const RunFacts& facts)
    : facts_{facts},
      replay_{facts},
      price_{"leader: price", price_tolerance(facts)},
      flags_{"leader: flags and rounds", {}},
      demand_{"leader: demand left at the price", price_tolerance(facts)},
      regret_{"leader: regret", price_tolerance(facts)},
      price_regret_{"leader: price regret", {facts.rules.price_tolerance, 0}, Weight::kNoted},
      obstacle_{replay_.obstacle()} {
  if (facts.rules.network_charge > 0 || facts.rules.radius_km) {
    obstacle_ = "coalitions would form anew at another price";
  }
  price_regret_.excuse(obstacle_);
  if (facts.rules.leader_rule != "stackelberg") {
    const std::string reason = "leader.rule is " + facts.rules.leader_rule;
    for (Check* check : {&demand_, &regret_, &price_regret_}) check->excuse(reason);
  }
}

void LeaderChecks::look_at(const Slot& slot) {
  const bool searched = slot.record.system.is_peak && facts_.rules.leader_rule == "stackelberg";
  look_at_flags(slot);
  if (!searched) look_at_fixed_price(slot);
  price_.count_slot();
  if (!searched || !slot.has_agents) return;
  look_at_search(slot, satiation_of(slot));
  if (obstacle_.empty()) look_for_lower_price(slot);
}

void LeaderChecks::look_at_flags(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::RuleStatics& rules = facts_.rules;
  const Where where{.slot = slot.index(), .column = "rounds, converged, capped"};
  flags_.count_slot();
  if (!s.is_peak || rules.leader_rule != "stackelberg") {
    return flags_.expect(s.rounds == 1 && s.converged && !s.capped, where);
  }
  flags_.expect(s.rounds >= 1 && s.rounds <= rules.max_rounds, where);
  flags_.expect(!(s.converged && s.capped), where);
  // One round ends a search only at the base tariff, where no more is asked for.
  flags_.expect(s.rounds > 1 || s.price_sell == s.price_base, where);
  // A search that has no round left for both another price and its last one ends a round early.
  const bool all_heard = rules.loss_probability == 0 && s.late_orders == 0;
  const bool out_of_rounds = s.rounds + 1 >= rules.max_rounds || replay_.draws_lots();
  if (all_heard) flags_.expect(s.converged || s.capped || out_of_rounds, where);
}

// Off-peak the base tariff is checked with the tariff; at peak the other rules announce a tariff.
void LeaderChecks::look_at_fixed_price(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::RuleStatics& rules = facts_.rules;
  const Where where{.slot = slot.index(), .column = "price_sell"};
  if (!s.is_peak) return price_.equal(s.price_sell, s.price_base, where);
  double apart = std::fabs(s.price_sell - rules.flat_price);
  if (rules.leader_rule == "time_of_use") {
    for (const double price : rules.band_prices) {
      apart = std::min(apart, std::fabs(s.price_sell - price));
    }
  } else if (rules.leader_rule != "flat") {
    apart = std::max({0.0, s.price_base - s.price_sell, s.price_sell - rules.price_cap});
  }
  price_.measure(apart, 2 * s.price_sell, where);
}

// h(p) from the trades that stand.
double LeaderChecks::satiation_of(const Slot& slot) const {
  double highest = slot.record.system.price_base;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const double bought = slot.record.prosumers.p2p_bought_kwh[i];
    highest =
        std::max(highest, position_of(facts_, slot, i).after_buying(bought).satiation_price());
  }
  return highest;
}

void LeaderChecks::look_at_search(const Slot& slot, double satiation) {
  const recording::SystemRecord& s = slot.record.system;
  const double cap = facts_.rules.price_cap;
  const Where where{.slot = slot.index(), .column = "price_sell"};
  price_.at_most(s.price_base, s.price_sell, where);
  price_.at_most(s.price_sell, cap, where);
  demand_.count_slot();
  regret_.count_slot();
  const double elastic = s.prosumer_supply_elastic_kwh;
  if (s.converged) {
    demand_.at_most(satiation, s.price_sell, where);
    regret_.measure(elastic * s.price_sell, s.prosumer_supply_kwh * s.price_sell,
                    {.slot = slot.index(), .column = "prosumer_supply_elastic_kwh"});
  } else if (s.capped) {
    demand_.equal(s.price_sell, cap, where);
    demand_.at_most(cap, satiation, where);
  }
}

void LeaderChecks::look_for_lower_price(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  replay_.load(slot);
  if (!replay_.obstacle_in_slot().empty()) {
    ++left_out_;
    return;
  }
  price_regret_.count_slot();
  double lowest = s.price_sell;
  if (s.converged) {
    replay_.hold(s.price_sell);
    collect_candidates(slot);
    for (const double price : candidates_) {
      replay_.hold(price);
      if (replay_.satiation_price() > price + 1e-12 * std::max(1.0, price)) continue;
      lowest = price;
      break;
    }
  }
  const double regret = s.price_sell - lowest;
  if (regret > facts_.rules.price_tolerance) ++with_regret_;
  price_regret_.measure(regret, 0, {.slot = slot.index(), .column = "price_sell"});
}

// Prices below the announced one, rising: a grid, and where a buyer's demand would end.
void LeaderChecks::collect_candidates(const Slot& slot) {
  const double base = slot.record.system.price_base, price = slot.record.system.price_sell;
  candidates_.clear();
  for (std::size_t i = 0; i < replay_.positions().size(); ++i) {
    const double bought = replay_.fills()[i].bought_kwh;
    candidates_.push_back(replay_.positions()[i].after_buying(bought).satiation_price());
  }
  std::erase_if(candidates_, [&](double p) { return !(p >= base && p < price); });
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
  if (const std::size_t all = candidates_.size(); all > kMostBreakpoints) {
    for (std::size_t i = 0; i < kMostBreakpoints; ++i) {
      candidates_[i] = candidates_[i * all / kMostBreakpoints];
    }
    candidates_.resize(kMostBreakpoints);
  }
  for (int i = 0; i < kGridPrices; ++i) {
    candidates_.push_back(base + (price - base) * i / kGridPrices);
  }
  std::erase_if(candidates_, [&](double p) { return p >= price; });
  std::sort(candidates_.begin(), candidates_.end());
}

void LeaderChecks::finish() {
  if (with_regret_ > 0) {
    price_regret_.excuse(
        fmt::format("{} slots in which a lower price would have done", with_regret_));
  } else if (left_out_ > 0) {
    price_regret_.excuse(
        fmt::format("{} slots left out: late or lost messages, or equal limit "
                    "prices that arrive at different times",
                    left_out_));
  }
}

void LeaderChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&price_, &flags_, &demand_, &regret_, &price_regret_}) {
    receive(*check);
  }
}

}  // namespace peerwatt::verification
