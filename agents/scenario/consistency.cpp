#include "agents/scenario/consistency.hpp"

#include <set>

namespace peerwatt::scenario {
namespace {

template <class List>
void check_unique_names(const List& list, const char* path, Checker& check) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string& name = list[i].name;
    const std::string key = fmt::format("{}[{}].name", path, i);
    check.require(!name.empty(), key, "must not be empty");
    check.require(seen.insert(name).second, key, "'{}' is taken", name);
  }
}

}  // namespace

std::vector<Inconsistency> inconsistencies(const Scenario& scenario) {
  Checker check;
  check_clock(scenario.clock, check);
  check_tariff(scenario.cps, check);
  check_leader(scenario, check);
  check_market(scenario, check);
  check_coalitions(scenario, check);
  check_unique_names(scenario.profiles, "profiles", check);
  check_unique_names(scenario.prosumers, "prosumers", check);
  check_member_names(scenario, check);
  const ProfilesByName profiles{scenario};
  check_source(profiles, "other_customers", scenario.other_customers.profile,
               !scenario.other_customers.column.empty(), "column", check);
  check_replay(scenario, profiles, check);
  check_network(scenario, profiles, check);
  const FeederPlaces places{scenario.network.feeder};
  check_prosumers(scenario, profiles, places, check);
  check_faults(scenario, places.zones, check);
  return check.take();
}

}  // namespace peerwatt::scenario
