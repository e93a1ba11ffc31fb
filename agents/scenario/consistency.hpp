#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "agents/scenario/checker.hpp"
#include "agents/scenario/feeder_places.hpp"
#include "agents/scenario/profile_consistency.hpp"

// How the parts of a scenario are checked against each other, a source for each topic;
// `inconsistencies` calls them all.
namespace peerwatt::scenario {

void check_clock(const ClockSettings& clock, Checker& check);
void check_tariff(const CpsSettings& cps, Checker& check);
void check_leader(const Scenario& scenario, Checker& check);
// Its levels, the rounds that fit into a slot, and what the virtual power plant asks of it.
void check_market(const Scenario& scenario, Checker& check);
void check_coalitions(const Scenario& scenario, Checker& check);
void check_network(const Scenario& scenario, const ProfilesByName& profiles, Checker& check);
void check_member_names(const Scenario& scenario, Checker& check);
void check_prosumers(const Scenario& scenario, const ProfilesByName& profiles,
                     const FeederPlaces& places, Checker& check);
// `zones`: the sorted names of the feeder's zones.
void check_faults(const Scenario& scenario, const std::vector<std::string>& zones, Checker& check);

}  // namespace peerwatt::scenario
