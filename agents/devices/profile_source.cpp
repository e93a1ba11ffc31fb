#include "agents/devices/profile_source.hpp"

namespace peerwatt::devices {

std::unique_ptr<EnergySource> make_profile_source(const std::string& profile,
                                                  const std::vector<std::string>& columns,
                                                  std::span<const ProfileShare> shares,
                                                  const Surroundings& surroundings) {
  std::vector<ProfileSource::Member> members;
  for (const ProfileShare& share : shares) {
    const std::string& column = columns[share.member % columns.size()];
    members.push_back({surroundings.series(profile, column), share.factor});
  }
  return std::make_unique<ProfileSource>(std::move(members));
}

}  // namespace peerwatt::devices
