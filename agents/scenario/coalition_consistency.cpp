#include "agents/scenario/consistency.hpp"

namespace peerwatt::scenario {
namespace {

bool has_premiums(const ProsumerGroup& group) {
  const PreferenceSettings& worth = group.preferences;
  return worth.solar_premium.most() > 0 || worth.storage_premium.most() > 0 ||
         worth.local_premium.most() > 0;
}

}  // namespace

// Coalitions form, and are worth what they are, by the orders that a neighbourhood has when its
// gate closes.
void check_coalitions(const Scenario& scenario, Checker& check) {
  const CoalitionSettings& coalition = scenario.coalition;
  if (!coalition.form() && coalition.shares == SharesRule::kTrades) return;
  const About here{coalition.network_charge > 0 ? "coalition.network_charge"
                   : coalition.radius_km        ? "coalition.radius_km"
                                                : "coalition.shares",
                   {"market"}};
  check.require(scenario.market.levels.empty(), here,
                "goes by the orders of a neighbourhood alone: leave out market.levels");
  check.require(scenario.market.mechanism != market::MechanismId::kContinuousDoubleAuction, here,
                "goes by orders that are cleared together, which an order book does not have: "
                "choose another market.mechanism");
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    check.require(!has_premiums(scenario.prosumers[i]),
                  About(fmt::format("prosumers[{}].preferences", i), {here.path}),
                  "premiums do not enter the value of coalitions: leave them out where {} is given",
                  here.path);
  }
}

}  // namespace peerwatt::scenario
