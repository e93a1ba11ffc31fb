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

  Column<Prices> prices;
  Column<double> reservation_price;
  Column<std::int32_t> coalition;  // the numbers of CoalitionIds
  Column<double> surplus_kwh;      // stored energy counts as far as it was sold
  Column<double> p2p_bought_kwh;
  Column<double> p2p_sold_kwh;
  Column<double> stored_sold_kwh;  // the part of it that was offered as stored energy
  Column<double> auction_bought_kwh;
  Column<double> auction_sold_kwh;
  Column<double> p2p_paid;
  Column<double> p2p_earned;
  Column<double> network_charge;
  Column<double> coalition_transfer;
  Column<double> share_half_width;
  Column<double> grid_bought_kwh;
  Column<double> grid_sold_kwh;
  Column<double> unserved_kwh;
  Column<double> comfort_lost;  // what the unserved flexible load would have been worth
  Column<double> reduction_kwh;
  Column<double> reduction_paid;  // to the prosumer
  Column<double> balance;
};

}  // namespace peerwatt::agents
