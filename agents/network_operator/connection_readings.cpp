#include "agents/network_operator/connection_readings.hpp"

#include <algorithm>

namespace peerwatt::agents {

auto ConnectionReadings::connections_of(const Community& community, IdRange<ProsumerId> prosumers)
    -> std::vector<Connection> {
  std::vector<Connection> found;
  for (const ProsumerId i : prosumers) found.push_back({community.buses[i], community.phases[i]});
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

ConnectionReadings::ConnectionReadings(const Community& community, const Directory& directory,
                                       Channels& channels)
    : directory_{directory},
      connections_{connections_of(community, directory.part().prosumers)},
      drawn_(connections_.size()),
      place_{directory.part().prosumers},
      limit_kvar_{directory.part().prosumers} {
  for (const ProsumerId i : place_.ids()) {
    const Connection own{community.buses[i], community.phases[i]};
    const auto found = std::ranges::lower_bound(connections_, own);
    place_[i] = static_cast<std::uint32_t>(found - connections_.begin());
  }
  channels.connection_reading.deliver_to<&ConnectionReadings::on_reading>(*this);
}

void ConnectionReadings::open_slot(std::int32_t slot) {
  slot_ = slot;
  std::ranges::fill(drawn_, DrawnEnergy{});
  for (const ProsumerId i : limit_kvar_.ids()) limit_kvar_[i] = 0;
}

void ConnectionReadings::on_reading(const kernel::Inbox<ConnectionReading>& inbox) {
  for (const auto& [from, to, reading] : inbox) {
    if (reading.slot != slot_) continue;
    const ProsumerId prosumer = directory_.prosumer_of(from);
    DrawnEnergy& drawn = drawn_[place_[prosumer]];
    drawn.active_kwh += reading.active_kwh;
    drawn.reactive_kvarh += reading.reactive_kvarh;
    drawn.inverter_kvarh += reading.inverter_kvarh;
    limit_kvar_[prosumer] = reading.inverter_limit_kvar;
  }
}

void ConnectionReadings::add_to(BusPowers& powers) const {
  for (std::size_t place = 0; place < connections_.size(); ++place) {
    powers.add(connections_[place].bus, connections_[place].phase, drawn_[place]);
  }
}

void ConnectionReadings::write_limits(CommunityPowerFlow& flow) const {
  const std::vector<ProsumerId>& answering = flow.answering();
  const auto ids = limit_kvar_.ids();
  for (auto owner = std::ranges::lower_bound(answering, *ids.begin());
       owner != answering.end() && *owner < *ids.end(); ++owner) {
    flow.limits_kvar()[static_cast<std::size_t>(owner - answering.begin())] = limit_kvar_[*owner];
  }
}

}  // namespace peerwatt::agents
