#include "tools/verification/checks/baseline_checks.hpp"

#include <algorithm>
#include <cmath>

#include "tools/verification/replay/generation.hpp"
#include "tools/verification/replay/home_draw.hpp"

namespace peerwatt::verification {

using recording::ProsumerRecord;
using recording::SystemRecord;

struct BaselineChecks::Columns {
  std::span<const double> balance;
  std::span<const double> comfort_lost;
  std::span<const double> battery_energy_kwh;
};

BaselineChecks::BaselineChecks(const RunFacts& facts, std::int64_t first_slot)
    : facts_{facts},
      households_{"baselines: households", facts.tolerance()},
      totals_{"baselines: sums", facts.tolerance()},
      losses_{"baselines: losses", {1e-6, 1e-6 + 8 * facts.rounding()}},
      possible_{facts.rules.baselines && facts.has_agents && facts.every == 1 && first_slot == 0},
      stored_ordinary_{facts.prosumers.battery_initial_kwh},
      stored_no_trade_{facts.prosumers.battery_initial_kwh} {
  const char* reason = !facts.rules.baselines ? "trace.baselines is off"
                       : !facts.has_agents    ? "trace.level is summary"
                       : facts.every > 1      ? "/prosumers has not every slot"
                                              : "slots from the first on were not asked for";
  if (!possible_) {
    for (Check* check : {&households_, &totals_, &losses_}) check->excuse(reason);
  } else if (!facts.has_power_flow()) {
    losses_.excuse("network.power_flow is none");
  } else if (NetworkReplay::is_possible(facts)) {
    networks_.emplace(facts);
  } else {
    losses_.excuse(NetworkReplay::kObstacle);
  }
}

void BaselineChecks::look_at(const Slot& slot) {
  if (!possible_) return;
  const Totals ordinary = play(Kind::kOrdinary, slot);
  const Totals no_trade = play(Kind::kNoTrade, slot);
  look_at_totals(slot, ordinary, no_trade);
  if (networks_) look_at_losses(slot, ordinary, no_trade);
  households_.count_slot();
  totals_.count_slot();
}

double BaselineChecks::operate(double& stored_kwh, std::size_t i, double missing_kwh,
                               bool may_give) const {
  const recording::ProsumerStatics& s = facts_.prosumers;
  if (s.battery_capacity_kwh[i] <= 0) return 0;
  const double one_way = std::sqrt(s.battery_efficiency[i]);
  const double limit = s.battery_power_kw[i] * facts_.slot_hours();
  if (missing_kwh < 0) {
    const double room = std::max(0.0, s.battery_capacity_kwh[i] - stored_kwh) / one_way;
    const double taken = std::min({-missing_kwh, limit, room});
    stored_kwh += taken * one_way;
    return -taken;
  }
  if (!may_give) return 0;
  const double available = std::max(0.0, stored_kwh - s.battery_reserve_kwh[i]) * one_way;
  const double given = std::min({missing_kwh, limit, available});
  stored_kwh -= given / one_way;
  return given;
}

BaselineChecks::Totals BaselineChecks::play(Kind kind, const Slot& slot) {
  const ProsumerRecord& p = slot.record.prosumers;
  const SystemRecord& s = slot.record.system;
  const bool ordinary = kind == Kind::kOrdinary;
  const Columns columns =
      ordinary
          ? Columns{p.balance_ordinary, p.comfort_lost_ordinary, p.battery_energy_ordinary_kwh}
          : Columns{p.balance_no_trade, p.comfort_lost_no_trade, p.battery_energy_no_trade_kwh};
  std::vector<double>& stored = ordinary ? stored_ordinary_ : stored_no_trade_;
  const double price = ordinary ? s.price_base : s.price_sell;
  Totals totals;
  totals.losses_kwh = ordinary ? s.losses_ordinary_kwh : s.losses_no_trade_kwh;
  if (networks_)
    totals.draw = networks_->ordinary.network.base_loads(slot.record.network.base_load_factor);
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const double load = p.load_kwh[i], generation = p.generation_kwh[i];
    const bool may_give = ordinary || s.is_peak || facts_.prosumers.battery_keeps_for_peak[i] == 0;
    const double missing = load - generation;
    const double net = missing - operate(stored[i], i, missing, may_give);
    const Position position =
        standing(facts_, i, {load, load - std::max(0.0, net), s.price_base, 0});
    const double bought = position.want(price), surplus = std::max(0.0, -net);
    const double unserved = std::max(0.0, std::max(0.0, net) - bought);
    const double bill = bought * price - surplus * s.price_feed_in;
    // Rounding of what is stored, and of prices, moves all of these.
    const double scale =
        position.scale(load, price) + generation + facts_.prosumers.battery_capacity_kwh[i];
    const double money = scale * std::max(price, s.price_feed_in);
    const auto look = [&](const char* name, double found, double expected, double of) {
      households_.measure(
          found - expected, of,
          {.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i), .column = name});
    };
    look("balance", columns.balance[i], bill, money);
    look("comfort_lost", columns.comfort_lost[i], position.comfort_lost(unserved),
         scale * position.choke_price);
    look("battery_energy", columns.battery_energy_kwh[i], stored[i], scale);
    if (facts_.is_rounded()) stored[i] = columns.battery_energy_kwh[i];
    if (networks_) {
      add_home(facts_, i, {bought - surplus, load - unserved, generation}, totals.draw);
      networks_->of(ordinary).inverters.set_generation(i, generation);
    }
    totals.bought_kwh += bought;
    totals.fed_in_kwh += surplus;
    totals.unserved_kwh += unserved;
    totals.balance += bill;
    totals.scale += scale;
    totals.money_scale += money;
  }
  return totals;
}

// Near the most that the wires carry it depends on rounding whether a steady state is found: what
// takes very many sweeps, or is not found, is not judged.
void BaselineChecks::look_at_losses(const Slot& slot, const Totals& ordinary,
                                    const Totals& no_trade) {
  constexpr int kSurelyFound = 60;
  const auto look = [&](Network& of, const Totals& totals, const char* name) {
    BusDraw draw = totals.draw;
    if (!of.inverters.solve(of.network, draw) || of.network.sweeps() > kSurelyFound) {
      return losses_.excuse("slots in which the wires can hardly carry what is drawn are left out");
    }
    losses_.measure(totals.losses_kwh - of.network.losses_kw() * facts_.slot_hours(),
                    totals.scale + totals.losses_kwh, {.slot = slot.index(), .column = name});
  };
  look(networks_->ordinary, ordinary, "losses_ordinary_kwh");
  look(networks_->no_trade, no_trade, "losses_no_trade_kwh");
  losses_.count_slot();
}

void BaselineChecks::look_at_totals(const Slot& slot, const Totals& ordinary,
                                    const Totals& no_trade) {
  const SystemRecord& s = slot.record.system;
  const auto look = [&](const char* name, double found, double expected, double scale) {
    totals_.measure(found - expected, scale, {.slot = slot.index(), .column = name});
  };
  const auto demand = [&](const Totals& totals) {
    return std::max(0.0,
                    s.other_demand_kwh + totals.losses_kwh + totals.bought_kwh - totals.fed_in_kwh);
  };
  const double scale =
      s.other_demand_kwh + ordinary.scale + std::max(ordinary.losses_kwh, no_trade.losses_kwh);
  look("prosumer_supply_ordinary_kwh", s.prosumer_supply_ordinary_kwh, ordinary.bought_kwh, scale);
  look("prosumer_supply_no_trade_kwh", s.prosumer_supply_no_trade_kwh, no_trade.bought_kwh, scale);
  look("net_demand_ordinary_kwh", s.net_demand_ordinary_kwh, demand(ordinary), scale);
  look("net_demand_no_trade_kwh", s.net_demand_no_trade_kwh, demand(no_trade), scale);
  look("unserved_no_trade_kwh", s.unserved_no_trade_kwh, no_trade.unserved_kwh, scale);
  look("prosumers_balance_ordinary", s.prosumers_balance_ordinary, ordinary.balance,
       ordinary.money_scale);
  const Generation generation = generation_of(facts_.rules, s.net_demand_ordinary_kwh);
  look("reserve_ordinary_kwh", s.reserve_ordinary_kwh, generation.reserve_kwh, scale);
  look("generation_cost_ordinary", s.generation_cost_ordinary, generation.cost, generation.scale);
  look("marginal_cost_ordinary", s.marginal_cost_ordinary, generation.marginal_cost,
       generation.marginal_cost);
  look("reserve_no_trade_kwh", s.reserve_no_trade_kwh,
       generation_of(facts_.rules, s.net_demand_no_trade_kwh).reserve_kwh, scale);
}

void BaselineChecks::report(const std::function<void(const Check&)>& receive) const {
  receive(households_);
  receive(totals_);
  receive(losses_);
}

}  // namespace peerwatt::verification
