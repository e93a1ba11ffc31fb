#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <algorithm>
#include <array>

#include "engine/core/contracts.hpp"

#include "agents/market/mechanisms/auction_then_mid_market.hpp"
#include "agents/market/mechanisms/class_auction.hpp"
#include "agents/market/mechanisms/continuous_double_auction.hpp"
#include "agents/market/mechanisms/k_pricing.hpp"
#include "agents/market/mechanisms/mcafee.hpp"
#include "agents/market/mechanisms/muda.hpp"
#include "agents/market/mechanisms/no_market.hpp"
#include "agents/market/mechanisms/pay_as_bid.hpp"
#include "agents/market/mechanisms/pay_as_clear.hpp"
#include "agents/market/mechanisms/pools.hpp"
#include "agents/market/mechanisms/random_bilateral.hpp"
#include "agents/market/mechanisms/trade_reduction.hpp"
#include "agents/market/mechanisms/vcg.hpp"

namespace peerwatt::market {
namespace {

using Parameters = MechanismParameters;

template <class Rule>
std::unique_ptr<Mechanism> make(const Parameters&) {
  return std::make_unique<Rule>();
}
template <class Rule>
std::unique_ptr<Mechanism> make_paired(const Parameters& parameters) {
  return std::make_unique<Rule>(parameters.pair_price);
}
std::unique_ptr<Mechanism> make_k_pricing(const Parameters& parameters) {
  return std::make_unique<KPricing>(parameters.k);
}
std::unique_ptr<Mechanism> make_pay_as_clear(const Parameters& parameters) {
  return std::make_unique<PayAsClear>(parameters.k);
}
std::unique_ptr<Mechanism> make_auction_then_mid_market(const Parameters& parameters) {
  return std::make_unique<AuctionThenMidMarket>(make_mechanism(parameters.auction, parameters));
}

constexpr auto kMechanisms = std::to_array<MechanismEntry>({
    {MechanismId::kNone, "none", "No peer-to-peer trade: everyone trades with the CPS.",
     Role::kNone, Bound::kLimitPrice, Budget::kBalanced, Incentive::kStrategyProof, Chance::kNone,
     PoolPrice::kMidMarket, make<NoMarket>},
    {MechanismId::kTradeReduction, "trade_reduction",
     "Double auction; the marginal pair stays out and sets the prices.", Role::kAuction,
     Bound::kLimitPrice, Budget::kSurplus, Incentive::kSingleOrders, Chance::kNone,
     PoolPrice::kMidMarket, make<TradeReduction>},
    {MechanismId::kMcAfee, "mcafee",
     "Double auction; one price that the next orders beyond the margin set, else trade_reduction.",
     Role::kAuction, Bound::kLimitPrice, Budget::kSurplus, Incentive::kUnitOrders, Chance::kNone,
     PoolPrice::kMidMarket, make<McAfee>},
    {MechanismId::kKPricing, "k_pricing",
     "Double auction; one price between the marginal ask and bid.", Role::kAuction,
     Bound::kLimitPrice, Budget::kBalanced, Incentive::kManipulable, Chance::kNone,
     PoolPrice::kMidMarket, make_k_pricing},
    {MechanismId::kPayAsClear, "pay_as_clear",
     "Double auction; one price at which supply meets demand: the order that is cut sets it.",
     Role::kAuction, Bound::kLimitPrice, Budget::kBalanced, Incentive::kManipulable, Chance::kNone,
     PoolPrice::kMidMarket, make_pay_as_clear},
    {MechanismId::kVcg, "vcg",
     "Double auction; everyone pays what the others lose by it. The auctioneer bears the deficit.",
     Role::kAuction, Bound::kLimitPrice, Budget::kDeficit, Incentive::kStrategyProof, Chance::kNone,
     PoolPrice::kMidMarket, make<Vcg>},
    {MechanismId::kMuda, "muda",
     "Owners are split in two halves at random; each half trades at the crossing price of the "
     "other.",
     Role::kAuction, Bound::kLimitPrice, Budget::kSurplus, Incentive::kSingleOrders, Chance::kDraws,
     PoolPrice::kMidMarket, make<Muda>},
    {MechanismId::kPayAsBid, "pay_as_bid",
     "The best ask trades with the best bid, and so on; each pair at the bid's price.",
     Role::kAuction, Bound::kLimitPrice, Budget::kBalanced, Incentive::kManipulable, Chance::kNone,
     PoolPrice::kMidMarket, make_paired<PayAsBid>},
    {MechanismId::kRandomBilateral, "random_bilateral",
     "Sellers and buyers meet at random, a few times; each pair agrees on a price of its own.",
     Role::kAuction, Bound::kLimitPrice, Budget::kBalanced, Incentive::kManipulable, Chance::kDraws,
     PoolPrice::kMidMarket, make_paired<RandomBilateral>},
    {MechanismId::kMidMarketRate, "mid_market_rate",
     "Everyone trades half-way between the grid's prices; the long side shares its rest.",
     Role::kPool, Bound::kGridPrices, Budget::kBalanced, Incentive::kStrategyProof, Chance::kNone,
     PoolPrice::kMidMarket, make<MidMarketRate>},
    {MechanismId::kSupplyDemandRatio, "supply_demand_ratio",
     "Everyone trades at a price that falls with the ratio of supply to demand.", Role::kPool,
     Bound::kGridPrices, Budget::kBalanced, Incentive::kStrategyProof, Chance::kNone,
     PoolPrice::kSell, make<SupplyDemandRatio>},
    {MechanismId::kBillSharing, "bill_sharing",
     "What the community's bill is lower by is shared by the energy offered and wanted.",
     Role::kPool, Bound::kGridPrices, Budget::kBalanced, Incentive::kStrategyProof, Chance::kNone,
     PoolPrice::kSell, make<BillSharing>},
    {MechanismId::kAuctionThenMidMarket, "auction_then_mid_market",
     "A double auction first; what is left over trades at the mid-market price.", Role::kComposite,
     Bound::kGridPrices, Budget::kSurplus, Incentive::kManipulable, Chance::kNone,
     PoolPrice::kMidMarket, make_auction_then_mid_market},
    {MechanismId::kContinuousDoubleAuction, "continuous_double_auction",
     "An order book, open from the announcement to gate closure; trades at the resting order's "
     "price.",
     Role::kContinuous, Bound::kLimitPrice, Budget::kBalanced, Incentive::kManipulable,
     Chance::kNone, PoolPrice::kMidMarket, make<ContinuousDoubleAuction>},
});

}  // namespace

std::span<const MechanismEntry> mechanisms() {
  return kMechanisms;
}

const MechanismEntry& entry(MechanismId id) {
  const MechanismEntry& entry = kMechanisms[static_cast<std::size_t>(id)];
  PEERWATT_EXPECTS(entry.id == id);
  return entry;
}

const MechanismEntry* find_mechanism(std::string_view name) {
  const auto found = std::find_if(kMechanisms.begin(), kMechanisms.end(),
                                  [name](const MechanismEntry& e) { return e.name == name; });
  return found == kMechanisms.end() ? nullptr : &*found;
}

std::unique_ptr<Mechanism> make_mechanism(MechanismId id, const MechanismParameters& parameters) {
  const MechanismEntry& rule = entry(id);
  const bool apart = rule.role == Role::kAuction && parameters.classes == ClassHandling::kApart;
  return apart ? std::make_unique<ClassAuction>(rule.make(parameters)) : rule.make(parameters);
}

}  // namespace peerwatt::market
