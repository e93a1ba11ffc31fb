#pragma once

#include <cstdint>
#include <vector>

#include "engine/network/distribution_network.hpp"

#include "agents/environment/timetable.hpp"
#include "agents/scenario/fault_settings.hpp"

namespace peerwatt::agents {

// What does not work in a slot. A property of the world: agents meet their own faults, and learn of
// nobody else's.
class Faults {
 public:
  Faults(const scenario::FaultSettings& settings, const network::DistributionNetwork& network,
         const Timetable& timetable);

  // The market place of the zone takes no orders and clears nothing.
  bool is_offline(ZoneId zone, std::int32_t slot) const;
  std::int64_t offline_auctioneers(std::int32_t slot) const;
  // How late the CPS begins to announce.
  Duration announcement_delay(std::int32_t slot) const;

 private:
  struct Outage {
    ZoneId zone;
    scenario::FaultWindow window;
  };
  const scenario::FaultSettings& settings_;
  const Timetable& timetable_;
  std::vector<Outage> outages_;
};

}  // namespace peerwatt::agents
