#include "agents/environment/energy_meters.hpp"

#include "agents/devices/profile_source.hpp"
#include "agents/devices/synthetic_load.hpp"
#include "agents/devices/synthetic_pv.hpp"

namespace peerwatt::agents {
namespace {

using scenario::ProsumerGroup;
using scenario::Scenario;

// Members take the columns in turn.
std::unique_ptr<devices::EnergySource> profile_source(const ProfileLibrary& library,
                                                      const std::string& profile,
                                                      const std::vector<std::string>& columns,
                                                      std::span<const double> factors) {
  std::vector<devices::ProfileSource::Member> members;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    members.push_back({library.series(profile, columns[i % columns.size()]), factors[i]});
  }
  return std::make_unique<devices::ProfileSource>(std::move(members));
}

std::span<const double> members_of(const std::vector<double>& column, const CommunityGroup& group) {
  return std::span{column}.subspan(group.first, group.count);
}

std::unique_ptr<devices::EnergySource> load_source(const Scenario& scenario,
                                                   const ProsumerGroup& settings,
                                                   const Community& community,
                                                   const CommunityGroup& group,
                                                   const ProfileLibrary& library) {
  if (!settings.load.profile.empty()) {
    return profile_source(library, settings.load.profile, settings.load.columns,
                          members_of(community.load_scale, group));
  }
  std::vector<devices::SyntheticLoad::Household> households;
  for (std::uint32_t i = group.first; i < group.first + group.count; ++i) {
    households.push_back({community.identities[i], community.mean_kwh_per_day[i]});
  }
  return std::make_unique<devices::SyntheticLoad>(static_cast<std::uint64_t>(scenario.seed),
                                                  std::move(households),
                                                  scenario.clock.slots_per_day());
}

std::unique_ptr<devices::EnergySource> generation_source(const Scenario& scenario,
                                                         const ProsumerGroup& settings,
                                                         const Community& community,
                                                         const CommunityGroup& group,
                                                         const ProfileLibrary& library) {
  if (!settings.pv.profile.empty()) {
    return profile_source(library, settings.pv.profile, settings.pv.columns,
                          members_of(community.pv_capacity_kw, group));
  }
  std::vector<devices::SyntheticPv::Roof> roofs;
  for (std::uint32_t i = group.first; i < group.first + group.count; ++i) {
    roofs.push_back({community.identities[i], community.pv_capacity_kw[i]});
  }
  const devices::Site site{scenario.site.latitude_degree, scenario.site.longitude_degree};
  return std::make_unique<devices::SyntheticPv>(static_cast<std::uint64_t>(scenario.seed), site,
                                                scenario.site.mean_clearness, std::move(roofs));
}

}  // namespace

EnergyMeters::EnergyMeters(const Scenario& scenario, const Community& community,
                           const ProfileLibrary& library)
    : load_kwh_(community.size()), generation_kwh_(community.size()) {
  for (std::size_t g = 0; g < scenario.prosumers.size(); ++g) {
    const ProsumerGroup& settings = scenario.prosumers[g];
    const CommunityGroup& group = community.groups[g];
    sources_.push_back({group, load_source(scenario, settings, community, group, library),
                        generation_source(scenario, settings, community, group, library)});
  }
}

void EnergyMeters::advance(const devices::Slot& slot) {
  for (const GroupSources& source : sources_) {
    const auto columns = [&](std::vector<double>& column) {
      return std::span{column}.subspan(source.group.first, source.group.count);
    };
    source.load->fill(slot, columns(load_kwh_));
    source.generation->fill(slot, columns(generation_kwh_));
  }
}

}  // namespace peerwatt::agents
