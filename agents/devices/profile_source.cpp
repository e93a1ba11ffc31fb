#include "agents/devices/profile_source.hpp"

namespace peerwatt::devices {

std::unique_ptr<EnergySource> make_profile_source(const std::string& profile,
                                                  const std::vector<std::string>& columns,
                                                  std::span<const double> factors,
                                                  const Surroundings& surroundings) {
  std::vector<ProfileSource::Member> members;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    members.push_back({surroundings.series(profile, columns[i % columns.size()]), factors[i]});
  }
  return std::make_unique<ProfileSource>(std::move(members));
}

}  // namespace peerwatt::devices
