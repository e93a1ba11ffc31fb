#include "agents/auctioneers/unfilled_orders.hpp"

#include <algorithm>
#include <tuple>

namespace peerwatt::agents {

UnfilledOrders::UnfilledOrders(const Directory& directory, Channels& channels)
    : directory_{directory} {
  channels.unfilled_order.deliver_to<&UnfilledOrders::on_unfilled_order>(*this);
}

void UnfilledOrders::on_unfilled_order(const kernel::Inbox<OrderMessage>& inbox) {
  for (const auto& [from, to, message] : inbox) {
    arrived_.push_back({inbox.time(), directory_.place_of(to), directory_.zone_of(from), message});
  }
}

void UnfilledOrders::move_to(std::vector<UnfilledOrder>& orders) {
  orders.insert(orders.end(), arrived_.begin(), arrived_.end());
  arrived_.clear();
}

void sort_by_arrival(std::vector<UnfilledOrder>& orders) {
  const auto key = [](const UnfilledOrder& order) {
    return std::tuple{order.arrival, order.to, order.from};
  };
  std::stable_sort(orders.begin(), orders.end(),
                   [&](const UnfilledOrder& a, const UnfilledOrder& b) { return key(a) < key(b); });
}

}  // namespace peerwatt::agents
