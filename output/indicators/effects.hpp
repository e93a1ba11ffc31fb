#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "output/recording/group_effects.hpp"
#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"

namespace peerwatt::output {

using Number = std::optional<double>;
using Count = std::optional<std::int64_t>;

// What the peak price and trade did to bills, comfort and welfare over a run (model, section 10).
// Money in currency. Means are per prosumer. An effect is positive where prosumers pay more; what
// batteries hold more or less at the end is counted at the mean feed-in price. Without baselines
// there are bills and comfort only.
struct Effects {
  Number bill_mean;
  Number bill_ordinary_mean;
  Number bill_no_trade_mean;
  Number comfort_lost_mean;
  Number comfort_lost_ordinary_mean;
  Number comfort_lost_no_trade_mean;
  Number stored_over_no_trade_kwh;           // at the end of this run, of all batteries
  Number stored_no_trade_over_ordinary_kwh;  // likewise
  Number price_effect_mean;
  Number price_effect_percent;  // of the sum of |ordinary bills|
  Number trade_effect_mean;
  Number trade_effect_percent;
  Number net_gain_of_trade_mean;  // comfort counted
  Number gain_mean;               // against `ordinary`, comfort counted
  Count gainers;
  Count losers;
  Count gainers_with_pv;
  Count losers_with_pv;
  Count traders;                                // prosumers with at least one trade
  Count traders_not_worse_off;                  // by trade
  Number savings_gini;                          // of what trade saved on bills
  std::vector<recording::GroupEffects> groups;  // of the scenario; empty without baselines
  // What each side has more than in `ordinary`. They add up to the change of welfare, which is the
  // comfort gained less the generation cost added, plus stored energy at its marginal cost.
  Number change_prosumers;
  Number change_other_customers;
  Number change_cps;
  Number change_auctioneers;
  Number change_operator;
  Number change_welfare;
};

// A gain or loss up to this is none, currency.
inline constexpr double kLeastGain = 1e-6;

// Adds up the slots of a run.
class EffectAccumulator {
 public:
  explicit EffectAccumulator(const recording::RunDescription& run);

  void add(const recording::SlotRecord& slot);
  Effects result() const;

 private:
  // One of the three runs of a household: money by prosumer, currency.
  struct Accounts {
    explicit Accounts(std::size_t prosumers) : bill(prosumers), comfort_lost(prosumers) {}
    std::vector<double> bill;
    std::vector<double> comfort_lost;
  };
  // What the effects are for prosumer i.
  struct Household {
    double price_effect = 0;
    double trade_effect = 0;
    double net_gain_of_trade = 0;
    double gain = 0;
  };
  void add_baselines(const recording::SlotRecord& slot);
  Household household(std::size_t i) const;
  void fill_households(Effects& result) const;
  void fill_groups(Effects& result) const;
  void fill_changes(Effects& result) const;
  double feed_in_price() const;
  double stored_change_kwh() const;

  bool keeps_baselines_;
  std::vector<bool> has_pv_;
  std::vector<std::int32_t> group_;  // by prosumer
  std::vector<std::string> group_name_;
  std::size_t slots_ = 0;
  Accounts run_;
  Accounts ordinary_;
  Accounts no_trade_;
  std::vector<double> traded_kwh_;
  // In the batteries at the end of the slot that was added last, kWh.
  std::vector<double> stored_over_no_trade_;
  std::vector<double> stored_no_trade_over_ordinary_;
  double feed_in_prices_ = 0;  // sums over the slots
  double marginal_costs_ordinary_ = 0;
  double cps_balance_ = 0;
  double prosumers_balance_ordinary_ = 0;
  double generation_cost_ = 0;
  double generation_cost_ordinary_ = 0;
  double auctioneer_balance_ = 0;
  double operator_balance_ = 0;
  double losses_paid_ordinary_ = 0;  // by the operator, to the CPS
};

}  // namespace peerwatt::output
