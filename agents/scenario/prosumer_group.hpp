#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/parameters/distribution.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/bidding/reservation_catalogue.hpp"
#include "agents/bidding/strategy_id.hpp"
#include "agents/devices/battery_bank.hpp"
#include "agents/forecasts/forecaster_catalogue.hpp"

namespace peerwatt::scenario {

struct LoadSettings {
  parameters::Distribution mean_kwh_per_day = 12;  // synthetic daily habits
  std::string profile;                             // or columns of a profile, shared out in turn
  std::vector<std::string> columns;
  parameters::Distribution scale = 1;

  friend bool operator==(const LoadSettings&, const LoadSettings&) = default;
};

struct PvSettings {
  double share = 1;  // of the members that have PV
  parameters::Distribution capacity_kw = 0;
  std::string profile;  // energy per kW of capacity; empty: synthetic sun and clouds
  std::vector<std::string> columns;

  friend bool operator==(const PvSettings&, const PvSettings&) = default;
};

struct BatterySettings {
  double share = 1;  // of the members that have a battery
  parameters::Distribution capacity_kwh = 0;
  parameters::Distribution power_kw = 3;
  double round_trip_efficiency = 0.9;
  double reserve_share = 0.1;
  double initial_share = 0.5;
  devices::BatteryPolicy policy = devices::BatteryPolicy::kSelfConsumption;
  double sale_share = 0;  // of the energy above the reserve, offered in each peak slot

  friend bool operator==(const BatterySettings&, const BatterySettings&) = default;
};

struct FlexibleLoadSettings {
  parameters::Distribution share = 0.3;  // phi: share of the load that may go unserved
  parameters::Distribution choke_price =
      parameters::Distribution{parameters::Distribution::Kind::kUniform, {0.4, 1.0}};

  friend bool operator==(const FlexibleLoadSettings&, const FlexibleLoadSettings&) = default;
};

// What energy is worth to a buyer on top of its reservation price, currency/kWh.
struct PreferenceSettings {
  parameters::Distribution solar_premium = 0;
  parameters::Distribution storage_premium = 0;
  parameters::Distribution local_premium = 0;

  friend bool operator==(const PreferenceSettings&, const PreferenceSettings&) = default;
};

enum class Arrivals : std::uint8_t { kPoisson, kScheduled };

// How the members act in a continuous double auction.
struct BiddingSettings {
  bidding::StrategyId strategy = bidding::StrategyId::kTruthful;
  Arrivals arrivals = Arrivals::kPoisson;
  double visits_per_gate = 3;  // Poisson: mean number between opening and closure
  parameters::Distribution first_at =
      parameters::Distribution{parameters::Distribution::Kind::kUniform, {0.0, 1.0}};
  double revise_s = 0;          // scheduled: time between visits, 0 = one visit
  double order_lifetime_s = 0;  // an order not filled by then is cancelled, 0 = never

  friend bool operator==(const BiddingSettings&, const BiddingSettings&) = default;
};

// `count` prosumers who are alike but for what is drawn for each of them.
struct ProsumerGroup {
  std::string name;
  std::int64_t count = 1;
  std::vector<std::string> buses;  // shared out in turn; empty: those of `zones`
  std::vector<std::string> zones;  // empty: all buses but the root
  LoadSettings load;
  PvSettings pv;
  BatterySettings battery;
  FlexibleLoadSettings flexible_load;
  forecasts::OrderForecastId forecast = forecasts::OrderForecastId::kPerfect;
  bidding::ReservationSettings reservation;
  PreferenceSettings preferences;
  BiddingSettings bidding;

  friend bool operator==(const ProsumerGroup&, const ProsumerGroup&) = default;
};

void describe(LoadSettings& load, parameters::Visitor& visitor);
void describe(PvSettings& pv, parameters::Visitor& visitor);
void describe(BatterySettings& battery, parameters::Visitor& visitor);
void describe(FlexibleLoadSettings& flexible, parameters::Visitor& visitor);
void describe(BiddingSettings& bidding, parameters::Visitor& visitor);
void describe(PreferenceSettings& preferences, parameters::Visitor& visitor);
void describe(ProsumerGroup& group, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
