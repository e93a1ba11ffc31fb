#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "agents/devices/energy_source.hpp"
#include "agents/devices/surroundings.hpp"

namespace peerwatt::devices {

// Measured series on the run's slots, each times a factor.
class ProfileSource final : public EnergySource {
 public:
  struct Member {
    std::span<const double> energy_kwh;  // one value per slot of the run; not owned
    double factor = 1;
  };
  explicit ProfileSource(std::vector<Member> members) : members_{std::move(members)} {}
  void fill(const Slot& slot, std::span<double> energy_kwh) const override {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      energy_kwh[i] = members_[i].factor * members_[i].energy_kwh[slot.index];
    }
  }

 private:
  std::vector<Member> members_;
};

// What a member of a group takes of a profile.
struct ProfileShare {
  std::uint32_t member = 0;  // its number in the group
  double factor = 1;
};

// The members of a group take the columns in turn.
std::unique_ptr<EnergySource> make_profile_source(const std::string& profile,
                                                  const std::vector<std::string>& columns,
                                                  std::span<const ProfileShare> shares,
                                                  const Surroundings& surroundings);

}  // namespace peerwatt::devices
