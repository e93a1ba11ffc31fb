#include <array>

#include "output/recording/group_effects.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

using recording::InputStatics;
using recording::NetworkStatics;
using recording::ProsumerStatics;
using recording::RuleStatics;

constexpr ColumnText inverter_text(const char* name, Unit unit, const char* meaning) {
  return {
      .name = name, .unit = unit, .long_name = meaning, .presence = Presence::kWithInverterControl};
}

constexpr auto kProsumerStatics = std::to_array<ProsumerStaticColumn>({
    {{"bus", Unit::kNone, "index of the bus"}, &ProsumerStatics::bus},
    {{"zone", Unit::kNone, "index of the zone"}, &ProsumerStatics::zone},
    {{"group", Unit::kNone, "index of the group"}, &ProsumerStatics::group},
    {{"pv_capacity_kw", Unit::kPower, "PV capacity"}, &ProsumerStatics::pv_capacity_kw},
    {{"battery_capacity_kwh", Unit::kEnergy, "battery capacity"},
     &ProsumerStatics::battery_capacity_kwh},
    {{"battery_power_kw", Unit::kPower, "charge and discharge limit of the battery"},
     &ProsumerStatics::battery_power_kw},
    {{"flexible_share", Unit::kShare, "flexible share of the load"},
     &ProsumerStatics::flexible_share},
    {{"choke_price", Unit::kPrice, "value of the first flexible kWh"},
     &ProsumerStatics::choke_price},
    {{"reservation_lambda", Unit::kShare,
      "position of the reservation price between feed-in and selling price"},
     &ProsumerStatics::reservation_lambda},
    {{"battery_efficiency", Unit::kShare, "efficiency of the battery's round trip"},
     &ProsumerStatics::battery_efficiency},
    {{"battery_initial_kwh", Unit::kEnergy, "energy in the battery before the first slot"},
     &ProsumerStatics::battery_initial_kwh},
    {{"battery_reserve_kwh", Unit::kEnergy, "energy that the battery keeps"},
     &ProsumerStatics::battery_reserve_kwh},
    {{"battery_keeps_for_peak", Unit::kNone,
      "0 = the battery serves its household in every slot, 1 = in peak slots only"},
     &ProsumerStatics::battery_keeps_for_peak},
    {{"battery_sale_share", Unit::kShare,
      "share of the energy above the reserve that is offered in a peak slot"},
     &ProsumerStatics::battery_sale_share},
    {{.name = "load_power_factor",
      .unit = Unit::kShare,
      .long_name = "power factor of the load, inductive",
      .presence = Presence::kWithPowerFlow},
     &ProsumerStatics::load_power_factor},
    {{.name = "pv_power_factor",
      .unit = Unit::kShare,
      .long_name = "power factor of the inverter; below 1 it takes reactive power",
      .presence = Presence::kWithPowerFlow},
     &ProsumerStatics::pv_power_factor},
    {{.name = "phase",
      .unit = Unit::kNone,
      .long_name = "phase of the connection: 1 = a, 2 = b, 3 = c, 0 = all three",
      .presence = Presence::kWithPhases},
     &ProsumerStatics::phase},
    {{.name = "inverter_control",
      .unit = Unit::kNone,
      .long_name =
          "what the inverter's reactive power goes by: 0 = pv_power_factor, 1 = its power, "
          "2 = the voltage",
      .presence = Presence::kWithInverterControl},
     &ProsumerStatics::inverter_control},
    {inverter_text("inverter_kva", Unit::kApparentPower, "rated apparent power of the inverter"),
     &ProsumerStatics::inverter_kva},
    {inverter_text("volt_var_full_below_pu", Unit::kShare,
                   "voltage up to which volt_var_fed_in is fed in"),
     &ProsumerStatics::volt_var_full_below_pu},
    {inverter_text("volt_var_none_from_pu", Unit::kShare,
                   "voltage from which on nothing is fed in"),
     &ProsumerStatics::volt_var_none_from_pu},
    {inverter_text("volt_var_none_to_pu", Unit::kShare, "voltage up to which nothing is drawn"),
     &ProsumerStatics::volt_var_none_to_pu},
    {inverter_text("volt_var_full_above_pu", Unit::kShare,
                   "voltage from which on volt_var_drawn is drawn"),
     &ProsumerStatics::volt_var_full_above_pu},
    {inverter_text("volt_var_fed_in", Unit::kShare, "reactive power per rating at low voltage"),
     &ProsumerStatics::volt_var_fed_in},
    {inverter_text("volt_var_drawn", Unit::kShare, "reactive power per rating at high voltage"),
     &ProsumerStatics::volt_var_drawn},
});

constexpr ColumnText power_flow_text(const char* name, Unit unit, const char* meaning) {
  return {.name = name, .unit = unit, .long_name = meaning, .presence = Presence::kWithPowerFlow};
}

constexpr ColumnText phase_text(const char* name, Unit unit, const char* meaning) {
  return {.name = name, .unit = unit, .long_name = meaning, .presence = Presence::kWithPhases};
}

constexpr auto kNetwork = std::to_array<NetworkColumn>({
    {{"bus_zone", Unit::kNone, "index of the zone of the bus, -1 = none"},
     NetworkAxis::kBus,
     &NetworkStatics::bus_zone},
    {{"from", Unit::kNone, "index of the bus the line leads from"},
     NetworkAxis::kLine,
     &NetworkStatics::line_from},
    {{"to", Unit::kNone, "index of the bus the line leads to"},
     NetworkAxis::kLine,
     &NetworkStatics::line_to},
    {{"length_km", Unit::kLength, "length; absent when not known"},
     NetworkAxis::kLine,
     &NetworkStatics::line_length_km},
    {{"resistance_ohm", Unit::kResistance, "resistance"},
     NetworkAxis::kLine,
     &NetworkStatics::line_resistance_ohm},
    {{"reactance_ohm", Unit::kResistance, "reactance"},
     NetworkAxis::kLine,
     &NetworkStatics::line_reactance_ohm},
    {{"rating_kva", Unit::kApparentPower, "rating, 0 = no limit"},
     NetworkAxis::kLine,
     &NetworkStatics::line_rating_kva},
    {power_flow_text("shunt_kw", Unit::kPower, "drawn by a shunt at nominal voltage"),
     NetworkAxis::kBus, &NetworkStatics::bus_shunt_kw},
    {power_flow_text("shunt_kvar", Unit::kApparentPower, "fed in by a shunt at nominal voltage"),
     NetworkAxis::kBus, &NetworkStatics::bus_shunt_kvar},
    {power_flow_text("held_voltage_pu", Unit::kShare, "voltage held by a generator, 0 = none"),
     NetworkAxis::kBus, &NetworkStatics::bus_held_pu},
    {power_flow_text("base_load_kw", Unit::kPower, "loads of customers who are no prosumers"),
     NetworkAxis::kBusPhase, &NetworkStatics::bus_base_load_kw},
    {power_flow_text("base_load_kvar", Unit::kApparentPower, "their reactive power"),
     NetworkAxis::kBusPhase, &NetworkStatics::bus_base_load_kvar},
    {power_flow_text("charging_kvar", Unit::kApparentPower,
                     "fed in by the line's two shunt branches at nominal voltage"),
     NetworkAxis::kLine, &NetworkStatics::line_charging_kvar},
    {power_flow_text("iron_loss_kw", Unit::kPower, "drawn by them"), NetworkAxis::kLine,
     &NetworkStatics::line_iron_loss_kw},
    {power_flow_text("tap_ratio", Unit::kShare,
                     "voltage at `from` over voltage at `to` without load"),
     NetworkAxis::kLine, &NetworkStatics::line_tap_ratio},
    {power_flow_text("taps_at_to", Unit::kNone, "1 = the ratio stands at `to`, 0 = at `from`"),
     NetworkAxis::kLine, &NetworkStatics::line_taps_at_to},
    {phase_text("zero_sequence_resistance_ohm", Unit::kResistance,
                "resistance to what flows alike in all phases and back in the neutral"),
     NetworkAxis::kLine, &NetworkStatics::line_zero_sequence_resistance_ohm},
    {phase_text("zero_sequence_reactance_ohm", Unit::kResistance, "reactance to the same"),
     NetworkAxis::kLine, &NetworkStatics::line_zero_sequence_reactance_ohm},
    {phase_text("phase_shift_degree", Unit::kNone,
                "angle by which the voltage at `to` lags that at `from` without load, degrees"),
     NetworkAxis::kLine, &NetworkStatics::line_phase_shift_degree},
    {phase_text("is_delta", Unit::kNone,
                "1 = what flows in the neutral does not pass the transformer, 0 = it does"),
     NetworkAxis::kLine, &NetworkStatics::line_is_delta},
});

constexpr auto kInputs = std::to_array<InputColumn>({
    {{"gaps", Unit::kCount, "values missing and filled"}, &InputStatics::gaps},
    {{"duplicates", Unit::kCount, "time stamps given twice"}, &InputStatics::duplicates},
    {{"daylight_saving", Unit::kCount, "values moved by daylight saving"},
     &InputStatics::daylight_saving},
    {{"negatives", Unit::kCount, "negative values repaired"}, &InputStatics::negatives},
});

constexpr auto kRules = std::to_array<RuleAttribute>({
    {{"leader_rule", Unit::kNone, "how the CPS sets its price in peak slots"},
     &RuleStatics::leader_rule},
    {{"protocol", Unit::kNone, "what the CPS learns from the prosumers"}, &RuleStatics::protocol},
    {{"aim", Unit::kNone, "what the price of stackelberg has to bring about"}, &RuleStatics::aim},
    {{"aim_share", Unit::kShare, "by what share the aim `share` ends the elastic supply"},
     &RuleStatics::aim_share},
    {{"counts_inflexible_load", Unit::kNone,
      "inflexible load counts in the outlay of cost_minimizing", "", "no yes"},
     &RuleStatics::counts_inflexible_load},
    {{"probes", Unit::kCount, "most prices tried below the one found"}, &RuleStatics::probes},
    {{"price_cap", Unit::kPrice, "highest selling price"}, &RuleStatics::price_cap},
    {{"price_tolerance", Unit::kPrice, "width at which the search for the price stops"},
     &RuleStatics::price_tolerance},
    {{"max_rounds", Unit::kCount, "most price rounds of a slot"}, &RuleStatics::max_rounds},
    {{"base_tariff", Unit::kNone, "the tariff off-peak"}, &RuleStatics::base_tariff},
    {{"flat_price", Unit::kPrice, "flat tariff, and the price outside of all bands"},
     &RuleStatics::flat_price},
    {{"band_prices", Unit::kPrice, "prices of the time-of-use bands, a list"},
     &RuleStatics::band_prices},
    {{"feed_in_price", Unit::kPrice, "price at which the CPS buys"}, &RuleStatics::feed_in_price},
    {{"mechanism", Unit::kNone, "rule of the neighbourhoods' markets"}, &RuleStatics::mechanism},
    {{"auction", Unit::kNone, "first stage of auction_then_mid_market"}, &RuleStatics::auction},
    {{"k", Unit::kShare, "weight of the upper end of the price in k_pricing and pay_as_clear"},
     &RuleStatics::k},
    {{"pair_price", Unit::kNone, "price of a pair in pay_as_bid and random_bilateral"},
     &RuleStatics::pair_price},
    {{"cost_quadratic", Unit::kNone, "a of the generation cost, currency per kWh squared"},
     &RuleStatics::cost_quadratic},
    {{"cost_linear", Unit::kPrice, "b of the generation cost"}, &RuleStatics::cost_linear},
    {{"cost_fixed", Unit::kMoney, "c of the generation cost, per slot"}, &RuleStatics::cost_fixed},
    {{"reserve_price", Unit::kPrice, "price of the reserve"}, &RuleStatics::reserve_price},
    {{"capacity_kwh", Unit::kEnergy, "generation capacity of a slot without reserve"},
     &RuleStatics::capacity_kwh},
    {{"network_charge", Unit::kNone, "currency per kWh and unit of distance, within coalitions"},
     &RuleStatics::network_charge},
    {{"distance", Unit::kNone, "column of /network that distances add up"}, &RuleStatics::distance},
    {{"radius_km", Unit::kLength, "how far neighbours live apart at most; absent: the whole zone"},
     &RuleStatics::radius_km},
    {{"tolerance", Unit::kMoney, "gain for which no coalition changes"}, &RuleStatics::tolerance},
    {{"shares", Unit::kNone, "how the value of a coalition is shared"}, &RuleStatics::shares},
    {{"reduction_price", Unit::kPrice, "paid for a reduction, 0 = no virtual power plant"},
     &RuleStatics::reduction_price},
    {{"levels", Unit::kCount, "levels of the market above the neighbourhoods"},
     &RuleStatics::levels},
    {{"loss_probability", Unit::kShare, "of market messages"}, &RuleStatics::loss_probability},
    {{"latency_by_distance", Unit::kNone, "near and far orders arrive at different times", "",
      "no yes"},
     &RuleStatics::latency_by_distance},
    {{"classes_apart", Unit::kNone, "classes of energy are auctioned one by one", "", "no yes"},
     &RuleStatics::classes_apart},
    {{"local_premiums", Unit::kNone, "someone values energy of the neighbourhood more", "",
      "no yes"},
     &RuleStatics::local_premiums},
    {{"audit_share", Unit::kShare,
      "probability with which an off-peak slot is drawn for an audit; twice that at peak"},
     &RuleStatics::audit_share},
    {{"baselines", Unit::kNone, "the households alone are in the trace", "", "no yes"},
     &RuleStatics::baselines},
    {{"base_kv", Unit::kNone,
      "voltage, line to line, that impedances are referred to, kV; absent "
      "without power flow"},
     &RuleStatics::base_kv},
    {{"source_voltage_pu", Unit::kShare, "voltage held at the root; absent without power flow"},
     &RuleStatics::source_voltage_pu},
    {{"voltage_min_pu", Unit::kShare,
      "least voltage that is no violation; absent without power "
      "flow"},
     &RuleStatics::voltage_min_pu},
    {{"voltage_max_pu", Unit::kShare,
      "greatest voltage that is no violation; absent without "
      "power flow"},
     &RuleStatics::voltage_max_pu},
    {{"loading_limit_percent", Unit::kPercent,
      "greatest loading that is no violation; absent "
      "without power flow"},
     &RuleStatics::loading_limit_percent},
    {{"phases", Unit::kNone, "3 where the power flow is by phase; else absent"},
     &RuleStatics::phases},
    {{"inverter_control", Unit::kNone,
      "1 where reactive power of inverters goes by power or voltage; else absent"},
     &RuleStatics::inverter_control},
});

constexpr auto kGroups = std::to_array<GroupColumn>({
    {{"prosumers", Unit::kCount, "number of prosumers"}, &recording::GroupEffects::prosumers},
    {{"gainers", Unit::kCount, "prosumers who are better off than at the ordinary tariff"},
     &recording::GroupEffects::gainers},
    {{"losers", Unit::kCount, "prosumers who are worse off than at the ordinary tariff"},
     &recording::GroupEffects::losers},
    {{"gain_mean", Unit::kMoney, "mean gain against ordinary, comfort counted"},
     &recording::GroupEffects::gain_mean},
});

}  // namespace

std::span<const GroupColumn> group_columns() {
  return kGroups;
}
std::span<const RuleAttribute> rule_attributes() {
  return kRules;
}
std::span<const ProsumerStaticColumn> prosumer_static_columns() {
  return kProsumerStatics;
}
std::span<const NetworkColumn> network_columns() {
  return kNetwork;
}
std::span<const InputColumn> input_columns() {
  return kInputs;
}

}  // namespace peerwatt::output
