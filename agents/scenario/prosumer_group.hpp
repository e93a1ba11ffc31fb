#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/parameters/distribution.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/bidding/reservation_catalogue.hpp"
#include "agents/bidding/strategy_id.hpp"
#include "agents/devices/group_devices.hpp"
#include "agents/forecasts/forecaster_catalogue.hpp"

namespace peerwatt::scenario {

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

// How the members of a group come to their buses.
enum class Place : std::uint8_t { kInTurn, kAtLoads, kAtRandom };

// Which phase the members' connections are on: that of the load whose place they take (all three
// where they take none), all three, one of them, a and b and c in turn, or one drawn for each.
enum class PhaseChoice : std::uint8_t { kByLoad, kAll, kA, kB, kC, kInTurn, kAtRandom };

// `count` prosumers who are alike but for what is drawn for each of them: their devices, and how
// they trade.
struct ProsumerGroup : devices::GroupDevices {
  std::string name;
  std::int64_t count = 1;
  std::vector<std::string> buses;  // where they may live; empty: the buses of `zones`
  std::vector<std::string> zones;  // empty: all buses but the root
  Place place = Place::kInTurn;
  PhaseChoice phase = PhaseChoice::kByLoad;
  forecasts::OrderForecastId forecast = forecasts::OrderForecastId::kPerfect;
  bidding::ReservationSettings reservation;
  PreferenceSettings preferences;
  BiddingSettings bidding;

  friend bool operator==(const ProsumerGroup&, const ProsumerGroup&) = default;
};

void describe(BiddingSettings& bidding, parameters::Visitor& visitor);
void describe(PreferenceSettings& preferences, parameters::Visitor& visitor);
void describe(ProsumerGroup& group, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
