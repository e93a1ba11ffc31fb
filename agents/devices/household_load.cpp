#include "agents/devices/household_load.hpp"

#include "engine/parameters/member_draws.hpp"

#include "agents/devices/device_limits.hpp"
#include "agents/devices/power_factor.hpp"
#include "agents/devices/profile_source.hpp"
#include "agents/devices/synthetic_load.hpp"

namespace peerwatt::devices {
namespace {

using parameters::DrawnProperty;
using parameters::MemberDraws;
using parameters::Range;

constexpr DrawnProperty kMeanLoad{0}, kScale{1};

std::unique_ptr<EnergySource> make_measured(const LoadSettings& load,
                                            std::span<const GroupMember> members,
                                            const Surroundings& surroundings) {
  std::vector<ProfileShare> shares;
  for (const GroupMember& member : members) {
    const MemberDraws draws{surroundings.seed, member.identity};
    shares.push_back({member.number, draws.quantity(load.scale, kScale)});
  }
  return make_profile_source(load.profile, load.columns, shares, surroundings);
}

std::unique_ptr<EnergySource> make_synthetic(const LoadSettings& load,
                                             std::span<const GroupMember> members,
                                             const Surroundings& surroundings) {
  std::vector<SyntheticLoad::Household> households;
  for (const GroupMember& member : members) {
    const MemberDraws draws{surroundings.seed, member.identity};
    households.push_back({member.identity, draws.quantity(load.mean_kwh_per_day, kMeanLoad)});
  }
  return std::make_unique<SyntheticLoad>(surroundings.seed, households, surroundings.slots_per_day);
}

}  // namespace

void describe(LoadSettings& load, parameters::Visitor& visitor) {
  visitor.distribution({"mean_kwh_per_day", "Mean daily energy of the synthetic load."},
                       load.mean_kwh_per_day, kEnergyKwh);
  visitor.text({"profile", "Profile to take the load from instead."}, load.profile);
  visitor.columns({"columns",
                   "Columns of the profile, shared out in turn; `*`: all but those of the time, in "
                   "the order of the file."},
                  load.columns);
  visitor.distribution({"scale", "Factor on the profile."}, load.scale, Range::factor());
  visitor.number(
      {"power_factor",
       "Of the load, inductive; 0.95 as in the loads of the CIGRE and European low-voltage "
       "benchmark networks."},
      load.power_factor, kPowerFactor);
}

std::unique_ptr<EnergySource> make_load_source(const LoadSettings& load,
                                               std::span<const GroupMember> members,
                                               const Surroundings& surroundings) {
  return load.profile.empty() ? make_synthetic(load, members, surroundings)
                              : make_measured(load, members, surroundings);
}

}  // namespace peerwatt::devices
