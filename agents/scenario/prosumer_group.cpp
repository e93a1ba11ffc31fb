#include "agents/scenario/prosumer_group.hpp"

#include <array>
#include <vector>

#include "engine/parameters/choices.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/bidding/strategy_catalogue.hpp"
#include "agents/forecasts/forecaster_catalogue.hpp"
#include "agents/scenario/limits.hpp"
#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::scenario {
namespace {

using parameters::Choice;
using parameters::Distribution;
using parameters::Field;
using parameters::Presence;
using parameters::Range;

constexpr std::array kPolicies{
    Choice{"self_consumption", "Stores what PV leaves over and gives it back as soon as needed."},
    Choice{"peak_reserve", "Stores what PV leaves over and gives it back in peak slots only."},
};
constexpr std::array kArrivals{
    Choice{"poisson", "At random times."},
    Choice{"scheduled", "At a time of their own, and then at regular intervals."},
};

}  // namespace

void describe(LoadSettings& load, parameters::Visitor& visitor) {
  visitor.distribution({"mean_kwh_per_day", "Mean daily energy of the synthetic load."},
                       load.mean_kwh_per_day, kEnergyKwh);
  visitor.text({"profile", "Profile to take the load from instead."}, load.profile);
  visitor.texts({"columns", "Columns of the profile, shared out in turn."}, load.columns);
  visitor.distribution({"scale", "Factor on the profile."}, load.scale, Range::factor());
}

void describe(PvSettings& pv, parameters::Visitor& visitor) {
  visitor.number({"share", "Share of the members that have PV."}, pv.share, Range::between(0, 1));
  visitor.distribution({"capacity_kw", "Peak power of the PV; 0 = none."}, pv.capacity_kw,
                       kPowerKw);
  visitor.text({"profile",
                "Profile of the generation per kW of capacity, instead of the synthetic "
                "sun and clouds."},
               pv.profile);
  visitor.texts({"columns", "Columns of the profile, shared out in turn."}, pv.columns);
}

void describe(BatterySettings& battery, parameters::Visitor& visitor) {
  visitor.number({"share", "Share of the members that have a battery."}, battery.share,
                 Range::between(0, 1));
  visitor.distribution({"capacity_kwh", "Usable capacity; 0 = none."}, battery.capacity_kwh,
                       kEnergyKwh);
  visitor.distribution({"power_kw", "Limit of charging and discharging, at the terminals."},
                       battery.power_kw, kPowerKw);
  visitor.number({"round_trip_efficiency", "Energy out per energy in; half of the loss each way."},
                 battery.round_trip_efficiency, Range::between(0.01, 1));
  visitor.number({"reserve_share", "Share of the capacity that is never discharged."},
                 battery.reserve_share, Range::between(0, 1));
  visitor.number({"initial_share", "State of charge at the start, as a share of the capacity."},
                 battery.initial_share, Range::between(0, 1));
  visitor.choice({"policy", "When the battery charges and discharges."}, battery.policy, kPolicies);
  visitor.number({"sale_share",
                  "Share of the energy above the reserve that is offered to others in each peak "
                  "slot; what nobody buys stays in the battery."},
                 battery.sale_share, Range::between(0, 1));
}

void describe(FlexibleLoadSettings& flexible, parameters::Visitor& visitor) {
  visitor.distribution({"share", "phi: share of the load that may go unserved."}, flexible.share,
                       Range::between(0, 1));
  visitor.distribution({"choke_price",
                        "w: value of the first flexible kWh, currency/kWh; above the "
                        "base tariff."},
                       flexible.choke_price, tariffs::kPriceAboveZero);
}

void describe(BiddingSettings& bidding, parameters::Visitor& visitor) {
  visitor.choice({"strategy", "How they choose the prices that they state."}, bidding.strategy,
                 parameters::choices_of(bidding::strategies()));
  visitor.choice({"arrivals", "When they come to the market."}, bidding.arrivals, kArrivals);
  visitor.number({"visits_per_gate", "poisson: mean number of visits until the gate closes."},
                 bidding.visits_per_gate, Range::between(0.001, 1e4));
  visitor.distribution(
      {"first_at", "scheduled: the first visit, as a part of the time until the gate closes."},
      bidding.first_at, Range::between(0, 1));
  visitor.number({"revise_s", "scheduled: time from visit to visit; 0 = a single one."},
                 bidding.revise_s, Range::between(0, 86400));
  visitor.number({"order_lifetime_s",
                  "An order that is not filled by then is cancelled, until the next visit; 0 = "
                  "it stays until the gate closes."},
                 bidding.order_lifetime_s, Range::between(0, 86400));
}

void describe(PreferenceSettings& preferences, parameters::Visitor& visitor) {
  const auto premium = [&](const Field& field, Distribution& value) {
    visitor.distribution(field, value, tariffs::kPrice);
  };
  premium({"solar_premium", "What energy from PV is worth on top, currency/kWh."},
          preferences.solar_premium);
  premium({"storage_premium", "What energy from a battery is worth on top, currency/kWh."},
          preferences.storage_premium);
  premium({"local_premium", "What energy of the neighbourhood is worth on top, currency/kWh."},
          preferences.local_premium);
}

void describe(ProsumerGroup& group, parameters::Visitor& visitor) {
  visitor.text(
      {"name",
       "Name of the group; members are called name-1, name-2, ..., a single member like the group.",
       Presence::kRequired},
      group.name);
  visitor.integer({"count", "Number of members."}, group.count, Range::between(1, 1e8));
  visitor.texts({"buses", "Buses of the members, shared out in turn."}, group.buses);
  visitor.texts({"zones",
                 "Zones whose buses are shared out in turn; by default every bus but the "
                 "root."},
                group.zones);
  visit_section(visitor, {"load", "What the members consume."}, group.load);
  visit_section(visitor, {"pv", "Their photovoltaic generation."}, group.pv);
  visit_section(visitor, {"battery", "Their batteries."}, group.battery);
  visit_section(visitor, {"flexible_load", "The part of the load that answers to prices."},
                group.flexible_load);
  visitor.choice({"forecast", "What orders rest on."}, group.forecast,
                 parameters::choices_of(forecasts::order_forecasts()));
  describe(group.reservation, visitor);
  visit_section(visitor,
                {"preferences", "What kinds of energy are worth more when bought in an auction."},
                group.preferences);
  visit_section(visitor, {"bidding", "How the members act in a continuous double auction."},
                group.bidding);
}

}  // namespace peerwatt::scenario
