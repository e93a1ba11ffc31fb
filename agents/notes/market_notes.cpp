#include <algorithm>

#include "agents/notes/equipment.hpp"
#include "agents/notes/inhabited_places.hpp"
#include "agents/notes/topics.hpp"

namespace peerwatt::notes {
namespace {

using market::MechanismId;
using market::Role;
using scenario::MarketSettings;
using scenario::Scenario;

Role role_of(const MarketSettings& market) {
  return market::entry(market.mechanism).role;
}

std::string_view name_of(MechanismId rule) {
  return market::entry(rule).name;
}

// Whether orders of a neighbourhood go through a rule, as the first or the only one.
bool uses(const MarketSettings& market, MechanismId rule) {
  return market.mechanism == rule ||
         (role_of(market) == Role::kComposite && market.auction == rule);
}

void note_rule_settings(const MarketSettings& market, NoteList& notes) {
  const std::string_view rule = name_of(market.mechanism);
  if (role_of(market) != Role::kComposite) {
    notes.idle({"market.auction"}, {"market.mechanism"},
               "without effect: market.mechanism {} is not auction_then_mid_market", rule);
  }
  if (!uses(market, MechanismId::kKPricing) && !uses(market, MechanismId::kPayAsClear)) {
    notes.idle({"market.k"}, {"market.mechanism", "market.auction"},
               "without effect: only k_pricing and pay_as_clear have a k");
  }
  if (!uses(market, MechanismId::kPayAsBid) && !uses(market, MechanismId::kRandomBilateral)) {
    notes.idle({"market.pair_price"}, {"market.mechanism", "market.auction"},
               "without effect: only pay_as_bid and random_bilateral price pairs");
  }
  if (role_of(market) == Role::kNone) {
    notes.idle({"market.levels"}, {"market.mechanism"},
               "without effect: market.mechanism is none, so nobody leaves anything over to trade");
    return;
  }
  for (std::size_t i = 0; i < market.levels.size(); ++i) {
    const MechanismId auction = market.levels[i].auction;
    if (auction == MechanismId::kKPricing || auction == MechanismId::kPayAsClear) continue;
    const std::string path = fmt::format("market.levels[{}]", i);
    notes.idle({path + ".k"}, {path + ".auction"},
               "without effect: only k_pricing and pay_as_clear have a k");
  }
}

// Pools, and no market at all, ask nobody for a limit price.
void note_limit_prices(const MarketSettings& market, const std::string& path, NoteList& notes) {
  const Role role = role_of(market);
  const bool by_limits = role != Role::kNone && (role != Role::kPool || !market.levels.empty());
  if (by_limits) return;
  const std::string worth = path + ".preferences";
  notes.idle({path + ".reservation_lambda", worth + ".solar_premium", worth + ".storage_premium",
              worth + ".local_premium"},
             {"market.mechanism"},
             "without effect: under market.mechanism {} nobody states a price",
             name_of(market.mechanism));
}

void note_bidding(const Scenario& scenario, std::size_t index, NoteList& notes) {
  const std::string path = group_path(index) + ".bidding";
  if (role_of(scenario.market) != Role::kContinuous) {
    notes.idle({path}, {"market.mechanism"},
               "without effect: only a continuous_double_auction has traders who come and go");
    return;
  }
  if (scenario.prosumers[index].bidding.arrivals == scenario::Arrivals::kPoisson) {
    notes.idle({path + ".first_at", path + ".revise_s"}, {path + ".arrivals"},
               "without effect: they are for `arrivals: scheduled`");
  } else {
    notes.idle({path + ".visits_per_gate"}, {path + ".arrivals"},
               "without effect: it is for `arrivals: poisson`");
  }
}

void note_partners(const Scenario& scenario, NoteList& notes) {
  const MarketSettings& market = scenario.market;
  if (role_of(market) == Role::kNone) return;
  if (!any_group(scenario, has_pv) && !any_group(scenario, sells_from_storage)) {
    notes.surprise("market.mechanism", {"prosumers"},
                   "nobody has PV or sells from a battery, so there is nothing to trade");
    return;
  }
  const std::map<std::string_view, std::int64_t> zones = prosumers_by_zone(scenario);
  if (zones.size() <= 1) {
    notes.idle(
        {"market.levels"}, {"network.feeder", "prosumers"},
        "without effect: all prosumers live in one zone, so there is no other to trade with");
  }
  const bool alone =
      std::all_of(zones.begin(), zones.end(), [](const auto& zone) { return zone.second == 1; });
  if (alone && (market.levels.empty() || zones.size() == 1)) {
    notes.surprise("market.mechanism", {"prosumers"},
                   "no zone has two prosumers, so nobody has a neighbour to trade with (fewer "
                   "zones, or market.levels, bring them together)");
  }
}

}  // namespace

void note_market(const Scenario& scenario, NoteList& notes) {
  note_rule_settings(scenario.market, notes);
  note_partners(scenario, notes);
  const bool stored = any_group(scenario, sells_from_storage);
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    note_limit_prices(scenario.market, group_path(i), notes);
    note_bidding(scenario, i, notes);
    if (!stored && !scenario.virtual_power_plant.is_on()) {
      notes.idle({group_path(i) + ".preferences.storage_premium"}, {"prosumers"},
                 "without effect: nobody sells from a battery (battery.sale_share)");
    }
  }
}

}  // namespace peerwatt::notes
