#pragma once

#include <cstdint>
#include <string>

#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/tariff.hpp"
#include "agents/tariffs/tariff_settings.hpp"

namespace peerwatt::scenario {

enum class PeakDetection : std::uint8_t { kSchedule, kForecast };

struct PeakSettings {
  PeakDetection by = PeakDetection::kSchedule;
  tariffs::DayWindow window{17 * 60, 21 * 60};

  friend bool operator==(const PeakSettings&, const PeakSettings&) = default;
};

// C(D) = a*D^2 + b*D + c + rho*max(0, D-K), D in kWh per slot (model, section 5).
struct CostSettings {
  double quadratic = 0.0005;    // a, currency/kWh^2
  double linear = 0.08;         // b, currency/kWh
  double fixed = 0;             // c, currency per slot
  double reserve_price = 0.40;  // rho, currency/kWh

  friend bool operator==(const CostSettings&, const CostSettings&) = default;
};

struct CpsSettings {
  tariffs::TariffSettings tariff;
  PeakSettings peak;
  double capacity_kw = 1000;  // without reserve
  CostSettings cost;

  friend bool operator==(const CpsSettings&, const CpsSettings&) = default;
};

enum class LeaderRule : std::uint8_t {
  kStackelberg,
  kCostMinimizing,
  kMarginalCost,
  kFlat,
  kTimeOfUse,
  kReplay,
  kNone,
};
enum class Protocol : std::uint8_t { kDirect, kIterative };
// What the Stackelberg leader wants its price to bring about (model, section 5).
enum class LeaderAim : std::uint8_t { kNoElasticSupply, kNoReserve, kShare };

// How the CPS sets its selling price at peak.
struct LeaderSettings {
  LeaderRule rule = LeaderRule::kStackelberg;
  Protocol protocol = Protocol::kDirect;
  LeaderAim aim = LeaderAim::kNoElasticSupply;  // of `stackelberg`
  double aim_share = 0.5;                       // of the elastic supply that has to end: `share`
  bool counts_inflexible_load = true;           // in the outlay of `cost_minimizing`
  std::int64_t probes = 8;                      // most prices tried below the one found
  std::string profile;                          // of the prices to replay
  std::string column;
  double price_cap = 2.0;         // currency/kWh
  double price_tolerance = 1e-6;  // currency/kWh
  std::int64_t max_rounds = 60;

  // Whether the price is searched round by round.
  bool searches() const {
    return rule == LeaderRule::kStackelberg || rule == LeaderRule::kCostMinimizing ||
           rule == LeaderRule::kMarginalCost;
  }

  friend bool operator==(const LeaderSettings&, const LeaderSettings&) = default;
};

void describe(PeakSettings& peak, parameters::Visitor& visitor);
void describe(CostSettings& cost, parameters::Visitor& visitor);
void describe(CpsSettings& cps, parameters::Visitor& visitor);
void describe(LeaderSettings& leader, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
