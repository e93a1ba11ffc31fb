#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "agents/market/order_place.hpp"

namespace peerwatt::market {

enum class LieKind : std::uint8_t {
  kPrice,             // another limit price for one order
  kQuantity,          // another quantity for one order
  kQuantityAndPrice,  // both
  kSplit,             // two orders for one, both under the owner's name
  kFalseName,         // two orders for one, the second under a name that nobody else has
};
constexpr std::size_t kLieKinds = 5;
constexpr std::array<std::string_view, kLieKinds> kLieNames{
    "price", "quantity", "quantity and price", "split", "false name"};

// Under which name an order is stated. Randomized rules look at the random draw of a name, which
// decides for instance in which half of the market it is: the owner's, or the other.
enum class Name : std::uint8_t { kOwn, kFalse, kFalseInOtherHalf };

// An order that stands in for a true one, alone or beside others.
struct StatedOrder {
  OrderPlace truth;
  double quantity_kwh = 0;
  double limit_price = 0;
  Name name = Name::kOwn;
};

// The best lie of a kind that was found for an owner, all others being truthful. Utilities count
// all orders of the owner, whatever their names; currency.
struct Lie {
  LieKind kind{};
  std::uint32_t owner = 0;
  std::vector<StatedOrder> stated{};  // empty where no lie does better than the truth
  double utility = 0;                 // when all orders are truthful
  double utility_lying = 0;
  double rounding = 0;  // a gain up to this is none

  double gain() const { return utility_lying - utility; }
  bool pays() const { return gain() > rounding; }
};

// Returns up to which gain a difference of utilities may be rounding: of the money of an owner's
// orders, and of that of all. Currency.
constexpr double rounding_of_gain(double largest_price, double own_kwh, double total_kwh) {
  return largest_price * (1e-9 * own_kwh + 1e-13 * total_kwh);
}

}  // namespace peerwatt::market
