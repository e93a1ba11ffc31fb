#pragma once

#include <cstdint>
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
};

// How much of one input series had to be repaired within the run's window; see docs/profiles.md.
struct InputStatics {
  std::vector<std::string> series;  // `profile:column`
  std::vector<std::int64_t> gaps;
  std::vector<std::int64_t> duplicates;
  std::vector<std::int64_t> daylight_saving;
  std::vector<std::int64_t> negatives;
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
  bool shares_by_shapley = false;  // coalition_transfer and share_half_width mean something
  bool pays_reductions = false;    // reduction_kwh and reduction_paid do
  ProsumerStatics prosumers;
  NetworkStatics network;
  InputStatics inputs;
  std::vector<std::string> mechanism_names;  // words; what TradeRecord::mechanism stands for
};

}  // namespace peerwatt::recording
