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
    {.id = MechanismId::kNone,
     .name = "none",
     .help = "No peer-to-peer trade: everyone trades with the CPS.",
     .role = Role::kNone,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kStrategyProof,
     .make = make<NoMarket>},
    {.id = MechanismId::kTradeReduction,
     .name = "trade_reduction",
     .help = "Double auction; the marginal pair stays out and sets the prices.",
     .role = Role::kAuction,
     .budget = Budget::kSurplus,
     .incentive = Incentive::kSingleOrders,
     .make = make<TradeReduction>},
    {.id = MechanismId::kMcAfee,
     .name = "mcafee",
     .help = "Double auction; one price that the next orders beyond the margin set, else "
             "trade_reduction.",
     .role = Role::kAuction,
     .budget = Budget::kSurplus,
     .incentive = Incentive::kUnitOrders,
     .make = make<McAfee>},
    {.id = MechanismId::kKPricing,
     .name = "k_pricing",
     .help = "Double auction; one price between the marginal ask and bid.",
     .role = Role::kAuction,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kManipulable,
     .make = make_k_pricing},
    {.id = MechanismId::kPayAsClear,
     .name = "pay_as_clear",
     .help =
         "Double auction; one price at which supply meets demand: the order that is cut sets it.",
     .role = Role::kAuction,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kManipulable,
     .make = make_pay_as_clear},
    {.id = MechanismId::kVcg,
     .name = "vcg",
     .help = "Double auction; every trader pays what the others lose by its presence. The "
             "auctioneer bears the deficit.",
     .role = Role::kAuction,
     .budget = Budget::kDeficit,
     .incentive = Incentive::kStrategyProof,
     .make = make<Vcg>},
    {.id = MechanismId::kMuda,
     .name = "muda",
     .help =
         "Owners are split in two halves at random; each half trades at the crossing price of the "
         "other.",
     .role = Role::kAuction,
     .budget = Budget::kSurplus,
     .incentive = Incentive::kSingleOrders,
     .chance = Chance::kDraws,
     .make = make<Muda>},
    {.id = MechanismId::kPayAsBid,
     .name = "pay_as_bid",
     .help = "The best ask trades with the best bid, and so on; each pair at the bid's price.",
     .role = Role::kAuction,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kManipulable,
     .make = make_paired<PayAsBid>},
    {.id = MechanismId::kRandomBilateral,
     .name = "random_bilateral",
     .help =
         "Sellers and buyers meet at random, a few times; each pair agrees on a price of its own.",
     .role = Role::kAuction,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kManipulable,
     .chance = Chance::kDraws,
     .make = make_paired<RandomBilateral>},
    {.id = MechanismId::kMidMarketRate,
     .name = "mid_market_rate",
     .help = "Everyone trades half-way between the grid's prices; the longer side is rationed pro "
             "rata.",
     .role = Role::kPool,
     .bound = Bound::kGridPrices,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kStrategyProof,
     .make = make<MidMarketRate>},
    {.id = MechanismId::kSupplyDemandRatio,
     .name = "supply_demand_ratio",
     .help = "Everyone trades at a price that falls with the ratio of supply to demand.",
     .role = Role::kPool,
     .bound = Bound::kGridPrices,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kStrategyProof,
     .pool_price = PoolPrice::kSell,
     .make = make<SupplyDemandRatio>},
    {.id = MechanismId::kBillSharing,
     .name = "bill_sharing",
     .help =
         "The saving on the community's bill is shared equally among all kWh offered and wanted.",
     .role = Role::kPool,
     .bound = Bound::kGridPrices,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kStrategyProof,
     .pool_price = PoolPrice::kSell,
     .make = make<BillSharing>},
    {.id = MechanismId::kAuctionThenMidMarket,
     .name = "auction_then_mid_market",
     .help = "A double auction first; what is left over trades at the mid-market price.",
     .role = Role::kComposite,
     .bound = Bound::kGridPrices,
     .budget = Budget::kSurplus,
     .incentive = Incentive::kManipulable,
     .make = make_auction_then_mid_market},
    {.id = MechanismId::kContinuousDoubleAuction,
     .name = "continuous_double_auction",
     .help =
         "An order book, open from the announcement to gate closure; trades at the resting order's "
         "price.",
     .role = Role::kContinuous,
     .budget = Budget::kBalanced,
     .incentive = Incentive::kManipulable,
     .make = make<ContinuousDoubleAuction>},
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
