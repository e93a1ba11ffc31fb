#include "agents/devices/photovoltaics.hpp"

#include <cstddef>
#include <utility>

#include "agents/devices/device_limits.hpp"
#include "agents/devices/power_factor.hpp"
#include "agents/devices/profile_source.hpp"
#include "agents/devices/synthetic_pv.hpp"

namespace peerwatt::devices {
namespace {

using parameters::DrawnProperty;
using parameters::MemberDraws;

constexpr DrawnProperty kHasPv{2}, kCapacity{3};

}  // namespace

void describe(PvSettings& pv, parameters::Visitor& visitor) {
  visitor.number({"share", "Share of the members that have PV."}, pv.share,
                 parameters::Range::between(0, 1));
  visitor.distribution({"capacity_kw", "Peak power of the PV; 0 = none."}, pv.capacity_kw,
                       kPowerKw);
  visitor.text({"profile",
                "Profile of the generation per kW of capacity, instead of the synthetic "
                "sun and clouds."},
               pv.profile);
  visitor.columns({"columns",
                   "Columns of the profile, shared out in turn; `*`: all but those of the time, in "
                   "the order of the file."},
                  pv.columns);
  visitor.number({"power_factor",
                  "Of the inverter; below 1 it takes reactive power, which lowers the voltage."},
                 pv.power_factor, kPowerFactor);
  visit_section(visitor, {"inverter", "How the PV's inverter holds the voltage."}, pv.inverter);
}

double draw_pv_capacity_kw(const PvSettings& pv, const MemberDraws& draws) {
  return draws.chance(pv.share, kHasPv) ? draws.quantity(pv.capacity_kw, kCapacity) : 0.0;
}

std::unique_ptr<EnergySource> make_pv_source(const PvSettings& pv,
                                             std::span<const GroupMember> members,
                                             const Surroundings& surroundings) {
  const auto capacity_kw = [&](const GroupMember& member) {
    return draw_pv_capacity_kw(pv, MemberDraws{surroundings.seed, member.identity});
  };
  if (!pv.profile.empty()) {
    std::vector<ProfileShare> shares;
    for (const GroupMember& member : members) {
      shares.push_back({member.number, capacity_kw(member)});
    }
    return make_profile_source(pv.profile, pv.columns, shares, surroundings);
  }
  std::vector<SyntheticPv::Roof> roofs;
  for (const GroupMember& member : members) {
    roofs.push_back({member.identity, capacity_kw(member)});
  }
  return std::make_unique<SyntheticPv>(surroundings.seed, surroundings.site,
                                       surroundings.mean_clearness, std::move(roofs));
}

}  // namespace peerwatt::devices
