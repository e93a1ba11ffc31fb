#pragma once

#include "agents/published/published_slot.hpp"

namespace peerwatt::testing {

// A slot as agents would show it, whose columns and accounts a test fills in.
class ShownSlot {
 public:
  template <class T>
  using Column = IdVector<ProsumerId, T>;

  explicit ShownSlot(std::size_t prosumers)
      : load_kwh(prosumers),
        generation_kwh(prosumers),
        battery_energy_kwh(prosumers),
        battery_charged_kwh(prosumers),
        deficiency_kwh(prosumers),
        stored_offer_kwh(prosumers),
        residual{prosumers},
        accounts{prosumers} {}

  // Valid as long as this.
  agents::PublishedSlot show() const {
    return {.households = {.load_kwh = load_kwh,
                           .generation_kwh = generation_kwh,
                           .battery_energy_kwh = battery_energy_kwh,
                           .battery_charged_kwh = battery_charged_kwh,
                           .deficiency_kwh = deficiency_kwh,
                           .stored_offer_kwh = stored_offer_kwh,
                           .shed_kwh = residual.shed_kwh,
                           .residual = residual},
            .prosumers = accounts,
            .cps = cps,
            .reduction = reduction,
            .generation_cost = cost,
            .markets = markets,
            .network = network,
            .messages_sent = messages_sent,
            .messages_lost = messages_lost,
            .orders = {},
            .trades = {},
            .quotes = {}};
  }

  Column<double> load_kwh, generation_kwh, battery_energy_kwh, battery_charged_kwh, deficiency_kwh,
      stored_offer_kwh;
  agents::ResidualColumns residual;
  agents::ProsumerAccounts accounts;
  agents::CpsAccount cps;
  agents::ReductionAccount reduction;
  game::GenerationCost cost;
  agents::MarketAccounts markets;
  const agents::NetworkAccount* network = nullptr;
  std::uint64_t messages_sent = 0;
  std::uint64_t messages_lost = 0;
};

}  // namespace peerwatt::testing
