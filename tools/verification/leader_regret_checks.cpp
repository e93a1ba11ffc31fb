#include "tools/verification/leader_regret_checks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "tools/verification/leader_outlay.hpp"
#include "tools/verification/tried_prices.hpp"

namespace peerwatt::verification {
namespace {

double elastic_kwh(const std::vector<Position>& positions, double price) {
  double sum = 0;
  for (const Position& position : positions) {
    const double elastic = position.elastic(price);
    if (elastic > Position::kNothing) sum += elastic;
  }
  return sum;
}

}  // namespace

LeaderRegretChecks::LeaderRegretChecks(const RunFacts& facts)
    : facts_{facts},
      replay_{facts},
      price_regret_{"leader: price regret", {facts.rules.price_tolerance, 0}, Weight::kNoted},
      written_{"leader: regrets as written", facts.tolerance()},
      obstacle_{replay_.obstacle()} {
  if (facts.forms_coalitions()) {
    obstacle_ = "coalitions would form anew at another price";
  }
  if (!facts.searches()) obstacle_ = "leader.rule is " + facts.rules.leader_rule;
  price_regret_.excuse(facts.is_cost_minimizing() ? "leader.rule is cost_minimizing" : obstacle_);
  if (!obstacle_.empty()) written_.excuse("only bounds: " + obstacle_);
}

void LeaderRegretChecks::look_at(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::CertificateRecord& c = slot.record.certificates;
  const bool searched = s.is_peak && facts_.searches();
  const bool is_there = c.leader_regret.has_value();
  const Where where{.slot = slot.index(), .column = "leader_regret, price_regret"};
  written_.expect(is_there == c.price_regret.has_value(), where);
  written_.expect(!is_there || (searched && !s.disturbed), where);
  if (is_there && c.price_regret) look_at_written(slot, {*c.leader_regret, *c.price_regret});
  if (!searched || !slot.has_agents || !obstacle_.empty()) return;
  if (is_there || (facts_.is_stackelberg())) replay(slot);
}

// What holds whatever was tried: no regret is negative, no price beyond the bounds, and under the
// Stackelberg rule no more can be avoided than was sold.
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
  const double least = outlay.least(left).outlay;
  double best = HUGE_VAL;
  for (const double price : {s.price_sell - distance, s.price_sell + distance}) {
    const double near = std::clamp(price, s.price_base, facts_.rules.price_cap);
    if (std::fabs(near - price) <= facts_.tolerance().at(price))
      best = std::min(best, outlay.at(near, left));
  }
  written_.measure(std::max(0.0, best - least),
                   std::fabs(least) + outlay.of_demand(0, s.prosumer_supply_kwh),
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
  if (facts_.is_cost_minimizing()) {
    return written_.measure(*c.leader_regret - outlay_regret(slot), scale, gain);
  }
  const Regret regret = satiating_regret(slot);
  const Where price{.slot = slot.index(), .column = "price_regret"};
  if (c.leader_regret && c.price_regret) {
    written_.measure(*c.leader_regret - regret.gain, scale, gain);
    written_.measure(*c.price_regret - regret.price, s.price_sell, price);
  }
  const double missed = s.converged ? regret.price : 0.0;
  if (missed > facts_.rules.price_tolerance) ++with_regret_;
  price_regret_.measure(missed, 0, {.slot = slot.index(), .column = "price_sell"});
  price_regret_.count_slot();
}

// The prices rise: the first one that leaves nothing elastic is the lowest.
LeaderRegretChecks::Regret LeaderRegretChecks::satiating_regret(const Slot& slot) {
  const double announced = slot.record.system.price_sell;
  replay_.hold(announced);
  const std::vector<Position> left = replay_.left();
  const double sold = elastic_kwh(left, announced);
  double least = sold;
  Regret regret;
  for (const double price : tried_prices({replay_.positions(), left}, slot.record.system.price_base,
                                         facts_.rules.price_cap)) {
    replay_.hold(price);
    const double elastic = elastic_kwh(replay_.left(), price);
    least = std::min(least, elastic);
    if (elastic > 0) continue;
    regret.price = std::max(0.0, announced - price);
    break;
  }
  regret.gain = announced * (sold - least);
  return regret;
}

double LeaderRegretChecks::outlay_regret(const Slot& slot) {
  const double announced = slot.record.system.price_sell;
  const LeaderOutlay outlay{facts_, slot};
  replay_.hold(announced);
  const std::vector<Position> left = replay_.left();
  const double own = outlay.at(announced, left);
  double least = own;
  for (const double price : tried_prices({replay_.positions(), left}, slot.record.system.price_base,
                                         facts_.rules.price_cap)) {
    replay_.hold(price);
    least = std::min(least, outlay.at(price, replay_.left()));
  }
  return own - least;
}

void LeaderRegretChecks::finish() {
  if (with_regret_ > 0) {
    price_regret_.excuse(
        fmt::format("{} slots in which a lower price would have done", with_regret_));
  } else if (left_out_ > 0) {
    const std::string reason = fmt::format(
        "{} slots left out: disturbed, or equal limit prices that arrive at different times",
        left_out_);
    for (Check* check : {&price_regret_, &written_}) check->excuse(reason);
  }
}

void LeaderRegretChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&price_regret_, &written_}) receive(*check);
}

}  // namespace peerwatt::verification
