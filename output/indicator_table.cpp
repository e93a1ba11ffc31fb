#include "output/indicator_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace peerwatt::output {
namespace {

using I = Indicators;

constexpr auto kDefinitions = std::to_array<IndicatorDefinition>({
    {"prosumers", Unit::kCount, "Prosumers", "number of prosumers", 0, &I::prosumers},
    {"slots", Unit::kCount, "Slots", "number of slots recorded", 0, &I::slots},
    {"peak_slots", Unit::kCount, "Peak slots", "slots with is_peak", 0, &I::peak_slots},
    {"load_kwh", Unit::kEnergy, "Load", "sum of load_kwh", 1, &I::load_kwh},
    {"generation_kwh", Unit::kEnergy, "PV generation", "sum of generation_kwh", 1,
     &I::generation_kwh},
    {"curtailed_kwh", Unit::kEnergy, "Flexible load not served", "sum of curtailed_kwh", 1,
     &I::curtailed_kwh},
    {"self_consumption_own", Unit::kShare, "Self-consumption, own",
     "generation of the run used by the own load, directly or out of the battery, per generation",
     4, &I::self_consumption_own},
    {"self_consumption_community", Unit::kShare, "Self-consumption, community",
     "the same with what of it was sold to prosumers", 4, &I::self_consumption_community},
    {"self_sufficiency_own", Unit::kShare, "Self-sufficiency, own",
     "load served by own PV and battery, per load served", 4, &I::self_sufficiency_own},
    {"self_sufficiency_community", Unit::kShare, "Self-sufficiency, community",
     "load served by own PV and battery or by prosumers, not by the CPS, per load served", 4,
     &I::self_sufficiency_community},
    {"community_import_kwh", Unit::kEnergy, "Community import", "sum of grid_bought_kwh", 1,
     &I::community_import_kwh},
    {"community_export_kwh", Unit::kEnergy, "Community export", "sum of grid_sold_kwh", 1,
     &I::community_export_kwh},
    {"peak_import_kw", Unit::kPower, "Peak import",
     "largest slot sum of grid_bought_kwh, per slot length", 2, &I::peak_import_kw},
    {"peak_export_kw", Unit::kPower, "Peak export",
     "largest slot sum of grid_sold_kwh, per slot length", 2, &I::peak_export_kw},
    {"peak_import_without_p2p_kw", Unit::kPower, "Peak import without P2P",
     "largest slot sum of deficiency_kwh, per slot length: all of it bought from the CPS, as at "
     "the base tariff, with the batteries as they ran",
     2, &I::peak_import_without_p2p_kw},
    {"peak_reduction_percent", Unit::kPercent, "Peak reduction",
     "100 (peak import without P2P - peak import) / peak import without P2P", 2,
     &I::peak_reduction_percent},
    {"net_peak_import_kw", Unit::kPower, "Net peak import",
     "largest slot sum of grid_bought_kwh - grid_sold_kwh (at least 0), per slot length: what "
     "flows through the coupling point",
     2, &I::net_peak_import_kw},
    {"net_peak_import_without_p2p_kw", Unit::kPower, "Net peak import without P2P",
     "largest slot sum of deficiency_kwh - surplus_kwh (at least 0), per slot length", 2,
     &I::net_peak_import_without_p2p_kw},
    {"net_peak_reduction_percent", Unit::kPercent, "Net peak reduction",
     "the same reduction of the net peaks: trades alone do not change it, curtailment does", 2,
     &I::net_peak_reduction_percent},
    {"cps_supply_at_peak_kwh", Unit::kEnergy, "CPS supply to prosumers at peak",
     "sum of prosumer_supply_kwh over the peak slots", 3, &I::cps_supply_at_peak_kwh},
    {"cps_elastic_supply_at_peak_kwh", Unit::kEnergy, "  the flexible part of it",
     "sum of prosumer_supply_elastic_kwh over the peak slots", 3,
     &I::cps_elastic_supply_at_peak_kwh},
    {"reserve_kwh", Unit::kEnergy, "Reserve used", "sum of reserve_kwh", 3, &I::reserve_kwh},
    {"reduction_promised_kwh", Unit::kEnergy, "Reduction promised", "sum of reduction_promised_kwh",
     1, &I::reduction_promised_kwh},
    {"reduction_delivered_kwh", Unit::kEnergy, "Reduction delivered",
     "sum of reduction_delivered_kwh", 1, &I::reduction_delivered_kwh},
    {"reduction_paid", Unit::kMoney, "Paid for reduction", "sum of reduction_paid", 2,
     &I::reduction_paid},
    {"bill_mean", Unit::kMoney, "Bill per prosumer", "sum of balance / prosumers", 3,
     &I::bill_mean},
    {"bill_without_p2p_mean", Unit::kMoney, "Bill per prosumer without P2P",
     "sum of balance_without_p2p / prosumers", 3, &I::bill_without_p2p_mean},
    {"saving_percent", Unit::kPercent, "Saving (a loss is negative)",
     "100 (B0 - B) / |B0|, B = sum of balance, B0 = sum of balance_without_p2p", 2,
     &I::saving_percent},
    {"p2p_energy_kwh", Unit::kEnergy, "P2P volume", "sum of p2p_energy_kwh", 1, &I::p2p_energy_kwh},
    {"p2p_share", Unit::kShare, "P2P share of purchases",
     "p2p_bought / (p2p_bought + grid_bought), sums over prosumers and slots", 4, &I::p2p_share},
    {"p2p_price_mean", Unit::kPrice, "P2P price, mean", "p2p_price_mean weighted by p2p_energy_kwh",
     4, &I::p2p_price_mean},
    {"p2p_price_min", Unit::kPrice, "P2P price, lowest", "least p2p_price_min", 4,
     &I::p2p_price_min},
    {"p2p_price_max", Unit::kPrice, "P2P price, highest", "largest p2p_price_max", 4,
     &I::p2p_price_max},
    {"auction_efficiency", Unit::kShare, "Auction efficiency",
     "sum of auction_welfare / sum of auction_max_welfare", 4, &I::auction_efficiency},
    {"p2p_welfare", Unit::kMoney, "Welfare of P2P trade", "sum of p2p_welfare", 2, &I::p2p_welfare},
    {"savings_gini", Unit::kShare, "Gini index of savings",
     "of g = balance_without_p2p - balance per prosumer over the run: sum over all ordered pairs "
     "of |g_i - g_j| / (2 (n - 1) sum |g_i|), 0 .. 1 for gains and losses alike (Raffinetti, "
     "Siletti, Vernizzi 2015)",
     4, &I::savings_gini},
    {"participation_rate", Unit::kShare, "Participation rate",
     "prosumers with at least one P2P trade / prosumers", 4, &I::participation_rate},
    {"messages_per_slot", Unit::kCount, "Messages per slot", "sum of messages / slots", 1,
     &I::messages_per_slot},
    {"rounds_per_peak_slot", Unit::kCount, "Rounds per peak slot",
     "sum of rounds over the peak slots / peak slots", 2, &I::rounds_per_peak_slot},
    {"late_orders", Unit::kCount, "Late orders", "sum of late_orders", 0, &I::late_orders},
    {"lost_messages", Unit::kCount, "Lost messages", "sum of lost_messages", 0, &I::lost_messages},
    {"unheard_orders", Unit::kCount, "Orders to dead market places", "sum of unheard_orders", 0,
     &I::unheard_orders},
    {"auctioneer_outages", Unit::kCount, "Slots of dead market places", "sum of dead_auctioneers",
     0, &I::auctioneer_outages},
    {"late_announcements", Unit::kCount, "Late announcements",
     "slots with announcement_delay_s > 0", 0, &I::late_announcements},
    {"disturbed_slots", Unit::kCount, "Disturbed slots", "slots with disturbed", 0,
     &I::disturbed_slots},
    {"capped_slots", Unit::kCount, "Slots with a capped price", "slots with capped", 0,
     &I::capped_slots},
    {"unconverged_slots", Unit::kCount, "Slots not converged", "slots without converged", 0,
     &I::unconverged_slots},
    {"worst_leader_regret", Unit::kMoney, "Worst leader regret", "largest leader_regret", -1,
     &I::worst_leader_regret},
    {"worst_price_regret", Unit::kPrice, "Worst price regret", "largest price_regret", -1,
     &I::worst_price_regret},
    {"worst_coalition_regret", Unit::kMoney, "Worst regret of coalitions",
     "largest merge_regret, split_regret or move_regret", -1, &I::worst_coalition_regret},
    {"worst_exit_regret", Unit::kMoney, "Worst exit regret", "largest exit_regret", -1,
     &I::worst_exit_regret},
    {"worst_misreport_gain", Unit::kMoney, "Worst misreport gain", "largest misreport_gain", -1,
     &I::worst_misreport_gain},
    {"worst_energy_residual_kwh", Unit::kEnergy, "Worst energy residual",
     "largest energy_residual_kwh", -1, &I::worst_energy_residual_kwh},
    {"worst_money_residual", Unit::kMoney, "Worst money residual", "largest money_residual", -1,
     &I::worst_money_residual},
    {"certified_slots", Unit::kCount, "Slots that balance and are stable",
     "slots in which no residual, merge_regret, split_regret, move_regret or leader_regret that "
     "there is exceeds 1e-9 (kWh or currency)",
     0, &I::certified_slots},
    {"equilibrium_slots", Unit::kCount, "  and nobody could do better alone",
     "certified slots that have converged and in which no exit_regret or misreport_gain that there "
     "is exceeds 1e-9",
     0, &I::equilibrium_slots},
});

struct ToValue {
  const Indicators& indicators;
  IndicatorValue operator()(std::int64_t I::*member) const { return indicators.*member; }
  IndicatorValue operator()(double I::*member) const { return indicators.*member; }
  IndicatorValue operator()(I::Number I::*member) const {
    const I::Number& number = indicators.*member;
    return number ? IndicatorValue{*number} : IndicatorValue{};
  }
};

std::string printed(const IndicatorValue& value, int decimals) {
  if (const auto* count = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *count);
  if (const auto* number = std::get_if<double>(&value)) {
    return decimals < 0 ? fmt::format("{:.1e}", *number)
                        : fmt::format("{:.{}f}", *number, decimals);
  }
  return "–";
}

}  // namespace

std::span<const IndicatorDefinition> indicator_definitions() {
  return kDefinitions;
}

IndicatorValue value_of(const Indicators& indicators, const IndicatorDefinition& definition) {
  return std::visit(ToValue{indicators}, definition.member);
}

std::string indicator_table(const Indicators& indicators, const std::string& currency) {
  std::size_t label_width = 0, value_width = 0;
  for (const IndicatorDefinition& definition : kDefinitions) {
    const std::string value = printed(value_of(indicators, definition), definition.decimals);
    label_width = std::max(label_width, std::string_view{definition.label}.size());
    value_width = std::max(value_width, value.size());
  }
  std::string table;
  for (const IndicatorDefinition& definition : kDefinitions) {
    const std::string value = printed(value_of(indicators, definition), definition.decimals);
    const std::string unit =
        definition.unit == Unit::kCount || definition.unit == Unit::kShare
            ? std::string{}
            : ' ' +
                  (definition.unit == Unit::kPercent ? "%" : unit_text(definition.unit, currency));
    table +=
        fmt::format("{:<{}}  {:>{}}{}\n", definition.label, label_width, value, value_width, unit);
  }
  return table;
}

}  // namespace peerwatt::output
