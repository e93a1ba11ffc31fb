#include "agents/simulation/rule_description.hpp"

#include <algorithm>
#include <map>

#include "engine/core/audit_draw.hpp"

#include "engine/parameters/visitor.hpp"

#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/pricing/units.hpp"

namespace peerwatt::agents {
namespace {

using parameters::Field;
using parameters::Range;

// What the choices of a settings struct are called, by key.
class ChoiceNames final : public parameters::Visitor {
 public:
  const std::string& of(const char* key) const { return names_.at(key); }

  void number(const Field&, double&, Range) override {}
  void optional_number(const Field&, std::optional<double>&, Range) override {}
  void integer(const Field&, std::int64_t&, Range) override {}
  void flag(const Field&, bool&) override {}
  void text(const Field&, std::string&) override {}
  void texts(const Field&, std::vector<std::string>&) override {}
  void path(const Field&, std::string&) override {}
  void instant(const Field&, SimTime&) override {}
  void time_of_day(const Field&, std::int64_t&) override {}
  void distribution(const Field&, parameters::Distribution&, Range) override {}
  void feeder(const Field&, network::FeederDescription&) override {}
  void section(const Field&, parameters::Section&) override {}
  void sections(const Field&, parameters::SectionList&) override {}

 private:
  void choice_index(const Field& field, std::size_t& index,
                    std::span<const parameters::Choice> names) override {
    names_.emplace(field.key, names[index].name);
  }

  std::map<std::string, std::string> names_;
};

template <class Settings>
ChoiceNames names_in(Settings settings) {
  ChoiceNames names;
  describe_settings(settings, names);
  return names;
}

void state_leader(const scenario::LeaderSettings& leader, recording::RuleStatics& rules) {
  const ChoiceNames names = names_in(leader);
  rules.leader_rule = names.of("rule");
  rules.protocol = names.of("protocol");
  rules.aim = names.of("aim");
  rules.aim_share = leader.aim_share;
  rules.counts_inflexible_load = leader.counts_inflexible_load;
  rules.probes = leader.probes;
  rules.price_cap = leader.price_cap;
  rules.price_tolerance = leader.price_tolerance;
  rules.max_rounds = leader.max_rounds;
}

void state_cps(const scenario::Scenario& scenario, recording::RuleStatics& rules) {
  const scenario::CpsSettings& cps = scenario.cps;
  rules.base_tariff = names_in(cps.tariff).of("base");
  rules.flat_price = cps.tariff.flat_price;
  for (const tariffs::TariffBand& band : cps.tariff.bands) rules.band_prices.push_back(band.price);
  rules.feed_in_price = cps.tariff.feed_in_price;
  rules.cost_quadratic = cps.cost.quadratic;
  rules.cost_linear = cps.cost.linear;
  rules.cost_fixed = cps.cost.fixed;
  rules.reserve_price = cps.cost.reserve_price;
  rules.capacity_kwh = game::energy_kwh(cps.capacity_kw, scenario.clock.slot());
}

void state_market(const scenario::MarketSettings& market, recording::RuleStatics& rules) {
  rules.mechanism = market::entry(market.mechanism).name;
  rules.auction = market::entry(market.auction).name;
  rules.k = market.k;
  rules.pair_price = names_in(market).of("pair_price");
  rules.levels = static_cast<std::int64_t>(market.levels.size());
}

void state_coalition(const scenario::CoalitionSettings& coalition, recording::RuleStatics& rules) {
  const ChoiceNames names = names_in(coalition);
  rules.network_charge = coalition.network_charge;
  rules.distance = names.of("distance");
  rules.radius_km = coalition.radius_km;
  rules.tolerance = coalition.tolerance;
  rules.shares = names.of("shares");
}

void state_network(const scenario::NetworkSettings& settings,
                   const network::DistributionNetwork& network, recording::RuleStatics& rules) {
  if (!settings.has_power_flow()) return;
  rules.base_kv = network.base_kv();
  rules.source_voltage_pu = network.source_voltage_pu();
  rules.voltage_min_pu = settings.limits.voltage_min_pu;
  rules.voltage_max_pu = settings.limits.voltage_max_pu;
  rules.loading_limit_percent = settings.limits.loading_percent;
  if (settings.power_flow == scenario::PowerFlow::kThreePhase) rules.phases = 3;
}

}  // namespace

recording::RuleStatics rule_statics(const scenario::Scenario& scenario,
                                    const network::DistributionNetwork& network,
                                    const Community& community) {
  recording::RuleStatics rules;
  state_leader(scenario.leader, rules);
  state_cps(scenario, rules);
  state_market(scenario.market, rules);
  state_coalition(scenario.coalition, rules);
  const scenario::VirtualPowerPlantSettings& plant = scenario.virtual_power_plant;
  rules.reduction_price = plant.is_on() ? plant.price : 0.0;
  const scenario::LatencySettings& latency = scenario.network.latency;
  rules.loss_probability = scenario.network.loss_probability;
  rules.latency_by_distance = latency.per_hop_s > 0 || latency.per_km_s > 0;
  rules.classes_apart = community.class_handling() == market::ClassHandling::kApart;
  rules.local_premiums = std::any_of(community.local_premium.begin(), community.local_premium.end(),
                                     [](double premium) { return premium != 0; });
  rules.audit_share = audit_share(scenario.trace.audit_every, scenario.clock.slots());
  state_network(scenario.network, network, rules);
  if (scenario.controls_inverters()) rules.inverter_control = 1;
  rules.baselines = scenario.trace.baselines == scenario::BaselineRuns::kOn;
  return rules;
}

}  // namespace peerwatt::agents
