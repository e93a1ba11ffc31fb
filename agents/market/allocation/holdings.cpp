#include "agents/market/allocation/holdings.hpp"

#include <algorithm>

#include "agents/market/allocation/book_side.hpp"

namespace peerwatt::market {
namespace {

// Returns the largest quantity of an order that has an owner. An order of nobody stands alone on
// its side (Muda).
double largest_owned(std::span<const Order> orders) {
  const bool is_nobodys = orders.size() == 1 && orders.front().owner == kNobody;
  return is_nobodys ? 0 : largest_quantity(orders);
}

}  // namespace

void Holdings::group(const CallMarket& market, double most_kwh) {
  by_owner_.clear();
  for (const std::span<const Order> orders : {market.asks, market.bids}) {
    for (const Order& order : orders) by_owner_.push_back(keyed(order.owner, by_owner_.size()));
  }
  is_alone_.assign(by_owner_.size(), 1);
  sort_.sort(by_owner_);
  std::size_t shared = 0;
  bool follows = false;
  for (std::size_t i = 0; i < by_owner_.size(); ++i) {
    const KeyedPlace item = by_owner_[i];
    const bool leads = i + 1 < by_owner_.size() && key_of(by_owner_[i + 1]) == key_of(item);
    if (leads || follows) {
      is_alone_[place_of(item)] = 0;
      by_owner_[shared++] = item;
    }
    follows = leads;
  }
  by_owner_.resize(shared);
  measure(market, most_kwh);
}

void Holdings::measure(const CallMarket& market, double most_kwh) {
  most_offered_ = std::min(most_kwh, largest_owned(market.asks));
  most_wanted_ = std::min(most_kwh, largest_owned(market.bids));
  double offered = 0;
  double wanted = 0;
  for (std::size_t i = 0; i < by_owner_.size(); ++i) {
    if (i == 0 || key_of(by_owner_[i]) != key_of(by_owner_[i - 1])) offered = wanted = 0;
    const std::size_t number = place_of(by_owner_[i]);
    const std::size_t asks = market.asks.size();
    if (number < asks) {
      offered += std::min(most_kwh, market.asks[number].quantity_kwh);
      most_offered_ = std::max(most_offered_, offered);
    } else {
      wanted += std::min(most_kwh, market.bids[number - asks].quantity_kwh);
      most_wanted_ = std::max(most_wanted_, wanted);
    }
  }
}

}  // namespace peerwatt::market
