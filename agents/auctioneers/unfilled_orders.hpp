#pragma once

#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/order_messages.hpp"

namespace peerwatt::agents {

// What an auctioneer of a zone could not fill of an order, as it arrived at the market place above.
struct UnfilledOrder {
  SimTime arrival;
  PlaceId to;
  ZoneId from;
  OrderMessage message;
};

// Takes in, when they arrive, the orders that some zones leave over to market places above, who
// learn of them when they act next.
class UnfilledOrders {
 public:
  UnfilledOrders(const Directory& directory, Channels& channels);

  // Appends what has arrived since the last call.
  void move_to(std::vector<UnfilledOrder>& orders);

 private:
  void on_unfilled_order(const kernel::Inbox<OrderMessage>& inbox);

  const Directory& directory_;
  std::vector<UnfilledOrder> arrived_;
};

// Puts them in the order in which messages that arrive are handled: by time, receiver, sender.
void sort_by_arrival(std::vector<UnfilledOrder>& orders);

}  // namespace peerwatt::agents
