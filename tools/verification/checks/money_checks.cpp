#include "tools/verification/checks/money_checks.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::verification {
namespace {

using recording::ProsumerRecord;
using recording::SystemRecord;

// Sum and sum of magnitudes.
struct Total {
  double sum = 0;
  double scale = 0;

  void add(double value) {
    sum += value;
    scale += std::fabs(value);
  }
};

Total total(std::span<const double> values) {
  Total all;
  for (const double value : values) all.add(value);
  return all;
}

}  // namespace

MoneyChecks::MoneyChecks(const RunFacts& facts)
    : facts_{facts},
      bills_{"money: bills", facts.tolerance()},
      balances_{"money: balances of the others", facts.tolerance()},
      sum_{"money: sum of all balances", facts.tolerance()},
      prices_{"money: prices of the trade", facts.tolerance()},
      rational_{"money: no worse than the grid", facts.tolerance(),
                facts.rules.network_charge > 0 ? Weight::kNoted : Weight::kJudged},
      tariff_{"money: tariff", facts.tolerance()} {}

void MoneyChecks::look_at(const Slot& slot) {
  look_at_tariff(slot);
  if (!slot.has_agents) return;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    look_at_bills(slot, i);
    look_at_terms(slot, i);
  }
  look_at_balances(slot);
  look_at_prices(slot);
  for (Check* check : {&bills_, &balances_, &sum_, &prices_, &rational_}) {
    check->count_slot();
  }
}

void MoneyChecks::look_at_bills(const Slot& slot, std::size_t i) {
  const ProsumerRecord& p = slot.record.prosumers;
  const SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)};
  Total bill;
  bill.add(p.p2p_paid[i]);
  bill.add(-p.p2p_earned[i]);
  bill.add(p.network_charge[i]);
  bill.add(p.coalition_transfer[i]);
  bill.add(-p.reduction_paid[i]);
  bill.add(p.grid_bought_kwh[i] * s.price_sell);
  bill.add(-p.grid_sold_kwh[i] * s.price_feed_in);
  bills_.measure(p.balance[i] - bill.sum, bill.scale, where);
}

// A buyer pays at most p_gs per kWh, a seller gets p_fit or more, charges and what members pay each
// other included.
void MoneyChecks::look_at_terms(const Slot& slot, std::size_t i) {
  const ProsumerRecord& p = slot.record.prosumers;
  const SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)};
  const double charge = p.network_charge[i] + p.coalition_transfer[i];
  if (p.p2p_bought_kwh[i] > 0) {
    rational_.at_most(p.p2p_paid[i] + charge, p.p2p_bought_kwh[i] * s.price_sell, where);
  } else {
    rational_.at_most(p.p2p_sold_kwh[i] * s.price_feed_in, p.p2p_earned[i] - charge, where);
    rational_.at_most(std::fabs(p.p2p_paid[i]), 0, where);
  }
  rational_.measure(std::min(p.p2p_bought_kwh[i], p.p2p_sold_kwh[i]), 0, where);
}

void MoneyChecks::look_at_balances(const Slot& slot) {
  const ProsumerRecord& p = slot.record.prosumers;
  const SystemRecord& s = slot.record.system;
  const Total paid = total(p.p2p_paid), earned = total(p.p2p_earned);
  const Total charges = total(p.network_charge);
  const auto look = [&](const char* name, double found, double expected, double scale) {
    balances_.measure(found - expected, scale, {.slot = slot.index(), .column = name});
  };
  const double income = s.prosumer_supply_kwh * s.price_sell;
  const double spent = s.feed_in_kwh * s.price_feed_in;
  const double losses = s.losses_kwh * s.price_base;
  look("cps_balance", s.cps_balance, spent - income + s.reduction_paid - losses,
       spent + income + s.reduction_paid + losses);
  look("auctioneer_balance", s.auctioneer_balance, earned.sum - paid.sum,
       earned.scale + paid.scale);
  look("operator_balance", s.operator_balance,
       losses - (s.local_network_charge + s.feeder_network_charge + s.substation_network_charge),
       charges.scale + losses);
  look("network_charge", losses - s.operator_balance, charges.sum, charges.scale + losses);
  if (facts_.rules.levels == 0) {
    look("local_network_charge", s.local_network_charge, charges.sum, charges.scale);
  } else {
    look("local_network_charge", s.local_network_charge, 0, charges.scale);
  }
  Total all = total(p.balance);
  look("prosumers_balance", s.prosumers_balance, all.sum, all.scale);
  look("other_customers_paid", s.other_customers_paid, s.other_demand_kwh * s.price_base,
       s.other_customers_paid);
  for (const double other : {s.cps_balance, s.auctioneer_balance, s.operator_balance}) {
    all.add(other);
  }
  sum_.measure(all.sum, all.scale, {.slot = slot.index()});
}

void MoneyChecks::look_at_prices(const Slot& slot) {
  const ProsumerRecord& p = slot.record.prosumers;
  const SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index()};
  const double paid = total(p.p2p_paid).sum, earned = total(p.p2p_earned).sum;
  const auto is_there = [&](const char* name, const std::optional<double>& price, double kwh) {
    prices_.expect(price.has_value() == (kwh > 0), {.slot = where.slot, .column = name});
  };
  is_there("p2p_price_mean", s.p2p_price_mean, s.p2p_energy_kwh);
  is_there("p2p_price_min", s.p2p_price_min, s.p2p_energy_kwh);
  is_there("p2p_price_max", s.p2p_price_max, s.p2p_energy_kwh);
  is_there("local_price_mean", s.local_price_mean, s.local_energy_kwh);
  is_there("feeder_price_mean", s.feeder_price_mean, s.feeder_energy_kwh);
  is_there("substation_price_mean", s.substation_price_mean, s.substation_energy_kwh);
  is_there("solar_price_mean", s.solar_price_mean, s.solar_energy_kwh);
  is_there("storage_price_mean", s.storage_price_mean, s.storage_energy_kwh);
  // As money, so that small volumes do not magnify roundings.
  const auto look = [&](const char* name, double money, double expected) {
    prices_.measure(money - expected, paid + earned, {.slot = where.slot, .column = name});
  };
  look("p2p_price_mean", s.p2p_price_mean.value_or(0) * 2 * s.p2p_energy_kwh, paid + earned);
  const double by_level = s.local_price_mean.value_or(0) * s.local_energy_kwh +
                          s.feeder_price_mean.value_or(0) * s.feeder_energy_kwh +
                          s.substation_price_mean.value_or(0) * s.substation_energy_kwh;
  look("local_price_mean, feeder_price_mean, substation_price_mean", 2 * by_level, paid + earned);
  look("solar_price_mean, storage_price_mean",
       s.solar_price_mean.value_or(0) * s.solar_energy_kwh +
           s.storage_price_mean.value_or(0) * s.storage_energy_kwh,
       earned);
  if (!s.p2p_price_min || !s.p2p_price_max) return;
  const double least = *s.p2p_price_min, most = *s.p2p_price_max;
  prices_.at_most(s.price_feed_in, least, {.slot = where.slot, .column = "p2p_price_min"});
  prices_.at_most(most, s.price_sell, {.slot = where.slot, .column = "p2p_price_max"});
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const double kwh = p.p2p_bought_kwh[i] + p.p2p_sold_kwh[i];
    const double money = p.p2p_paid[i] + p.p2p_earned[i];
    const Where who{.slot = where.slot, .prosumer = static_cast<std::int64_t>(i)};
    prices_.at_most(money, kwh * most, who);
    prices_.at_most(kwh * least, money, who);
  }
}

void MoneyChecks::look_at_tariff(const Slot& slot) {
  const SystemRecord& s = slot.record.system;
  const recording::RuleStatics& rules = facts_.rules;
  double apart = std::fabs(s.price_base - rules.flat_price);
  if (rules.base_tariff == "time_of_use") {
    for (const double price : rules.band_prices) {
      apart = std::min(apart, std::fabs(s.price_base - price));
    }
  }
  tariff_.measure(apart, 2 * s.price_base, {.slot = slot.index(), .column = "price_base"});
  tariff_.equal(s.price_feed_in, rules.feed_in_price,
                {.slot = slot.index(), .column = "price_feed_in"});
  if (!s.is_peak) {
    tariff_.equal(s.price_sell, s.price_base, {.slot = slot.index(), .column = "price_sell"});
  }
  tariff_.count_slot();
}

void MoneyChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&bills_, &balances_, &sum_, &prices_, &rational_, &tariff_}) {
    receive(*check);
  }
}

}  // namespace peerwatt::verification
