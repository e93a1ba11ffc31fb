#pragma once

#include <optional>

#include "engine/kernel/simulation.hpp"
#include "engine/kernel/transport.hpp"

#include "agents/auctioneers/auctioneers.hpp"
#include "agents/auctioneers/event_log.hpp"
#include "agents/auctioneers/reduction_pools.hpp"
#include "agents/auctioneers/unfilled_orders.hpp"
#include "agents/cps/concentrators.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/zone_lines.hpp"
#include "agents/network_operator/connection_readings.hpp"
#include "agents/prosumers/prosumers.hpp"
#include "agents/simulation/setting.hpp"

namespace peerwatt::agents {

// Some zones that follow each other, with a clock and event queue of their own: their prosumers and
// auctioneers, and what those above the zones learn of them. Nothing that happens in one district
// touches another, so that districts may advance in any order, or at once.
class District {
 public:
  // The setting must outlive it.
  District(Setting& setting, const ZonePart& part);
  District(const District&) = delete;
  District& operator=(const District&) = delete;

  // Schedules the first slot.
  void start() { prosumers_.start(); }
  // Lets everything happen that is due before a phase of an instant.
  void advance(SimTime to, kernel::Phase before) { simulation_.run_until(to, before); }

  ZoneLine line() { return {&directory_, &channels_}; }
  Concentrators& concentrators() { return concentrators_; }
  UnfilledOrders& unfilled_orders() { return unfilled_orders_; }
  // Only where a power flow is computed.
  ConnectionReadings& connection_readings() { return *connection_readings_; }
  EventLog& events() { return log_; }
  const Auctioneers& auctioneers() const { return auctioneers_; }
  const Prosumers& prosumers() const { return prosumers_; }
  const kernel::Transport& transport() const { return transport_; }

 private:
  Directory directory_;
  NetworkLatency latency_;
  kernel::Simulation simulation_;
  kernel::Transport transport_;
  Channels channels_;
  EventLog log_;
  Prosumers prosumers_;
  Auctioneers auctioneers_;
  ReductionPools reduction_pools_;
  Concentrators concentrators_;
  UnfilledOrders unfilled_orders_;
  std::optional<ConnectionReadings> connection_readings_;
};

}  // namespace peerwatt::agents
