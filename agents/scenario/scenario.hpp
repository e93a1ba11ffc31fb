#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/parameters/visitor.hpp"
#include "engine/profiles/profile_layout.hpp"

#include "agents/scenario/clock_settings.hpp"
#include "agents/scenario/coalition_settings.hpp"
#include "agents/scenario/cps_settings.hpp"
#include "agents/scenario/fault_settings.hpp"
#include "agents/scenario/market_settings.hpp"
#include "agents/scenario/network_settings.hpp"
#include "agents/scenario/other_customers.hpp"
#include "agents/scenario/prosumer_group.hpp"
#include "agents/scenario/trace_settings.hpp"
#include "agents/scenario/virtual_power_plant_settings.hpp"

namespace peerwatt::scenario {

// Where the synthetic sun shines.
struct SiteSettings {
  double latitude_degree = -27.47;
  double longitude_degree = 153.03;
  double mean_clearness = 0.75;  // of the clear-sky output, over the days

  friend bool operator==(const SiteSettings&, const SiteSettings&) = default;
};

// The plain description of an experiment. It can be printed, compared and run again; it says
// nothing about where results go.
struct Scenario {
  std::string title;
  std::int64_t seed = 1;
  std::string currency = "$";
  std::string data_dir;  // folder of the profiles' files
  ClockSettings clock;
  SiteSettings site;
  NetworkSettings network;
  std::vector<profiles::ProfileLayout> profiles;
  std::vector<ProsumerGroup> prosumers;
  OtherCustomers other_customers;
  CpsSettings cps;
  LeaderSettings leader;
  MarketSettings market;
  CoalitionSettings coalition;
  VirtualPowerPlantSettings virtual_power_plant;
  FaultSettings faults;
  TraceSettings trace;

  std::int64_t prosumer_count() const;
  // Whether a power flow is computed in which reactive power of inverters goes by power or voltage.
  bool controls_inverters() const;
};

void describe(SiteSettings& site, parameters::Visitor& visitor);
void describe(Scenario& scenario, parameters::Visitor& visitor);

bool operator==(const Scenario& a, const Scenario& b);

// Something that does not fit together although every value is fine by itself.
struct Inconsistency {
  std::string path;  // of the parameter, e.g. `prosumers[0].load.profile`
  std::string message;
  std::vector<std::string> others;  // paths of the other parameters that it is about
};

std::vector<Inconsistency> inconsistencies(const Scenario& scenario);

}  // namespace peerwatt::scenario
