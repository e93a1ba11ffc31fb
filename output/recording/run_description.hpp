#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/simulated_time.hpp"

namespace peerwatt::recording {

// Static columns of the prosumers, one value each.
struct ProsumerStatics {
  std::vector<std::string> name;
  std::vector<std::int32_t> bus;
  std::vector<std::int32_t> zone;
  std::vector<double> pv_capacity_kw;
  std::vector<double> battery_capacity_kwh;
  std::vector<double> battery_power_kw;
  std::vector<double> flexible_share;
  std::vector<double> choke_price;  // currency/kWh
  std::vector<double> reservation_lambda;
  std::vector<double> battery_efficiency;  // of the round trip
  std::vector<double> battery_initial_kwh;
  std::vector<double> battery_reserve_kwh;
  // 0: the battery serves its household at any time; 1: in peak slots.
  std::vector<std::int32_t> battery_keeps_for_peak;
  std::vector<double> battery_sale_share;  // of the energy above the reserve, per peak slot
  std::vector<std::int32_t> group;
  // Of runs with power flow; empty in others.
  std::vector<double> load_power_factor{};
  std::vector<double> pv_power_factor{};
  std::vector<std::int32_t> phase{};  // of runs by phase: 0 = all three, 1 = a, 2 = b, 3 = c
  // Of runs in which reactive power of inverters goes by power or voltage.
  std::vector<std::int32_t> inverter_control{};  // 0: power factor, 1: by power, 2: by voltage
  std::vector<double> inverter_kva{};            // rated
  // Of inverters by voltage, 0 for others: four voltages, and parts of the rating.
  std::vector<double> volt_var_full_below_pu{};
  std::vector<double> volt_var_none_from_pu{};
  std::vector<double> volt_var_none_to_pu{};
  std::vector<double> volt_var_full_above_pu{};
  std::vector<double> volt_var_fed_in{};
  std::vector<double> volt_var_drawn{};
};

// Static columns of the distribution network. Lines lead from `from_bus` to `to_bus`.
struct NetworkStatics {
  std::vector<std::string> bus_name;
  std::vector<std::int32_t> bus_zone;
  std::vector<std::string> line_name;
  std::vector<std::int32_t> line_from;
  std::vector<std::int32_t> line_to;
  std::vector<double> line_length_km;  // empty when a length is not known
  std::vector<double> line_resistance_ohm;
  std::vector<double> line_reactance_ohm;
  std::vector<double> line_rating_kva;  // 0 = no limit
  std::vector<std::string> zone_name;
  // What a power flow rests on besides; empty in runs without one. Impedances are of one phase and
  // referred to the base voltage, powers of all three.
  std::vector<double> bus_shunt_kw{};      // drawn at nominal voltage
  std::vector<double> bus_shunt_kvar{};    // fed in
  std::vector<double> bus_held_pu{};       // 0 = not held
  std::vector<double> bus_base_load_kw{};  // in runs by phase a value for each phase of a bus
  std::vector<double> bus_base_load_kvar{};
  std::vector<double> line_charging_kvar{};
  std::vector<double> line_iron_loss_kw{};
  std::vector<double> line_tap_ratio{};
  std::vector<std::int32_t> line_taps_at_to{};  // 1: the ratio stands at `to`, else at `from`
  // Of runs by phase.
  std::vector<double> line_zero_sequence_resistance_ohm{};
  std::vector<double> line_zero_sequence_reactance_ohm{};
  std::vector<double> line_phase_shift_degree{};
  std::vector<std::int32_t> line_is_delta{};  // 1: no neutral's current passes it
};

// How much of one input series had to be repaired within the run's window; see docs/profiles.md.
struct InputStatics {
  std::vector<std::string> series;  // `profile:column`
  std::vector<std::int64_t> gaps;
  std::vector<std::int64_t> duplicates;
  std::vector<std::int64_t> daylight_saving;
  std::vector<std::int64_t> negatives;
};

// The rules a run was played by: what it takes, besides its columns, to check the run by itself.
// Choices are named as in scenarios. Prices in currency/kWh.
struct RuleStatics {
  std::string leader_rule = "stackelberg";
  std::string protocol = "direct";
  std::string aim = "no_elastic_supply";  // of `stackelberg`
  double aim_share = 0;
  bool counts_inflexible_load = true;  // in the outlay of `cost_minimizing`
  std::int64_t probes = 0;
  double price_cap = 0;
  double price_tolerance = 0;
  std::int64_t max_rounds = 0;
  std::string base_tariff = "flat";
  double flat_price = 0;
  std::vector<double> band_prices;  // of the time-of-use tariff
  double feed_in_price = 0;
  std::string mechanism = "none";
  std::string auction = "trade_reduction";
  double k = 0.5;
  std::string pair_price = "by_rule";
  // C(D) = a*D^2 + b*D + c + rho*max(0, D - K) of a slot.
  double cost_quadratic = 0;
  double cost_linear = 0;
  double cost_fixed = 0;
  double reserve_price = 0;
  double capacity_kwh = 0;
  // Coalitions.
  double network_charge = 0;  // currency per kWh and unit of distance
  std::string distance = "length_km";
  std::optional<double> radius_km;  // none: the whole zone
  double tolerance = 1e-9;          // gains up to this are none, currency
  std::string shares = "trades";
  double reduction_price = 0;  // of a virtual power plant, currency/kWh; 0 = none
  // What makes a slot more than its orders show.
  std::int64_t levels = 0;  // of the market, above the neighbourhoods
  double loss_probability = 0;
  bool latency_by_distance = false;
  bool classes_apart = false;
  bool local_premiums = false;
  bool baselines = false;  // the households alone are in the trace
  double audit_share = 0;  // with which an off-peak slot is drawn for an audit
  // Of a power flow; none without one. Voltages in kV and p.u., loadings in percent.
  std::optional<double> base_kv;
  std::optional<double> source_voltage_pu;
  std::optional<double> voltage_min_pu;
  std::optional<double> voltage_max_pu;
  std::optional<double> loading_limit_percent;
  std::optional<double> phases;            // 3 in a power flow by phase, else none
  std::optional<double> inverter_control;  // 1 where some go by power or voltage, else none

  friend bool operator==(const RuleStatics&, const RuleStatics&) = default;
};

// All that is known about a run before its first slot.
struct RunDescription {
  std::string title;
  std::string currency;
  std::uint64_t seed = 0;
  SimTime start;
  Duration slot;
  std::int64_t slots = 0;
  std::int64_t slots_per_day = 0;
  bool shares_by_shapley = false;   // coalition_transfer and share_half_width mean something
  bool pays_reductions = false;     // shed_kwh, reduction_kwh and reduction_paid do
  bool keeps_baselines = false;     // the columns of the two baselines are filled in
  bool solves_power_flow = false;   // the columns of /network that grow are filled in
  bool solves_by_phase = false;     // those of buses and lines have a value for each phase
  bool controls_inverters = false;  // reactive power of some goes by power or voltage
  ProsumerStatics prosumers;
  std::vector<std::string> group_name;  // of the scenario's groups of prosumers
  NetworkStatics network;
  InputStatics inputs;
  RuleStatics rules;
  std::vector<std::string> mechanism_names;  // words; what TradeRecord::mechanism stands for
};

}  // namespace peerwatt::recording
