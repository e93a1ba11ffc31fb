#include "output/indicators/effects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "output/indicators/gini_index.hpp"
#include "output/recording/group_effects.hpp"

namespace peerwatt::output {
namespace {

void add_to(std::vector<double>& sums, std::span<const double> values) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += values[i];
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

Number mean(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return sum(values) / static_cast<double>(values.size());
}

void difference(std::span<const double> more, std::span<const double> less,
                std::vector<double>& out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = more[i] - less[i];
}

std::vector<bool> with_pv(const std::vector<double>& capacity_kw) {
  std::vector<bool> has(capacity_kw.size());
  for (std::size_t i = 0; i < has.size(); ++i) has[i] = capacity_kw[i] > 0;
  return has;
}

}  // namespace

EffectAccumulator::EffectAccumulator(const recording::RunDescription& run)
    : keeps_baselines_{run.keeps_baselines},
      has_pv_{with_pv(run.prosumers.pv_capacity_kw)},
      group_{run.prosumers.group},
      group_name_{run.group_name},
      run_{run.prosumers.name.size()},
      ordinary_{run.prosumers.name.size()},
      no_trade_{run.prosumers.name.size()},
      traded_kwh_(run.prosumers.name.size()),
      stored_over_no_trade_(run.prosumers.name.size()),
      stored_no_trade_over_ordinary_(run.prosumers.name.size()) {
  has_pv_.resize(run.prosumers.name.size());
}

void EffectAccumulator::add(const recording::SlotRecord& slot) {
  ++slots_;
  add_to(run_.bill, slot.prosumers.balance);
  add_to(run_.comfort_lost, slot.prosumers.comfort_lost);
  add_to(traded_kwh_, slot.prosumers.p2p_bought_kwh);
  add_to(traded_kwh_, slot.prosumers.p2p_sold_kwh);
  if (keeps_baselines_) add_baselines(slot);
}

void EffectAccumulator::add_baselines(const recording::SlotRecord& slot) {
  const recording::ProsumerRecord& prosumers = slot.prosumers;
  const recording::SystemRecord& system = slot.system;
  add_to(ordinary_.bill, prosumers.balance_ordinary);
  add_to(ordinary_.comfort_lost, prosumers.comfort_lost_ordinary);
  add_to(no_trade_.bill, prosumers.balance_no_trade);
  add_to(no_trade_.comfort_lost, prosumers.comfort_lost_no_trade);
  difference(prosumers.battery_energy_kwh, prosumers.battery_energy_no_trade_kwh,
             stored_over_no_trade_);
  difference(prosumers.battery_energy_no_trade_kwh, prosumers.battery_energy_ordinary_kwh,
             stored_no_trade_over_ordinary_);
  feed_in_prices_ += system.price_feed_in;
  marginal_costs_ordinary_ += system.marginal_cost_ordinary;
  cps_balance_ += system.cps_balance;
  prosumers_balance_ordinary_ += system.prosumers_balance_ordinary;
  generation_cost_ += system.generation_cost;
  generation_cost_ordinary_ += system.generation_cost_ordinary;
  auctioneer_balance_ += system.auctioneer_balance;
  operator_balance_ += system.operator_balance;
  losses_paid_ordinary_ += system.losses_ordinary_kwh * system.price_base;
}

double EffectAccumulator::feed_in_price() const {
  return slots_ > 0 ? feed_in_prices_ / static_cast<double>(slots_) : 0.0;
}

double EffectAccumulator::stored_change_kwh() const {
  return sum(stored_over_no_trade_) + sum(stored_no_trade_over_ordinary_);
}

EffectAccumulator::Household EffectAccumulator::household(std::size_t i) const {
  const double stored_value = feed_in_price();
  Household effects;
  effects.price_effect =
      no_trade_.bill[i] - ordinary_.bill[i] - stored_value * stored_no_trade_over_ordinary_[i];
  effects.trade_effect = run_.bill[i] - no_trade_.bill[i] - stored_value * stored_over_no_trade_[i];
  effects.net_gain_of_trade =
      no_trade_.comfort_lost[i] - run_.comfort_lost[i] - effects.trade_effect;
  effects.gain = effects.net_gain_of_trade - effects.price_effect - no_trade_.comfort_lost[i] +
                 ordinary_.comfort_lost[i];
  return effects;
}

Effects EffectAccumulator::result() const {
  Effects result;
  result.bill_mean = mean(run_.bill);
  result.comfort_lost_mean = mean(run_.comfort_lost);
  if (!traded_kwh_.empty()) {
    result.traders =
        std::count_if(traded_kwh_.begin(), traded_kwh_.end(), [](double kwh) { return kwh > 0; });
  }
  if (keeps_baselines_ && !run_.bill.empty()) {
    fill_households(result);
    fill_groups(result);
    fill_changes(result);
  }
  return result;
}

void EffectAccumulator::fill_households(Effects& result) const {
  const auto count = static_cast<double>(run_.bill.size());
  double price_effect = 0, trade_effect = 0, net_gain = 0, gain = 0;
  std::int64_t gainers = 0, losers = 0, gainers_pv = 0, losers_pv = 0, content_traders = 0;
  std::vector<double> saved;
  for (std::size_t i = 0; i < run_.bill.size(); ++i) {
    const Household effects = household(i);
    price_effect += effects.price_effect;
    trade_effect += effects.trade_effect;
    net_gain += effects.net_gain_of_trade;
    gain += effects.gain;
    const bool gains = effects.gain > kLeastGain, loses = effects.gain < -kLeastGain;
    gainers += gains ? 1 : 0;
    losers += loses ? 1 : 0;
    gainers_pv += gains && has_pv_[i] ? 1 : 0;
    losers_pv += loses && has_pv_[i] ? 1 : 0;
    content_traders += traded_kwh_[i] > 0 && effects.net_gain_of_trade >= -kLeastGain ? 1 : 0;
    saved.push_back(-effects.trade_effect);
  }
  result.bill_ordinary_mean = mean(ordinary_.bill);
  result.bill_no_trade_mean = mean(no_trade_.bill);
  result.comfort_lost_ordinary_mean = mean(ordinary_.comfort_lost);
  result.comfort_lost_no_trade_mean = mean(no_trade_.comfort_lost);
  result.stored_over_no_trade_kwh = sum(stored_over_no_trade_);
  result.stored_no_trade_over_ordinary_kwh = sum(stored_no_trade_over_ordinary_);
  result.price_effect_mean = price_effect / count;
  result.trade_effect_mean = trade_effect / count;
  if (const double ordinary = std::abs(sum(ordinary_.bill)); ordinary > 0) {
    result.price_effect_percent = 100 * price_effect / ordinary;
    result.trade_effect_percent = 100 * trade_effect / ordinary;
  }
  result.net_gain_of_trade_mean = net_gain / count;
  result.gain_mean = gain / count;
  result.change_prosumers = gain;
  result.gainers = gainers;
  result.losers = losers;
  result.gainers_with_pv = gainers_pv;
  result.losers_with_pv = losers_pv;
  result.traders_not_worse_off = content_traders;
  result.savings_gini = gini_index(std::move(saved));
}

void EffectAccumulator::fill_groups(Effects& result) const {
  for (const std::string& name : group_name_) result.groups.emplace_back().name = name;
  for (std::size_t i = 0; i < group_.size(); ++i) {
    const auto number = static_cast<std::size_t>(group_[i]);
    if (number >= result.groups.size()) continue;  // an altered trace may say so
    recording::GroupEffects& group = result.groups[number];
    const double gain = household(i).gain;
    ++group.prosumers;
    group.gainers += gain > kLeastGain ? 1 : 0;
    group.losers += gain < -kLeastGain ? 1 : 0;
    group.gain_mean += gain;
  }
  for (recording::GroupEffects& group : result.groups) {
    if (group.prosumers > 0) group.gain_mean /= static_cast<double>(group.prosumers);
  }
}

// Welfare values stored energy at what it saves in generation; prosumers value it at the feed-in
// price, and the CPS has the difference.
void EffectAccumulator::fill_changes(Effects& result) const {
  const double marginal_cost =
      slots_ > 0 ? marginal_costs_ordinary_ / static_cast<double>(slots_) : 0.0;
  const double cost_added = generation_cost_ - generation_cost_ordinary_;
  const double stored = stored_change_kwh();
  result.change_other_customers = 0;  // they pay the base tariff either way
  result.change_cps = -cps_balance_ - prosumers_balance_ordinary_ - losses_paid_ordinary_ -
                      cost_added + (marginal_cost - feed_in_price()) * stored;
  result.change_auctioneers = 0 - auctioneer_balance_;
  result.change_operator = losses_paid_ordinary_ - operator_balance_;
  result.change_welfare =
      sum(ordinary_.comfort_lost) - sum(run_.comfort_lost) - cost_added + marginal_cost * stored;
}

}  // namespace peerwatt::output
