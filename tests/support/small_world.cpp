#include "tests/support/small_world.hpp"

#include <fstream>
#include <string>

#include "engine/network/synthetic_feeder.hpp"

#include "tests/support/scenarios.hpp"

namespace peerwatt::testing {
namespace {

constexpr int kHours = 24;

void write_profile(const std::filesystem::path& file, const std::vector<KnownHome>& homes) {
  std::ofstream csv{file};
  csv.precision(17);
  csv << "minute";
  for (std::size_t i = 0; i < homes.size(); ++i) csv << ",load" << i << ",sun" << i;
  csv << '\n';
  for (int hour = 0; hour < kHours; ++hour) {
    csv << 60 * hour;
    for (const KnownHome& home : homes) csv << ',' << home.load_kwh << ',' << home.generation_kwh;
    csv << '\n';
  }
}

}  // namespace

SmallWorld::SmallWorld(const scenario::Scenario& described)
    : scenario{described},
      network{described.network.feeder},
      community{agents::make_community(scenario, scenario::Placement{scenario}, network)},
      library{scenario},
      base_loads{scenario, scenario::Placement{scenario}, network, library},
      tree{network, scenario.market.levels},
      zone_trees{agents::make_zone_trees(network, community, scenario.coalition)},
      timetable{scenario.clock, scenario.market},
      faults{scenario.faults, network, timetable},
      directory{{community.size(), tree.zone_count(), tree.place_count() - tree.zone_count()}},
      latency{scenario.network.latency.fixed_s},
      simulation{scenario.clock.start, directory.agent_count()},
      transport{simulation, latency, {}},
      channels{simulation, transport} {}

void SmallWorld::run_to(double seconds) {
  simulation.run_until(at(seconds) + Duration::from_microseconds(1));
}

scenario::Scenario two_streets(std::int64_t homes) {
  scenario::Scenario scenario = quiet_day();
  scenario.network.feeder = network::synthetic_feeder({.zones = 2, .buses_per_zone = 3});
  scenario.network.latency.fixed_s = 1;
  scenario.prosumers = {group_of("first", homes), group_of("second", homes)};
  scenario.prosumers[0].zones = {"z000"};
  scenario.prosumers[1].zones = {"z001"};
  return scenario;
}

scenario::Scenario known_homes(const TemporaryFolder& folder, const std::vector<KnownHome>& homes) {
  scenario::Scenario scenario = quiet_day();
  scenario.network.latency.fixed_s = 1;
  profiles::ProfileLayout layout;
  layout.name = layout.file = "meters.csv";
  layout.path = folder / layout.file;
  layout.time_column = "minute";
  layout.time_format = profiles::TimeFormat::kMinuteOfDay;
  layout.step_s = 3600;
  write_profile(layout.path, homes);
  scenario.profiles = {layout};
  scenario::ProsumerGroup group = group_of("home", static_cast<std::int64_t>(homes.size()));
  group.load.profile = group.pv.profile = layout.name;
  group.pv.capacity_kw = 1;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    group.load.columns.push_back("load" + std::to_string(i));
    group.pv.columns.push_back("sun" + std::to_string(i));
  }
  scenario.prosumers = {group};
  return scenario;
}

}  // namespace peerwatt::testing
