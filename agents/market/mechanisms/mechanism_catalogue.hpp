#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "agents/market/mechanism.hpp"
#include "agents/market/pair_price.hpp"

namespace peerwatt::market {

// What an auction is where a scenario does not say: docs/decisions/0014-default-auction.md.
constexpr MechanismId kDefaultAuction = MechanismId::kPayAsClear;

enum class ClassHandling : std::uint8_t { kTogether, kApart };

struct MechanismParameters {
  double k = 0.5;  // k_pricing, pay_as_clear: weight of the upper end of the price, in [0, 1]
  PairPrice pair_price = PairPrice::kByRule;
  MechanismId auction = kDefaultAuction;             // first stage of auction_then_mid_market
  ClassHandling classes = ClassHandling::kTogether;  // of auctions
};

enum class Role : std::uint8_t {
  kNone,        // nobody trades
  kAuction,     // orders set the prices; can be the first stage of auction_then_mid_market
  kPool,        // everyone trades at one price that the grid's prices and the quantities give
  kComposite,   // an auction, then a pool
  kContinuous,  // orders meet as they come
};
// What nobody is asked to go beyond: the limit price of an order, or the grid's prices.
enum class Bound : std::uint8_t { kLimitPrice, kGridPrices };
// What may be left with the auctioneer.
enum class Budget : std::uint8_t { kBalanced, kSurplus, kDeficit };
// Whether stating another price than one's own can pay, quantities being true and every owner
// appearing under one name: never; never for an owner of one order;
// never where all orders are of one size, too; or it can.
enum class Incentive : std::uint8_t { kStrategyProof, kSingleOrders, kUnitOrders, kManipulable };
enum class Chance : std::uint8_t { kNone, kDraws };
// The highest price that a pool of the rule may have; buyers state what they want at that.
enum class PoolPrice : std::uint8_t { kMidMarket, kSell };

// What is known of a rule: its name in scenarios, and what tests hold it to. An entry names what it
// promises; it leaves out where it is as most rules are.
struct MechanismEntry {
  MechanismId id{};
  std::string_view name;
  std::string_view help;
  Role role{};
  Bound bound = Bound::kLimitPrice;
  Budget budget{};
  Incentive incentive{};
  Chance chance = Chance::kNone;
  PoolPrice pool_price = PoolPrice::kMidMarket;
  std::unique_ptr<Mechanism> (*make)(const MechanismParameters&) = nullptr;
};

// All rules, in the order of their ids.
std::span<const MechanismEntry> mechanisms();
const MechanismEntry& entry(MechanismId id);
// Null where no rule is called that.
const MechanismEntry* find_mechanism(std::string_view name);
std::unique_ptr<Mechanism> make_mechanism(MechanismId id, const MechanismParameters& parameters);

}  // namespace peerwatt::market
