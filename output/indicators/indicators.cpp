#include "output/indicators/indicators.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/contracts.hpp"

#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

using Column = std::span<const double>;
// Eight partial sums: fast, and the same on every machine.
double sum(Column values) {
  constexpr std::size_t kLanes = 8;
  std::array<double, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += values[i + lane];
  }
  for (; i < values.size(); ++i) lanes[0] += values[i];
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) +
         ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

Number ratio(double part, double whole) {
  if (!(whole > 0)) return std::nullopt;
  return part / whole;
}

Number reduction_percent(double with, const Number& without) {
  if (without.value_or(0) == 0) return std::nullopt;
  return 100.0 * (*without - with) / std::abs(*without);
}

void add_to(Number& sum, double value) {
  sum = sum.value_or(0) + value;
}

void raise_to(double& extreme, double value) {
  extreme = std::max(extreme, value);
}

void raise_to(Number& extreme, const Number& value) {
  if (value) extreme = std::max(extreme.value_or(*value), *value);
}

bool searches_price(const recording::RuleStatics& rules) {
  return rules.leader_rule == "stackelberg" || rules.leader_rule == "cost_minimizing" ||
         rules.leader_rule == "marginal_cost";
}

void check_sizes(const recording::ProsumerRecord& prosumers, std::size_t count,
                 bool keeps_baselines) {
  for (const ProsumerColumn& column : prosumer_columns()) {
    if (column.text.presence == Presence::kWithBaselines && !keeps_baselines) continue;
    const std::size_t size =
        std::visit([&](auto member) { return (prosumers.*member).size(); }, column.member);
    if (size != count) {
      throw LogicError{std::string{"prosumers/"} + column.text.name + ": a slot has " +
                       std::to_string(size) + " values for " + std::to_string(count) +
                       " prosumers"};
    }
  }
}

}  // namespace

IndicatorAccumulator::IndicatorAccumulator(const recording::RunDescription& run)
    : slot_hours_{run.slot.hours()},
      keeps_baselines_{run.keeps_baselines},
      searches_price_{searches_price(run.rules)},
      prosumers_{run.prosumers.name.size()},
      origins_{run.prosumers.battery_efficiency},
      effects_{run},
      network_{run},
      prices_set_(prosumers_, 0),
      lies_searched_(prosumers_, 0) {
  PEERWATT_VALIDATE(slot_hours_ > 0);
  totals_.certificates = CertificateTallies{run.rules.price_tolerance};
  totals_.prosumers = static_cast<std::int64_t>(prosumers_);
}

void IndicatorAccumulator::add(const recording::SlotRecord& slot) {
  check_sizes(slot.prosumers, prosumers_, keeps_baselines_);
  ++totals_.slots;
  add_energy(slot.prosumers);
  origins_.add(slot.prosumers);
  effects_.add(slot);
  network_.add(slot);
  add_system(slot.system);
  add_demand(slot.system);
  if (keeps_baselines_) add_baselines(slot.system);
  add_certificates(slot);
  count_checks(slot);
  count_certified(slot);
}

void IndicatorAccumulator::add_energy(const recording::ProsumerRecord& prosumers) {
  const double import_kwh = sum(prosumers.grid_bought_kwh);
  const double export_kwh = sum(prosumers.grid_sold_kwh);
  totals_.load_kwh += sum(prosumers.load_kwh);
  totals_.generation_kwh += sum(prosumers.generation_kwh);
  totals_.unserved_kwh += sum(prosumers.unserved_kwh);
  totals_.community_import_kwh += import_kwh;
  totals_.community_export_kwh += export_kwh;
  p2p_bought_kwh_ += sum(prosumers.p2p_bought_kwh);
  raise_to(totals_.peak_import_kw, import_kwh / slot_hours_);
  raise_to(totals_.peak_export_kw, export_kwh / slot_hours_);
  raise_to(totals_.net_peak_import_kw, (import_kwh - export_kwh) / slot_hours_);
}

void IndicatorAccumulator::add_demand(const recording::SystemRecord& system) {
  raise_to(totals_.peak_net_demand_kw, system.net_demand_kwh / slot_hours_);
  totals_.reserve_kwh += system.reserve_kwh;
  if (!system.is_peak) return;
  totals_.cps_supply_at_peak_kwh += system.prosumer_supply_kwh;
  totals_.cps_elastic_supply_at_peak_kwh += system.prosumer_supply_elastic_kwh;
}

void IndicatorAccumulator::add_baselines(const recording::SystemRecord& system) {
  const auto power = [&](double energy_kwh) { return Number{energy_kwh / slot_hours_}; };
  raise_to(totals_.peak_import_ordinary_kw, power(system.prosumer_supply_ordinary_kwh));
  raise_to(totals_.peak_import_no_trade_kw, power(system.prosumer_supply_no_trade_kwh));
  raise_to(totals_.peak_net_demand_ordinary_kw, power(system.net_demand_ordinary_kwh));
  raise_to(totals_.peak_net_demand_no_trade_kw, power(system.net_demand_no_trade_kwh));
  add_to(totals_.unserved_no_trade_kwh, system.unserved_no_trade_kwh);
  add_to(totals_.reserve_ordinary_kwh, system.reserve_ordinary_kwh);
  add_to(totals_.reserve_no_trade_kwh, system.reserve_no_trade_kwh);
  const bool at_peak = system.is_peak;
  add_to(totals_.cps_supply_at_peak_ordinary_kwh,
         at_peak ? system.prosumer_supply_ordinary_kwh : 0.0);
  add_to(totals_.cps_supply_at_peak_no_trade_kwh,
         at_peak ? system.prosumer_supply_no_trade_kwh : 0.0);
}

void IndicatorAccumulator::add_system(const recording::SystemRecord& system) {
  if (system.price_sell > system.price_base) ++totals_.raised_price_slots;
  if (system.is_peak) {
    ++totals_.peak_slots;
    peak_rounds_ += system.rounds;
  }
  totals_.reduction_promised_kwh += system.reduction_promised_kwh;
  totals_.reduction_delivered_kwh += system.reduction_delivered_kwh;
  totals_.reduction_paid += system.reduction_paid;
  totals_.p2p_energy_kwh += system.p2p_energy_kwh;
  priced_energy_ += system.p2p_price_mean.value_or(0) * system.p2p_energy_kwh;
  if (const auto least = system.p2p_price_min) {
    totals_.p2p_price_min = std::min(totals_.p2p_price_min.value_or(*least), *least);
  }
  if (const auto most = system.p2p_price_max) {
    totals_.p2p_price_max = std::max(totals_.p2p_price_max.value_or(*most), *most);
  }
  totals_.p2p_welfare += system.p2p_welfare;
  welfare_ += system.auction_welfare;
  max_welfare_ += system.auction_max_welfare;
  messages_ += system.messages;
  totals_.late_orders += system.late_orders;
  totals_.lost_messages += system.lost_messages;
  totals_.undelivered_orders += system.undelivered_orders;
  totals_.auctioneer_outages += system.offline_auctioneers;
  totals_.late_announcements += system.announcement_delay_s > 0 ? 1 : 0;
  totals_.degraded_slots += system.degraded ? 1 : 0;
  totals_.capped_slots += system.capped ? 1 : 0;
  totals_.unconverged_slots += system.converged ? 0 : 1;
  add_welfare(system);
  if (!is_prosumer(system.price_set_by)) return;
  ++totals_.price_set_slots;
  ++prices_set_[static_cast<std::size_t>(system.price_set_by)];
}

void IndicatorAccumulator::add_welfare(const recording::SystemRecord& system) {
  totals_.welfare += system.welfare;
  totals_.welfare_efficient += system.welfare_efficient;
  if (!system.is_peak) return;
  totals_.welfare_at_peak += system.welfare;
  totals_.welfare_efficient_at_peak += system.welfare_efficient;
}

Indicators IndicatorAccumulator::result() const {
  Indicators result = totals_;
  fill_rates(result);
  fill_price_setter(result);
  result.effects = effects_.result();
  result.network = network_.result(totals_.load_kwh - totals_.unserved_kwh);
  if (result.effects.traders && result.prosumers > 0) {
    result.participation_rate =
        ratio(static_cast<double>(*result.effects.traders), static_cast<double>(result.prosumers));
  }
  if (result.slots > 0) {
    result.messages_per_slot = static_cast<double>(messages_) / static_cast<double>(result.slots);
  }
  if (result.peak_slots > 0) {
    result.rounds_per_peak_slot =
        static_cast<double>(peak_rounds_) / static_cast<double>(result.peak_slots);
  }
  return result;
}

// Of those who set as many prices the first.
void IndicatorAccumulator::fill_price_setter(Indicators& result) const {
  if (result.price_set_slots == 0) return;
  const auto most = std::max_element(prices_set_.begin(), prices_set_.end());
  result.price_setter = most - prices_set_.begin();
  result.price_setter_slots = *most;
}

void IndicatorAccumulator::fill_rates(Indicators& result) const {
  const EnergyOrigin origin = origins_.total();
  result.self_consumption_own = origin.self_consumption_own();
  result.self_consumption_community = origin.self_consumption_community();
  result.self_sufficiency_own = origin.self_sufficiency_own();
  result.self_sufficiency_community = origin.self_sufficiency_community();
  result.peak_reduction_ordinary_percent =
      reduction_percent(result.peak_net_demand_kw, result.peak_net_demand_ordinary_kw);
  result.peak_reduction_no_trade_percent =
      reduction_percent(result.peak_net_demand_kw, result.peak_net_demand_no_trade_kw);
  result.p2p_share = ratio(p2p_bought_kwh_, p2p_bought_kwh_ + result.community_import_kwh);
  result.p2p_price_mean = ratio(priced_energy_, result.p2p_energy_kwh);
  result.auction_efficiency = ratio(welfare_, max_welfare_);
}

}  // namespace peerwatt::output
