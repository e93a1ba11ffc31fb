#include "tools/verification/checks/energy_checks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/core/id.hpp"

#include "tools/verification/replay/generation.hpp"

namespace peerwatt::verification {
namespace {

using recording::ProsumerRecord;
using recording::SystemRecord;

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

struct NamedColumn {
  const char* name;
  std::span<const double> ProsumerRecord::*values;
};
// Quantities and payments that are never below zero.
constexpr auto kNeverNegative = std::to_array<NamedColumn>({
    {"load_kwh", &ProsumerRecord::load_kwh},
    {"generation_kwh", &ProsumerRecord::generation_kwh},
    {"deficiency_kwh", &ProsumerRecord::deficiency_kwh},
    {"surplus_kwh", &ProsumerRecord::surplus_kwh},
    {"stored_offer_kwh", &ProsumerRecord::stored_offer_kwh},
    {"comfort_lost", &ProsumerRecord::comfort_lost},
    {"p2p_bought_kwh", &ProsumerRecord::p2p_bought_kwh},
    {"p2p_sold_kwh", &ProsumerRecord::p2p_sold_kwh},
    {"auction_bought_kwh", &ProsumerRecord::auction_bought_kwh},
    {"auction_sold_kwh", &ProsumerRecord::auction_sold_kwh},
    {"p2p_paid", &ProsumerRecord::p2p_paid},
    {"p2p_earned", &ProsumerRecord::p2p_earned},
    {"grid_bought_kwh", &ProsumerRecord::grid_bought_kwh},
    {"grid_sold_kwh", &ProsumerRecord::grid_sold_kwh},
    {"unserved_kwh", &ProsumerRecord::unserved_kwh},
});

struct SummedColumn {
  const char* name;
  double SystemRecord::*total;
  std::span<const double> ProsumerRecord::*parts;
};
constexpr auto kSums = std::to_array<SummedColumn>({
    {"prosumer_supply_kwh", &SystemRecord::prosumer_supply_kwh, &ProsumerRecord::grid_bought_kwh},
    {"feed_in_kwh", &SystemRecord::feed_in_kwh, &ProsumerRecord::grid_sold_kwh},
    {"unserved_kwh", &SystemRecord::unserved_kwh, &ProsumerRecord::unserved_kwh},
    {"p2p_energy_kwh (sold)", &SystemRecord::p2p_energy_kwh, &ProsumerRecord::p2p_sold_kwh},
    {"p2p_energy_kwh (bought)", &SystemRecord::p2p_energy_kwh, &ProsumerRecord::p2p_bought_kwh},
    {"auction_energy_kwh (sold)", &SystemRecord::auction_energy_kwh,
     &ProsumerRecord::auction_sold_kwh},
    {"auction_energy_kwh (bought)", &SystemRecord::auction_energy_kwh,
     &ProsumerRecord::auction_bought_kwh},
});

// What is traded at the mid-market price, given all and what is traded in auctions.
double mid_market_part(const recording::RuleStatics& rules, const SystemRecord& system) {
  const bool has_stage =
      rules.mechanism == "auction_then_mid_market" || rules.mechanism == "mid_market_rate";
  return has_stage ? system.p2p_energy_kwh - system.auction_energy_kwh : 0.0;
}

}  // namespace

EnergyChecks::EnergyChecks(const RunFacts& facts)
    : facts_{facts},
      purchases_{"energy: purchases", facts.tolerance()},
      sales_{"energy: sales", facts.tolerance()},
      household_{"energy: household", facts.tolerance()},
      signs_{"energy: signs", facts.tolerance()},
      coalitions_{"energy: coalitions", facts.tolerance()},
      sums_{"energy: sums over prosumers", facts.tolerance()},
      parts_{"energy: parts of the trade", facts.tolerance()},
      cost_{"energy: reserve and cost", facts.tolerance()} {}

void EnergyChecks::look_at(const Slot& slot) {
  look_at_cost(slot);
  look_at_parts(slot);
  if (!slot.has_agents) return;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    look_at_household(slot, i);
    look_at_signs(slot, i);
  }
  look_at_coalitions(slot);
  look_at_sums(slot);
  for (Check* check : {&purchases_, &sales_, &household_, &signs_}) check->count_slot();
}

void EnergyChecks::look_at_household(const Slot& slot, std::size_t i) {
  const ProsumerRecord& p = slot.record.prosumers;
  const Where where{.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)};
  const double lacking = p.deficiency_kwh[i], left = p.surplus_kwh[i];
  purchases_.equal(p.p2p_bought_kwh[i] + p.grid_bought_kwh[i] + p.unserved_kwh[i], lacking, where);
  sales_.equal(p.p2p_sold_kwh[i] + p.grid_sold_kwh[i], left, where);
  const double net = p.load_kwh[i] - p.generation_kwh[i] + p.battery_charged_kwh[i];
  const double scale = p.load_kwh[i] + p.generation_kwh[i] + std::fabs(p.battery_charged_kwh[i]);
  household_.measure(lacking - left - net, lacking + left + scale, where);
  household_.measure(std::min(lacking, left), scale, where);  // never both
}

void EnergyChecks::look_at_signs(const Slot& slot, std::size_t i) {
  const ProsumerRecord& p = slot.record.prosumers;
  for (const NamedColumn& column : kNeverNegative) {
    signs_.at_most(
        0, (p.*column.values)[i],
        {.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i), .column = column.name});
  }
}

// Sold is bought in every coalition, and nobody trades without one.
void EnergyChecks::look_at_coalitions(const Slot& slot) {
  const ProsumerRecord& p = slot.record.prosumers;
  const std::int32_t highest = *std::max_element(p.coalition.begin(), p.coalition.end());
  coalitions_.count_slot();
  if (highest >= facts_.coalition_limit())
    return coalitions_.expect(false, {.slot = slot.index(), .coalition = highest});
  net_kwh_.assign(static_cast<std::size_t>(std::max(0, highest + 1)), 0.0);
  traded_kwh_.assign(net_kwh_.size(), 0.0);
  for (std::size_t i = 0; i < p.coalition.size(); ++i) {
    const double sold = p.p2p_sold_kwh[i], bought = p.p2p_bought_kwh[i];
    if (p.coalition[i] < 0) {
      coalitions_.measure(sold + bought, 0,
                          {.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)});
      coalitions_.expect(p.coalition[i] == kNoId,
                         {.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)});
      continue;
    }
    net_kwh_[static_cast<std::size_t>(p.coalition[i])] += sold - bought;
    traded_kwh_[static_cast<std::size_t>(p.coalition[i])] += sold + bought;
  }
  for (std::size_t c = 0; c < net_kwh_.size(); ++c) {
    coalitions_.measure(net_kwh_[c], traded_kwh_[c],
                        {.slot = slot.index(), .coalition = static_cast<std::int64_t>(c)});
  }
}

void EnergyChecks::look_at_sums(const Slot& slot) {
  for (const SummedColumn& column : kSums) {
    sums_.equal(slot.record.system.*column.total, sum(slot.record.prosumers.*column.parts),
                {.slot = slot.index(), .column = column.name});
  }
  sums_.count_slot();
}

void EnergyChecks::look_at_parts(const Slot& slot) {
  const SystemRecord& s = slot.record.system;
  const auto equal = [&](const char* name, double found, double expected) {
    parts_.measure(found - expected, std::fabs(found) + s.p2p_energy_kwh,
                   {.slot = slot.index(), .column = name});
  };
  const double above = s.feeder_energy_kwh + s.substation_energy_kwh;
  equal("local_energy_kwh", s.local_energy_kwh, s.p2p_energy_kwh - above);
  if (facts_.rules.levels == 0) equal("levels", above, 0);
  equal("solar_energy_kwh, storage_energy_kwh", s.solar_energy_kwh + s.storage_energy_kwh,
        s.p2p_energy_kwh);
  equal("mid_market_energy_kwh", s.mid_market_energy_kwh, mid_market_part(facts_.rules, s));
  for (const double part : {s.local_energy_kwh, s.feeder_energy_kwh, s.substation_energy_kwh,
                            s.solar_energy_kwh, s.storage_energy_kwh, s.auction_energy_kwh}) {
    parts_.at_most(0, part, {.slot = slot.index(), .column = "sign"});
  }
  parts_.count_slot();
}

void EnergyChecks::look_at_cost(const Slot& slot) {
  const SystemRecord& s = slot.record.system;
  const recording::RuleStatics& rules = facts_.rules;
  const double taken = s.other_demand_kwh + s.losses_kwh + s.prosumer_supply_kwh;
  const double gross = taken + s.feed_in_kwh;
  const double demand = std::max(0.0, taken - s.feed_in_kwh);
  cost_.measure(s.net_demand_kwh - demand, gross,
                {.slot = slot.index(), .column = "net_demand_kwh"});
  const Generation generation = generation_of(rules, s.net_demand_kwh);
  cost_.measure(s.reserve_kwh - generation.reserve_kwh, demand,
                {.slot = slot.index(), .column = "reserve_kwh"});
  cost_.measure(s.generation_cost - generation.cost, generation.scale,
                {.slot = slot.index(), .column = "generation_cost"});
  cost_.at_most(0, s.other_demand_kwh, {.slot = slot.index(), .column = "other_demand_kwh"});
  cost_.count_slot();
}

void EnergyChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check :
       {&purchases_, &sales_, &household_, &signs_, &coalitions_, &sums_, &parts_, &cost_}) {
    receive(*check);
  }
}

}  // namespace peerwatt::verification
