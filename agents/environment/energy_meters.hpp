#pragma once

#include <memory>
#include <vector>

#include "agents/devices/device_catalogue.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// What the households consume and generate: the physical truth, slot by slot. A group's load is
// what its devices consume together, its generation what they generate, by the catalogue of
// devices.
class EnergyMeters {
 public:
  EnergyMeters(const scenario::Scenario& scenario, const Community& community,
               const ProfileLibrary& library,
               std::span<const devices::DeviceEntry> kinds = devices::device_kinds());

  // Computes the slot; the columns hold until the next one is computed.
  void advance(const devices::Slot& slot);

  const Community::Column<double>& load_kwh() const { return load_kwh_; }
  const Community::Column<double>& generation_kwh() const { return generation_kwh_; }

 private:
  // The load, or the generation, of a group.
  struct Meter {
    std::span<double> energy_kwh;  // the group's part of a column below
    std::vector<std::unique_ptr<devices::EnergySource>> sources;  // added up in their order
  };
  // Adds what a further source gives.
  void add(const devices::EnergySource& source, const devices::Slot& slot,
           std::span<double> energy_kwh);

  std::vector<Meter> meters_;
  std::vector<double> addend_kwh_;  // of one source, before it is added
  Community::Column<double> load_kwh_;
  Community::Column<double> generation_kwh_;
};

}  // namespace peerwatt::agents
