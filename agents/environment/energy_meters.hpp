#pragma once

#include <memory>
#include <vector>

#include "agents/devices/device_catalogue.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// What the households consume and generate in a slot, by prosumer; kWh.
struct EnergyColumns {
  explicit EnergyColumns(std::size_t prosumers) : load_kwh(prosumers), generation_kwh(prosumers) {}

  Community::Column<double> load_kwh;
  Community::Column<double> generation_kwh;
};

// Measures what some prosumers consume and generate: the physical truth, slot by slot. A group's
// load is what its devices consume together, its generation what they generate, by the catalogue of
// devices.
class EnergyMeters {
 public:
  EnergyMeters(const scenario::Scenario& scenario, const Community& community,
               IdRange<ProsumerId> prosumers, const ProfileLibrary& library,
               std::span<const devices::DeviceEntry> kinds = devices::device_kinds());

  // Writes the rows of its prosumers in the slot.
  void measure(const devices::Slot& slot, EnergyColumns& energy);

 private:
  // Who of the prosumers is in a group of the scenario.
  struct Group {
    std::vector<ProsumerId> rows;
    std::vector<devices::GroupMember> members;
  };
  // The load, or the generation, of a group.
  struct Meter {
    std::vector<ProsumerId> rows;
    std::vector<std::unique_ptr<devices::EnergySource>> sources;  // added up in their order
  };
  void add_group(const Group& group, const devices::GroupDevices& devices,
                 const devices::Surroundings& around, std::span<const devices::DeviceEntry> kinds);
  void read(const Meter& meter, const devices::Slot& slot, Community::Column<double>& energy_kwh);

  std::vector<Meter> loads_, generations_;
  std::vector<double> source_kwh_;  // of one source, in the order of its members
};

}  // namespace peerwatt::agents
