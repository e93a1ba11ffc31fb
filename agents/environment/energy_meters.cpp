#include "agents/environment/energy_meters.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace peerwatt::agents {
namespace {

devices::Surroundings surroundings(const scenario::Scenario& scenario,
                                   const ProfileLibrary& library) {
  return {.seed = static_cast<std::uint64_t>(scenario.seed),
          .slots_per_day = scenario.clock.slots_per_day(),
          .site = {scenario.site.latitude_degree, scenario.site.longitude_degree},
          .mean_clearness = scenario.site.mean_clearness,
          .series = [&library](const std::string& profile, const std::string& column) {
            return library.series(profile, column);
          }};
}

}  // namespace

EnergyMeters::EnergyMeters(const scenario::Scenario& scenario, const Community& community,
                           const ProfileLibrary& library,
                           std::span<const devices::DeviceEntry> kinds)
    : load_kwh_(community.size()), generation_kwh_(community.size()) {
  const devices::Surroundings around = surroundings(scenario, library);
  for (std::size_t g = 0; g < scenario.prosumers.size(); ++g) {
    const CommunityGroup& group = community.groups[g];
    const auto members = std::span{community.identities}.subspan(group.first.index(), group.count);
    const auto meter_of = [&](Community::Column<double>& column) {
      return Meter{std::span{column}.subspan(group.first.index(), group.count), {}};
    };
    Meter load = meter_of(load_kwh_), generation = meter_of(generation_kwh_);
    for (const devices::DeviceEntry& kind : kinds) {
      if (kind.make_source == nullptr) continue;
      Meter& meter = kind.meter == devices::Meter::kLoad ? load : generation;
      meter.sources.push_back(kind.make_source(scenario.prosumers[g], members, around));
      if (meter.sources.size() > 1)
        addend_kwh_.resize(std::max(addend_kwh_.size(), members.size()));
    }
    meters_.push_back(std::move(load));
    meters_.push_back(std::move(generation));
  }
}

void EnergyMeters::advance(const devices::Slot& slot) {
  for (const Meter& meter : meters_) {
    for (const auto& source : meter.sources) {
      if (source == meter.sources.front()) {
        source->fill(slot, meter.energy_kwh);
      } else {
        add(*source, slot, meter.energy_kwh);
      }
    }
  }
}

void EnergyMeters::add(const devices::EnergySource& source, const devices::Slot& slot,
                       std::span<double> energy_kwh) {
  const std::span<double> addend = std::span{addend_kwh_}.first(energy_kwh.size());
  source.fill(slot, addend);
  for (std::size_t i = 0; i < addend.size(); ++i) energy_kwh[i] += addend[i];
}

}  // namespace peerwatt::agents
