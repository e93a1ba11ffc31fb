#include "agents/published/prosumer_accounts.hpp"

namespace peerwatt::agents {

ProsumerAccounts::ProsumerAccounts(std::size_t prosumers)
    : prices(prosumers),
      reservation_price(prosumers),
      coalition(prosumers, kNoId),
      surplus_kwh(prosumers),
      p2p_bought_kwh(prosumers),
      p2p_sold_kwh(prosumers),
      stored_sold_kwh(prosumers),
      auction_bought_kwh(prosumers),
      auction_sold_kwh(prosumers),
      p2p_paid(prosumers),
      p2p_earned(prosumers),
      network_charge(prosumers),
      coalition_transfer(prosumers),
      share_half_width(prosumers),
      grid_bought_kwh(prosumers),
      grid_sold_kwh(prosumers),
      unserved_kwh(prosumers),
      comfort_lost(prosumers),
      reduction_kwh(prosumers),
      reduction_paid(prosumers),
      balance(prosumers) {}

}  // namespace peerwatt::agents
