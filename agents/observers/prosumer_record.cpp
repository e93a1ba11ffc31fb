#include "agents/observers/prosumer_record.hpp"

namespace peerwatt::agents {

recording::ProsumerRecord prosumer_record(const PublishedSlot& slot) {
  const HouseholdColumns& households = slot.households;
  const ProsumerAccounts& accounts = slot.prosumers;
  return {.load_kwh = households.load_kwh,
          .generation_kwh = households.generation_kwh,
          .battery_energy_kwh = households.battery_energy_kwh,
          .battery_charged_kwh = households.battery_charged_kwh,
          .deficiency_kwh = households.deficiency_kwh,
          .surplus_kwh = accounts.surplus_kwh,
          .stored_offer_kwh = households.stored_offer_kwh,
          .reservation_price = accounts.reservation_price,
          .coalition = accounts.coalition,
          .p2p_bought_kwh = accounts.p2p_bought_kwh,
          .p2p_sold_kwh = accounts.p2p_sold_kwh,
          .auction_bought_kwh = accounts.auction_bought_kwh,
          .auction_sold_kwh = accounts.auction_sold_kwh,
          .p2p_paid = accounts.p2p_paid,
          .p2p_earned = accounts.p2p_earned,
          .network_charge = accounts.network_charge,
          .grid_bought_kwh = accounts.grid_bought_kwh,
          .grid_sold_kwh = accounts.grid_sold_kwh,
          .unserved_kwh = accounts.unserved_kwh,
          .comfort_lost = accounts.comfort_lost,
          .coalition_transfer = accounts.coalition_transfer,
          .share_half_width = accounts.share_half_width,
          .shed_kwh = households.shed_kwh,
          .reduction_kwh = accounts.reduction_kwh,
          .reduction_paid = accounts.reduction_paid,
          .balance = accounts.balance,
          .balance_ordinary = {},
          .balance_no_trade = {},
          .comfort_lost_ordinary = {},
          .comfort_lost_no_trade = {},
          .battery_energy_ordinary_kwh = {},
          .battery_energy_no_trade_kwh = {}};
}

}  // namespace peerwatt::agents
