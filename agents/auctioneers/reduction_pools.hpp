#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/id_slice.hpp"

#include "engine/kernel/simulation.hpp"

#include "agents/environment/community.hpp"
#include "agents/environment/faults.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/reduction_steps.hpp"

namespace peerwatt::agents {

// The side of some zones' auctioneers of the virtual power plant: each passes the CPS's request on
// to the members of its zone, adds up what they offer until it is due, promises that, and passes
// the call on to those who offered. An offline market place does not answer.
class ReductionPools {
 public:
  ReductionPools(const Community& community, const ReductionSteps& steps, const Faults& faults,
                 const Directory& directory, kernel::Simulation& simulation, Channels& channels);

 private:
  struct Pool {
    std::vector<AgentId> members;
    std::int32_t slot = kNoSlot;  // of the request
    bool open = false;
    double offered_kwh = 0;
    std::vector<AgentId> offered_by;
  };

  void on_request(const kernel::Inbox<ReductionRequest>& inbox);
  void on_offer(const kernel::Inbox<ReductionOffer>& inbox);
  void on_offers_due(kernel::Batch batch);
  void on_order(const kernel::Inbox<ReductionCall>& inbox);

  ReductionSteps steps_;
  const Faults& faults_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  IdSlice<ZoneId, Pool> pools_;
};

}  // namespace peerwatt::agents
