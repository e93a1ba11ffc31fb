#include "agents/scenario/scenario.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/parameters/visitor.hpp"
#include "engine/profiles/profile_settings.hpp"

namespace peerwatt::scenario {

using parameters::Presence;
using parameters::Range;

std::int64_t Scenario::prosumer_count() const {
  return std::accumulate(
      prosumers.begin(), prosumers.end(), std::int64_t{0},
      [](std::int64_t sum, const ProsumerGroup& group) { return sum + group.count; });
}

bool Scenario::controls_inverters() const {
  return network.has_power_flow() && std::ranges::any_of(prosumers, [](const ProsumerGroup& group) {
           return group.pv.inverter.reactive_power != devices::ReactivePower::kByPowerFactor;
         });
}

bool operator==(const Scenario& a, const Scenario& b) {
  const auto content = [](const Scenario& s) {
    return std::tie(s.title, s.seed, s.currency, s.data_dir, s.clock, s.site, s.network,
                    s.prosumers, s.other_customers, s.cps, s.leader, s.market, s.coalition,
                    s.virtual_power_plant, s.faults, s.trace);
  };
  return content(a) == content(b) &&
         std::equal(a.profiles.begin(), a.profiles.end(), b.profiles.begin(), b.profiles.end(),
                    profiles::equal);
}

void describe(SiteSettings& site, parameters::Visitor& visitor) {
  visitor.number({"latitude_degree", "Latitude, north positive."}, site.latitude_degree,
                 Range::between(-90, 90));
  visitor.number({"longitude_degree", "Longitude, east positive."}, site.longitude_degree,
                 Range::between(-180, 180));
  visitor.number({"mean_clearness", "Mean output of synthetic PV, as a share of a clear sky's."},
                 site.mean_clearness, Range::between(0, 1));
}

void describe(Scenario& scenario, parameters::Visitor& visitor) {
  visitor.text({"title", "What the experiment is about."}, scenario.title);
  visitor.integer({"seed", "Root of all random numbers."}, scenario.seed, Range::between(0, 9e15));
  visitor.text({"currency", "Name of the currency in all prices."}, scenario.currency);
  visitor.path({"data_dir", "Folder of the profiles' files; the scenario's own by default."},
               scenario.data_dir);
  visit_section(visitor, {"clock", "When the run takes place."}, scenario.clock);
  visit_section(visitor, {"site", "Location and weather of the synthetic PV."}, scenario.site);
  visit_section(visitor,
                {"network", "Distribution network and communication.", Presence::kRequired},
                scenario.network);
  visit_sections(visitor, {"profiles", "Measured load and generation in CSV files."},
                 scenario.profiles);
  visit_sections(visitor, {"prosumers", "Groups of prosumers.", Presence::kRequired},
                 scenario.prosumers);
  visit_section(visitor, {"other_customers", "Customers who are not prosumers."},
                scenario.other_customers);
  visit_section(visitor, {"cps", "The centralized power system."}, scenario.cps);
  visit_section(visitor, {"leader", "The CPS's price at peak."}, scenario.leader);
  visit_section(visitor, {"market", "Peer-to-peer trading."}, scenario.market);
  visit_section(visitor, {"coalition", "Whom prosumers trade with."}, scenario.coalition);
  visit_section(visitor, {"virtual_power_plant", "Reductions that the CPS asks for and pays for."},
                scenario.virtual_power_plant);
  visit_section(visitor, {"faults", "Faults that last for a while."}, scenario.faults);
  visit_section(visitor, {"trace", "What the trace contains."}, scenario.trace);
}

}  // namespace peerwatt::scenario
