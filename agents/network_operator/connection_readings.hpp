#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "engine/core/id_slice.hpp"

#include "agents/environment/bus_powers.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/community_power_flow.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// ConnectionReadings takes in what the prosumers of some zones tell the network operator, when it
// arrives, and adds it up by bus and phase. All homes of a bus are in one zone, and arrive in the
// order of their numbers where they arrive at once, so that sums do not depend on how zones take
// turns.
class ConnectionReadings {
 public:
  ConnectionReadings(const Community& community, const Directory& directory, Channels& channels);

  // From now on only what is told of this slot counts.
  void open_slot(std::int32_t slot);
  // Adds what was told so far to the powers.
  void add_to(BusPowers& powers) const;
  // Fills in what was told so far of the limits of inverters that answer to the voltage.
  void write_limits(CommunityPowerFlow& flow) const;

 private:
  void on_reading(const kernel::Inbox<ConnectionReading>& inbox);

  const Directory& directory_;
  std::int32_t slot_ = kNoSlot;
  struct Connection {
    BusId bus;
    network::Phase phase = network::Phase::kAll;
    friend auto operator<=>(const Connection&, const Connection&) = default;
  };
  static std::vector<Connection> connections_of(const Community& community,
                                                IdRange<ProsumerId> prosumers);

  std::vector<Connection> connections_;       // of anybody in the zones, ascending, each once
  std::vector<DrawnEnergy> drawn_;            // by place in that list
  IdSlice<ProsumerId, std::uint32_t> place_;  // in that list
  IdSlice<ProsumerId, double> limit_kvar_;    // of the inverter
};

}  // namespace peerwatt::agents
