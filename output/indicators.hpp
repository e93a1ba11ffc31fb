#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/recording/run_description.hpp"
#include "engine/recording/slot_record.hpp"

#include "output/energy_origin.hpp"

namespace peerwatt::output {

// What a run amounts to; `indicator_definitions` says exactly what each one is. Those that do not
// exist (a mean price without a trade) have no value.
struct Indicators {
  using Number = std::optional<double>;

  std::int64_t prosumers = 0;
  std::int64_t slots = 0;
  std::int64_t peak_slots = 0;
  double load_kwh = 0;
  double generation_kwh = 0;
  double curtailed_kwh = 0;
  Number self_consumption_own;
  Number self_consumption_community;
  Number self_sufficiency_own;
  Number self_sufficiency_community;
  double community_import_kwh = 0;
  double community_export_kwh = 0;
  double peak_import_kw = 0;
  double peak_export_kw = 0;
  double peak_import_without_p2p_kw = 0;
  Number peak_reduction_percent;
  double net_peak_import_kw = 0;
  double net_peak_import_without_p2p_kw = 0;
  Number net_peak_reduction_percent;
  double cps_supply_at_peak_kwh = 0;
  double cps_elastic_supply_at_peak_kwh = 0;
  double reserve_kwh = 0;
  double reduction_promised_kwh = 0;
  double reduction_delivered_kwh = 0;
  double reduction_paid = 0;
  Number bill_mean;
  Number bill_without_p2p_mean;
  Number saving_percent;
  double p2p_energy_kwh = 0;
  Number p2p_share;
  Number p2p_price_mean;
  Number p2p_price_min;
  Number p2p_price_max;
  Number auction_efficiency;
  double p2p_welfare = 0;
  Number savings_gini;
  Number participation_rate;
  Number messages_per_slot;
  Number rounds_per_peak_slot;
  std::int64_t late_orders = 0;
  std::int64_t lost_messages = 0;
  std::int64_t unheard_orders = 0;
  std::int64_t auctioneer_outages = 0;
  std::int64_t late_announcements = 0;
  std::int64_t disturbed_slots = 0;
  std::int64_t capped_slots = 0;
  std::int64_t unconverged_slots = 0;
  Number worst_leader_regret;
  Number worst_price_regret;
  Number worst_coalition_regret;
  Number worst_exit_regret;
  Number worst_misreport_gain;
  double worst_energy_residual_kwh = 0;
  double worst_money_residual = 0;
  std::int64_t certified_slots = 0;
  std::int64_t equilibrium_slots = 0;
};

// A certificate holds in a slot where it does not exceed this (kWh or currency).
inline constexpr double kCertificateTolerance = 1e-9;

// Collects the indicators slot by slot: a few additions per prosumer and slot.
class IndicatorAccumulator {
 public:
  IndicatorAccumulator(const recording::ProsumerStatics& prosumers, Duration slot);

  // Every column of the prosumers must have a value for each of them.
  void add(const recording::SlotRecord& slot);
  Indicators result() const;

 private:
  struct Exchange {
    double import_kwh = 0;
    double export_kwh = 0;
    double deficiency_kwh = 0;
    double surplus_kwh = 0;
  };

  Exchange add_energy(const recording::ProsumerRecord& prosumers);
  void add_money(const recording::ProsumerRecord& prosumers);
  void add_peaks(const Exchange& exchange);
  void add_system(const recording::SystemRecord& system);
  void add_certificates(const recording::SlotRecord& slot);
  void fill_rates(Indicators& result) const;
  void fill_money(Indicators& result) const;

  double slot_hours_;
  Indicators totals_;          // the sums and extremes among the indicators
  OriginAccumulator origins_;  // of the run
  double p2p_bought_kwh_ = 0;
  double bill_ = 0;
  double bill_without_p2p_ = 0;
  double priced_energy_ = 0;  // currency: mean price times energy
  double welfare_ = 0;
  double max_welfare_ = 0;
  std::int64_t messages_ = 0;
  std::int64_t peak_rounds_ = 0;
  std::vector<double> gain_;      // currency, per prosumer
  std::vector<double> turnover_;  // kWh, per prosumer
};

// One day of every prosumer.
struct DailyRecord {
  SimTime start;
  std::vector<double> bill;
  std::vector<double> bill_without_p2p;
  std::vector<double> self_consumption;  // kFillValue without generation
  std::vector<double> self_sufficiency;  // kFillValue without load
};

// Collects the days: consecutive runs of `slots_per_day` slots, the last one perhaps shorter.
class DailyAccumulator {
 public:
  DailyAccumulator(const recording::ProsumerStatics& prosumers, std::int64_t slots_per_day);

  void add(const recording::SlotRecord& slot);
  bool day_complete() const { return slots_ == slots_per_day_; }
  bool empty() const { return slots_ == 0; }
  // The day so far; starts the next one. The reference is valid until the next call.
  const DailyRecord& take_day();

 private:
  std::int64_t slots_per_day_;
  std::int64_t slots_ = 0;
  DailyRecord day_;
  OriginAccumulator origins_;  // of the day
};

// Inequality of values of either sign, 0 (all equal) .. 1 (one has all gains, one all losses).
Indicators::Number gini_index(std::vector<double> values);

// Aligned text, one indicator a line; those without a value show a dash.
std::string indicator_table(const Indicators& indicators, const std::string& currency);

}  // namespace peerwatt::output
