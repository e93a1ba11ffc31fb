#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/id_vector.hpp"

#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// What the prosumers traded, bought, sold, left unserved and owe in a slot, by column; energies in
// kWh, money in currency, balances positive when the prosumer pays (model, section 6).
struct ProsumerAccounts {
  template <class T>
  using Column = IdVector<ProsumerId, T>;

  explicit ProsumerAccounts(std::size_t prosumers);

  Column<Prices> prices;           // that were stated for the slot
  Column<double> stored_sold_kwh;  // the part of p2p_sold_kwh that was offered as stored energy
  // The columns of the trace that accounts have.
#define ACCOUNT_COLUMN(type, name, ...) Column<type> name;
#include "output/recording/prosumer_columns.def"

  // Energy that came in at the connection of a prosumer, less what went out.
  double drawn_kwh(ProsumerId i) const {
    return p2p_bought_kwh[i] - p2p_sold_kwh[i] + grid_bought_kwh[i] - grid_sold_kwh[i];
  }
};

}  // namespace peerwatt::agents
