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
                           IdRange<ProsumerId> prosumers, const ProfileLibrary& library,
                           std::span<const devices::DeviceEntry> kinds) {
  const devices::Surroundings around = surroundings(scenario, library);
  std::vector<Group> groups(scenario.prosumers.size());
  for (const ProsumerId i : prosumers) {
    Group& group = groups[community.groups[i]];
    group.rows.push_back(i);
    group.members.push_back({community.identities[i], community.members[i]});
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!groups[g].rows.empty()) add_group(groups[g], scenario.prosumers[g], around, kinds);
  }
}

void EnergyMeters::add_group(const Group& group, const devices::GroupDevices& devices,
                             const devices::Surroundings& around,
                             std::span<const devices::DeviceEntry> kinds) {
  Meter load{group.rows, {}}, generation{group.rows, {}};
  for (const devices::DeviceEntry& kind : kinds) {
    if (kind.make_source == nullptr) continue;
    Meter& meter = kind.meter == devices::Meter::kLoad ? load : generation;
    meter.sources.push_back(kind.make_source(devices, group.members, around));
  }
  loads_.push_back(std::move(load));
  generations_.push_back(std::move(generation));
  source_kwh_.resize(std::max(source_kwh_.size(), group.rows.size()));
}

void EnergyMeters::measure(const devices::Slot& slot, EnergyColumns& energy) {
  for (const Meter& meter : loads_) read(meter, slot, energy.load_kwh);
  for (const Meter& meter : generations_) read(meter, slot, energy.generation_kwh);
}

void EnergyMeters::read(const Meter& meter, const devices::Slot& slot,
                        Community::Column<double>& energy_kwh) {
  const std::span<double> source_kwh = std::span{source_kwh_}.first(meter.rows.size());
  for (const auto& source : meter.sources) {
    source->fill(slot, source_kwh);
    if (source == meter.sources.front()) {
      for (std::size_t i = 0; i < source_kwh.size(); ++i) energy_kwh[meter.rows[i]] = source_kwh[i];
    } else {
      for (std::size_t i = 0; i < source_kwh.size(); ++i) {
        energy_kwh[meter.rows[i]] += source_kwh[i];
      }
    }
  }
}

}  // namespace peerwatt::agents
