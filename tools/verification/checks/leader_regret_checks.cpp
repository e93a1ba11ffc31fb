#include "tools/verification/checks/leader_regret_checks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "agents/market/ticks.hpp"

#include "tools/verification/replay/leader_demand.hpp"
#include "tools/verification/replay/leader_outlay.hpp"
#include "tools/verification/replay/tried_prices.hpp"

namespace peerwatt::verification {
namespace {

constexpr double kRounding = 1e-12;  // relative, of sums over prosumers

bool sells_stored_energy(const Slot& slot) {
  const auto offers = slot.record.prosumers.stored_offer_kwh;
  return !slot.has_agents ||
         std::any_of(offers.begin(), offers.end(), [](double kwh) { return kwh > 0; });
}

}  // namespace

LeaderRegretChecks::LeaderRegretChecks(const RunFacts& facts)
    : facts_{facts},
      replay_{facts},
      nearby_{"leader: refused just below", {}},
      price_regret_{"leader: price regret", {facts.rules.price_tolerance, 0}, Weight::kNoted},
      written_{"leader: regrets as written", facts.tolerance()},
      obstacle_{replay_.obstacle_at_other_prices()} {
  if (facts.forms_coalitions()) {
    obstacle_ = "coalitions would form anew at another price";
  }
  if (facts.rules.reduction_price > 0 && !facts.ends_elastic_supply()) {
    obstacle_ = "what reductions discharged and others did not buy is not in the trace";
  }
  if (!facts.searches()) obstacle_ = "leader.rule is " + facts.rules.leader_rule;
  for (Check* check : {&nearby_, &price_regret_}) {
    check->excuse(facts.is_cost_minimizing() ? "leader.rule is cost_minimizing" : obstacle_);
  }
  if (!obstacle_.empty()) written_.excuse("only bounds: " + obstacle_);
}

void LeaderRegretChecks::look_at(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::CertificateRecord& c = slot.record.certificates;
  const bool searched = s.is_peak && facts_.searches();
  const bool is_there = c.leader_regret.has_value();
  const Where where{.slot = slot.index(), .column = "leader_regret, price_regret"};
  written_.expect(is_there == c.price_regret.has_value(), where);
  written_.expect(!is_there || (searched && !s.degraded), where);
  if (is_there && c.price_regret) look_at_written(slot, {*c.leader_regret, *c.price_regret});
  if (!searched || !slot.has_agents || !obstacle_.empty()) return;
  if (is_there || !facts_.is_cost_minimizing()) replay(slot);
}

// What holds whatever was tried: no regret is negative, no price beyond the bounds; under the
// Stackelberg rule no more can be avoided than was sold, and no welfare gained beyond the most
// there could be.
void LeaderRegretChecks::look_at_written(const Slot& slot, const Regret& written) {
  const recording::SystemRecord& s = slot.record.system;
  const Where gain{.slot = slot.index(), .column = "leader_regret"};
  const Where price{.slot = slot.index(), .column = "price_regret"};
  written_.count_slot();
  written_.at_most(0, written.gain, gain);
  written_.at_most(0, written.price, price);
  written_.at_most(written.price + s.price_base, facts_.rules.price_cap, price);
  if (facts_.is_stackelberg()) {
    written_.at_most(written.gain, s.price_sell * s.prosumer_supply_elastic_kwh, gain);
  } else if (facts_.is_marginal_cost()) {
    if (sells_stored_energy(slot)) return;  // at other prices more or less of it is sold
    written_.at_most(written.gain, s.welfare_efficient - s.welfare, gain);
  } else if (slot.has_agents) {
    look_at_distance(slot, written.price);
  }
}

void LeaderRegretChecks::look_at_distance(const Slot& slot, double distance) {
  const recording::SystemRecord& s = slot.record.system;
  std::vector<Position> left;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const double bought = slot.record.prosumers.p2p_bought_kwh[i];
    left.push_back(position_of(facts_, slot, i).after_buying(bought));
  }
  const LeaderOutlay outlay{facts_, slot};
  const Followers followers{left, s.feed_in_kwh};
  const double least = outlay.least(followers).outlay;
  const double cap = facts_.rules.price_cap;
  double best = HUGE_VAL;
  for (const double price : {s.price_sell - distance, s.price_sell + distance}) {
    const double near = std::clamp(price, std::min(s.price_base, cap), cap);
    if (std::fabs(near - price) <= facts_.tolerance().at(price))
      best = std::min(best, outlay.at(near, followers));
  }
  // What the outlay comes from may cancel, and its rounding stays: energies times the price.
  const auto loads = slot.record.prosumers.load_kwh;
  const double energy =
      std::accumulate(loads.begin(), loads.end(), 0.0) + s.feed_in_kwh + s.other_demand_kwh;
  written_.measure(std::max(0.0, best - least),
                   std::fabs(least) + s.generation_cost + s.price_sell * energy,
                   {.slot = slot.index(), .column = "price_regret"});
}

void LeaderRegretChecks::replay(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::CertificateRecord& c = slot.record.certificates;
  replay_.load(slot);
  if (!replay_.obstacle_in_slot().empty()) {
    ++left_out_;
    return;
  }
  const Where gain{.slot = slot.index(), .column = "leader_regret"};
  const double scale = s.generation_cost + s.price_sell * s.prosumer_supply_kwh;
  const Regret found = regret(slot);
  const Where price{.slot = slot.index(), .column = "price_regret"};
  if (c.leader_regret) written_.measure(*c.leader_regret - found.gain, scale, gain);
  if (facts_.is_cost_minimizing()) return;
  if (c.price_regret) written_.measure(*c.price_regret - found.price, s.price_sell, price);
  const double missed = s.converged ? found.price : 0.0;
  if (missed > facts_.rules.price_tolerance) ++with_regret_;
  price_regret_.measure(missed, 0, {.slot = slot.index(), .column = "price_sell"});
  price_regret_.count_slot();
  nearby_.count_slot();
  if (!s.converged || s.price_sell <= s.price_base) return;
  nearby_.expect(is_refused_below(slot, replay_.base_elastic_kwh()),
                 {.slot = slot.index(), .column = "price_sell"});
}

bool LeaderRegretChecks::is_refused_below(const Slot& slot, double base_elastic_kwh) {
  const double announced = slot.record.system.price_sell;
  const double tolerance = facts_.rules.price_tolerance;
  const auto below = [&](double distance) {
    const double price = market::tick_below(announced - distance);
    return std::max(slot.record.system.price_base, price);
  };
  replay_.hold(announced);
  const std::vector<Position> left = replay_.left();
  const Followers followers{left, replay_.fed_in_kwh()};
  const double farthest = below(2 * tolerance);
  if (standing_of(farthest, followers, slot, base_elastic_kwh).may_be_refused) return true;
  for (const double share : {2.0, 1.0, 0.75, 0.5, 0.25, 0.125, 0.0625, 0.0}) {
    const double price = below(std::max(share * tolerance, market::to_price(1)));
    if (standing_at(price, slot, base_elastic_kwh).may_be_refused) return true;
  }
  return false;
}

LeaderRegretChecks::Standing LeaderRegretChecks::standing_at(double price, const Slot& slot,
                                                             double base_elastic_kwh) {
  replay_.hold(price);
  const std::vector<Position> left = replay_.left();
  return standing_of(price, {left, replay_.fed_in_kwh()}, slot, base_elastic_kwh);
}

LeaderRegretChecks::Standing LeaderRegretChecks::standing_of(double price,
                                                             const Followers& followers,
                                                             const Slot& slot,
                                                             double base_elastic_kwh) const {
  const FollowerSums sums = sums_at(price, followers);
  const LeaderDemand demand{facts_, slot, base_elastic_kwh};
  if (facts_.is_cost_minimizing()) return {.loss = LeaderOutlay{facts_, slot}.at(price, followers)};
  if (facts_.is_marginal_cost()) {
    const double net = demand.net_kwh(sums);
    const double rounding = kRounding * (1 + std::fabs(net));
    return {.loss = -demand.welfare(sums),
            .may_be_accepted = demand.last_kwh_cost(net - rounding) <= price + kRounding,
            .may_be_refused = demand.last_kwh_cost(net + rounding) > price - kRounding};
  }
  const double excess = demand.excess_kwh(sums);
  const bool is_rounding = excess < sums.elastic_kwh && excess <= kRounding * sums.elastic_kwh;
  return {
      .loss = excess, .may_be_accepted = excess == 0 || is_rounding, .may_be_refused = excess > 0};
}

// The prices rise: the first one that does what the rule asks for is the lowest, and under the
// Stackelberg rule none leaves less beyond the target.
LeaderRegretChecks::Regret LeaderRegretChecks::regret(const Slot& slot) {
  const double announced = slot.record.system.price_sell;
  const double base_elastic = replay_.base_elastic_kwh();
  const double own = standing_at(announced, slot, base_elastic).loss;
  const std::vector<Position> left = replay_.left();
  double least = own;
  Regret regret;
  bool is_found = false;
  for (const double price : tried_prices({replay_.positions(), left}, slot.record.system.price_base,
                                         facts_.rules.price_cap)) {
    const Standing standing = standing_at(price, slot, base_elastic);
    least = std::min(least, standing.loss);
    if (is_found || !standing.may_be_accepted) continue;
    regret.price = std::max(0.0, announced - price);
    is_found = true;
    if (facts_.is_stackelberg()) break;
  }
  regret.gain = (facts_.is_stackelberg() ? announced : 1.0) * (own - least);
  return regret;
}

void LeaderRegretChecks::finish() {
  if (with_regret_ > 0) {
    price_regret_.excuse(
        fmt::format("{} slots in which a lower price would have done", with_regret_));
  } else if (left_out_ > 0) {
    const std::string reason = fmt::format(
        "{} slots left out: degraded, or equal limit prices that arrive at different times",
        left_out_);
    for (Check* check : {&price_regret_, &written_}) check->excuse(reason);
    nearby_.excuse(reason);
  }
}

void LeaderRegretChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&nearby_, &price_regret_, &written_}) receive(*check);
}

}  // namespace peerwatt::verification
