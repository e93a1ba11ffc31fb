#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

#include "output/indicators/certificate_tally.hpp"
#include "output/indicators/effects.hpp"
#include "output/indicators/energy_origin.hpp"
#include "output/indicators/network_indicators.hpp"
#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"

namespace peerwatt::output {

// What a run amounts to; `indicator_definitions` says exactly what each one is. Those that do not
// exist (a mean price without a trade) have no value.
struct Indicators {
  using Number = output::Number;

  std::int64_t prosumers = 0;
  std::int64_t slots = 0;
  std::int64_t peak_slots = 0;
  std::int64_t raised_price_slots = 0;
  double load_kwh = 0;
  double generation_kwh = 0;
  double unserved_kwh = 0;
  Number unserved_no_trade_kwh;
  Number self_consumption_own;
  Number self_consumption_community;
  Number self_sufficiency_own;
  Number self_sufficiency_community;
  double community_import_kwh = 0;
  double community_export_kwh = 0;
  double peak_import_kw = 0;
  Number peak_import_ordinary_kw;
  Number peak_import_no_trade_kw;
  double peak_export_kw = 0;
  double net_peak_import_kw = 0;
  double peak_net_demand_kw = 0;
  Number peak_net_demand_ordinary_kw;
  Number peak_net_demand_no_trade_kw;
  Number peak_reduction_ordinary_percent;
  Number peak_reduction_no_trade_percent;
  double cps_supply_at_peak_kwh = 0;
  Number cps_supply_at_peak_ordinary_kwh;
  Number cps_supply_at_peak_no_trade_kwh;
  double cps_elastic_supply_at_peak_kwh = 0;
  double reserve_kwh = 0;
  Number reserve_ordinary_kwh;
  Number reserve_no_trade_kwh;
  double reduction_promised_kwh = 0;
  double reduction_delivered_kwh = 0;
  double reduction_paid = 0;
  Effects effects;
  NetworkIndicators network;
  double p2p_energy_kwh = 0;
  Number p2p_share;
  Number p2p_price_mean;
  Number p2p_price_min;
  Number p2p_price_max;
  Number auction_efficiency;
  double p2p_welfare = 0;
  Number participation_rate;
  Number messages_per_slot;
  Number rounds_per_peak_slot;
  std::int64_t late_orders = 0;
  std::int64_t lost_messages = 0;
  std::int64_t undelivered_orders = 0;
  std::int64_t auctioneer_outages = 0;
  std::int64_t late_announcements = 0;
  std::int64_t degraded_slots = 0;
  std::int64_t capped_slots = 0;
  std::int64_t unconverged_slots = 0;
  std::int64_t price_set_slots = 0;
  std::int64_t price_setter = kNoId;  // the prosumer that set most of them
  std::int64_t price_setter_slots = 0;
  double welfare = 0;
  double welfare_efficient = 0;
  double welfare_at_peak = 0;
  double welfare_efficient_at_peak = 0;
  Number worst_leader_regret;
  Number worst_price_regret;
  Number worst_coalition_regret;
  Number worst_exit_regret;
  Number worst_misreport_gain;
  double worst_energy_residual_kwh = 0;
  double worst_money_residual = 0;
  double worst_welfare_residual = 0;
  // Slots in which a check was made, and in which it held.
  std::int64_t balanced_slots = 0;  // it is made in all
  std::int64_t price_tried_slots = 0;
  std::int64_t price_right_slots = 0;
  std::int64_t coalitions_tried_slots = 0;
  std::int64_t coalitions_stable_slots = 0;
  CertificateTallies certificates;
  std::int64_t misreport_prosumers = 0;  // different ones whose lies were searched
  std::int64_t fully_examined_slots = 0;
  std::int64_t certified_slots = 0;
};

// Collects the indicators slot by slot: a few additions per prosumer and slot.
class IndicatorAccumulator {
 public:
  explicit IndicatorAccumulator(const recording::RunDescription& run);

  // Every column of the prosumers must have a value for each of them.
  void add(const recording::SlotRecord& slot);
  Indicators result() const;

 private:
  void add_energy(const recording::ProsumerRecord& prosumers);
  void add_system(const recording::SystemRecord& system);
  void add_welfare(const recording::SystemRecord& system);
  void add_certificates(const recording::SlotRecord& slot);
  void count_checks(const recording::SlotRecord& slot);
  void count_certified(const recording::SlotRecord& slot);
  void add_demand(const recording::SystemRecord& system);
  void add_baselines(const recording::SystemRecord& system);
  void fill_rates(Indicators& result) const;
  void fill_price_setter(Indicators& result) const;
  // A trace that was altered may name somebody who is not there.
  bool is_prosumer(std::int64_t id) const {
    return id >= 0 && id < static_cast<std::int64_t>(prosumers_);
  }

  double slot_hours_;
  bool keeps_baselines_;
  bool searches_price_;  // at peak
  std::size_t prosumers_;
  Indicators totals_;          // the sums and extremes among the indicators
  OriginAccumulator origins_;  // of the run
  double p2p_bought_kwh_ = 0;
  double priced_energy_ = 0;  // currency: mean price times energy
  double welfare_ = 0;
  double max_welfare_ = 0;
  std::int64_t messages_ = 0;
  std::int64_t peak_rounds_ = 0;
  EffectAccumulator effects_;
  NetworkAccumulator network_;
  std::vector<std::int64_t> prices_set_;  // slots, per prosumer
  std::vector<char> lies_searched_;       // 0 or 1, per prosumer
};

// Aligned text, an indicator a row, in lines of at most `width` characters; those without a value
// show a dash.
std::string indicator_table(const Indicators& indicators, const std::string& currency,
                            std::size_t width);

}  // namespace peerwatt::output
