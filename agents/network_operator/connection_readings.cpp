#include "agents/network_operator/connection_readings.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

std::vector<BusId> inhabited_buses(const Community& community, IdRange<ProsumerId> prosumers) {
  std::vector<BusId> buses;
  for (const ProsumerId i : prosumers) buses.push_back(community.buses[i]);
  std::ranges::sort(buses);
  buses.erase(std::unique(buses.begin(), buses.end()), buses.end());
  return buses;
}

}  // namespace

ConnectionReadings::ConnectionReadings(const Community& community, const Directory& directory,
                                       Channels& channels)
    : directory_{directory},
      buses_{inhabited_buses(community, directory.part().prosumers)},
      drawn_(buses_.size()),
      place_{directory.part().prosumers} {
  for (const ProsumerId i : place_.ids()) {
    const auto found = std::ranges::lower_bound(buses_, community.buses[i]);
    place_[i] = static_cast<std::uint32_t>(found - buses_.begin());
  }
  channels.connection_reading.deliver_to<&ConnectionReadings::on_reading>(*this);
}

void ConnectionReadings::open_slot(std::int32_t slot) {
  slot_ = slot;
  std::ranges::fill(drawn_, DrawnEnergy{});
}

void ConnectionReadings::on_reading(const kernel::Inbox<ConnectionReading>& inbox) {
  for (const auto& [from, to, reading] : inbox) {
    if (reading.slot != slot_) continue;
    DrawnEnergy& drawn = drawn_[place_[directory_.prosumer_of(from)]];
    drawn.active_kwh += reading.active_kwh;
    drawn.reactive_kvarh += reading.reactive_kvarh;
  }
}

void ConnectionReadings::add_to(BusPowers& powers) const {
  for (std::size_t place = 0; place < buses_.size(); ++place) {
    powers.add(buses_[place], drawn_[place]);
  }
}

}  // namespace peerwatt::agents
