#include "agents/scenario/market_settings.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::scenario {
namespace {

using market::MechanismEntry;
using market::MechanismId;
using parameters::Choice;
using parameters::Field;
using parameters::Presence;
using parameters::Range;

constexpr auto kPairPrices =
    std::to_array<Choice>({{"by_rule",
                            "The usual price of the rule: `pay_as_bid` at the bid's price, "
                            "`random_bilateral` at one drawn between ask and bid."},
                           {"midpoint", "Half-way between ask and bid."}});

constexpr std::string_view kHelpOfK =
    "k_pricing: weight of the marginal bid against the marginal ask. pay_as_clear: where the price "
    "lies between the lowest (0) and the highest (1) at which supply meets demand.";

// A choice among the rules that are wanted.
void choose(parameters::Visitor& visitor, const Field& field, MechanismId& value,
            bool (*wanted)(const MechanismEntry&)) {
  std::vector<Choice> names;
  std::vector<MechanismId> ids;
  for (const MechanismEntry& rule : market::mechanisms()) {
    if (!wanted(rule)) continue;
    names.push_back({rule.name, rule.help});
    ids.push_back(rule.id);
  }
  auto index = static_cast<std::size_t>(std::find(ids.begin(), ids.end(), value) - ids.begin());
  visitor.choice(field, index, names);
  value = ids[index];
}

bool any(const MechanismEntry&) {
  return true;
}
constexpr std::array kAreas{
    Choice{"feeder", "The zones behind one line of the root."},
    Choice{"substation", "All zones."},
};

bool is_auction(const MechanismEntry& rule) {
  return rule.role == market::Role::kAuction;
}

}  // namespace

double MarketSettings::all_gates_s() const {
  double sum = gate_s;
  for (const MarketLevel& level : levels) sum += level.gate_s;
  return sum;
}

market::MechanismParameters mechanism_parameters(const MarketSettings& market) {
  return {.k = market.k, .pair_price = market.pair_price, .auction = market.auction};
}

bool MarketSettings::is_randomized() const {
  const auto draws = [](MechanismId rule) {
    return market::entry(rule).chance == market::Chance::kDraws;
  };
  return draws(mechanism) || draws(auction) ||
         std::any_of(levels.begin(), levels.end(),
                     [draws](const MarketLevel& level) { return draws(level.auction); });
}

void describe(MarketLevel& level, parameters::Visitor& visitor) {
  visitor.choice({"area", "What the market place covers.", Presence::kRequired}, level.area,
                 kAreas);
  choose(visitor, {"auction", "Auction for the unfilled orders of the level below."}, level.auction,
         is_auction);
  visitor.number({"k", kHelpOfK}, level.k, Range::between(0, 1));
  visitor.number({"network_charge",
                  "Charge for each kWh traded on this level, currency/kWh; buyer and seller pay "
                  "half each."},
                 level.network_charge, tariffs::kPrice);
  visitor.number(
      {"gate_s", "Time from gate closure on the level below to gate closure on this one."},
      level.gate_s, Range::between(0.001, 86400));
}

void describe(MarketSettings& market, parameters::Visitor& visitor) {
  choose(visitor, {"mechanism", "How the prosumers of a neighbourhood trade."}, market.mechanism,
         any);
  choose(visitor, {"auction", "auction_then_mid_market: the auction that comes first."},
         market.auction, is_auction);
  visitor.number({"k", kHelpOfK}, market.k, Range::between(0, 1));
  visitor.choice({"pair_price", "pay_as_bid, random_bilateral: the price at which a pair trades."},
                 market.pair_price, kPairPrices);
  visitor.number({"gate_s", "Time from a price announcement to gate closure."}, market.gate_s,
                 Range::between(0.001, 86400));
  visitor.number({"report_s", "Time from gate closure to the end of the round."}, market.report_s,
                 Range::between(0.001, 86400));
  visitor.number({"settlement_s", "Time before the end of a slot at which settlement begins."},
                 market.settlement_s, Range::between(0.001, 86400));
  visit_sections(visitor, {"levels", "Market places above the neighbourhoods, upwards."},
                 market.levels);
}

}  // namespace peerwatt::scenario
