#include "engine/scenario/market_settings.hpp"

#include <array>

#include "engine/scenario/parameter_visitor.hpp"

namespace peerwatt::scenario {
namespace {

constexpr std::array kMechanisms{
    Choice{"none", "No peer-to-peer trade: everyone trades with the CPS."},
    Choice{"auction_then_mid_market",
           "A double auction first; what is left over trades at the mid-market price."},
};
constexpr std::array kAuctionRules{
    Choice{"trade_reduction", "The marginal pair stays out and sets the prices."},
    Choice{"k_pricing", "One price between the marginal ask and bid."},
};

}  // namespace

void describe(MarketSettings& market, ParameterVisitor& visitor) {
  visitor.choice({"mechanism", "How the prosumers of a neighbourhood trade."}, market.mechanism,
                 kMechanisms);
  visitor.choice({"auction", "Pricing rule of the double auction."}, market.auction, kAuctionRules);
  visitor.number({"k", "k_pricing: weight of the marginal bid against the marginal ask."}, market.k,
                 Range::between(0, 1));
  visitor.number({"gate_s", "Time from a price announcement to gate closure."}, market.gate_s,
                 Range::between(0.001, 86400));
  visitor.number({"report_s", "Time from gate closure to the end of the round."}, market.report_s,
                 Range::between(0.001, 86400));
  visitor.number({"settlement_s", "Time before the end of a slot at which settlement begins."},
                 market.settlement_s, Range::between(0.001, 86400));
}

}  // namespace peerwatt::scenario
