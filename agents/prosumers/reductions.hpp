#pragma once

#include <cstdint>

#include "engine/core/id_slice.hpp"

#include "agents/messages/reduction_messages.hpp"
#include "agents/prosumers/households.hpp"
#include "agents/prosumers/prosumer_ledger.hpp"

namespace peerwatt::agents {

// What some prosumers offer to the virtual power plant, and what their meters show of it, by
// column.
class Reductions {
 public:
  Reductions(Households& households, IdRange<ProsumerId> prosumers);

  // What a house, whose devices have run, could give beyond that [kWh]: what is left in its battery
  // and, of the energy it would still buy, what is worth less to it than the base tariff and the
  // payment together.
  double offer_kwh(ProsumerId prosumer, const ReductionRequest& request);
  // Does that share of it.
  void give(ProsumerId prosumer, double share);
  // By how much less the house depends on others in the slot, at that selling price, than it would
  // have without giving: what it wants less the surplus that it leaves, both after own supply.
  Delivery delivery(ProsumerId prosumer, double selling_price) const;

 private:
  struct Offer {
    double price = 0;
    Reduction most;
    // Of the house without it.
    game::ResidualDemand demand;
    double surplus_kwh = 0;
  };

  void make_room();

  Households& households_;
  IdRange<ProsumerId> prosumers_;
  // Of nobody until something is asked for: most communities have no programme.
  IdSlice<ProsumerId, std::int32_t> slot_;  // of the latest request
  IdSlice<ProsumerId, Offer> offers_;       // in that slot
};

}  // namespace peerwatt::agents
