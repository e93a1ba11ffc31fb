#include "agents/scenario/prosumer_group.hpp"

#include <array>
#include <vector>

#include "engine/parameters/choices.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/bidding/strategy_catalogue.hpp"
#include "agents/forecasts/forecaster_catalogue.hpp"
#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::scenario {
namespace {

using parameters::Choice;
using parameters::Distribution;
using parameters::Field;
using parameters::Presence;
using parameters::Range;

constexpr std::array kArrivals{
    Choice{"poisson", "At random times."},
    Choice{"scheduled", "At a time of their own, and then at regular intervals."},
};

constexpr std::array kPlaces{
    Choice{"in_turn", "The buses are shared out in turn."},
    Choice{"at_loads",
           "At loads of the feeder's files, in their order: each member is the customer of a load "
           "that no earlier member is, and the load as given is no base load any more. Where all "
           "have a member, they are shared out again."},
    Choice{"at_random", "At buses that are drawn, all with the same probability."},
};

constexpr std::array kPhases{
    Choice{"by_load",
           "That of the load whose place a member takes (place: at_loads), else all three."},
    Choice{"all", "All three, loaded alike."},
    Choice{"a", "The first."},
    Choice{"b", "The second."},
    Choice{"c", "The third."},
    Choice{"in_turn", "One each: a, b, c, a and so on."},
    Choice{"at_random", "One each, drawn, all with the same probability."},
};

}  // namespace

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
                  "Time after which an order is cancelled if it is not filled; the trader may "
                  "order again at its next visit. 0 = it stays until the gate closes.",
                  Presence::kOptional, "patience_s"},
                 bidding.order_lifetime_s, Range::between(0, 86400));
}

void describe(PreferenceSettings& preferences, parameters::Visitor& visitor) {
  const auto premium = [&](const Field& field, Distribution& value) {
    visitor.distribution(field, value, tariffs::kPrice);
  };
  premium({"solar_premium", "Additional value of energy from PV, currency/kWh."},
          preferences.solar_premium);
  premium({"storage_premium", "Additional value of energy from a battery, currency/kWh."},
          preferences.storage_premium);
  premium({"local_premium", "Additional value of energy from the neighbourhood, currency/kWh."},
          preferences.local_premium);
}

void describe(ProsumerGroup& group, parameters::Visitor& visitor) {
  visitor.text(
      {"name",
       "Name of the group; members are called name-1, name-2, ..., a single member like the group.",
       Presence::kRequired},
      group.name);
  visitor.integer({"count", "Number of members."}, group.count, Range::between(1, 1e8));
  visitor.texts({"buses", "Buses where the members may live."}, group.buses);
  visitor.texts({"zones", "Zones where the members may live; by default every bus but the root."},
                group.zones);
  visitor.choice({"place", "How the members come to the buses where they may live."}, group.place,
                 kPlaces);
  visitor.choice(
      {"phase", "network.power_flow: three_phase: which phase the members' connections are on."},
      group.phase, kPhases);
  describe(static_cast<devices::GroupDevices&>(group), visitor);
  visitor.choice({"forecast", "Forecast that orders are based on."}, group.forecast,
                 parameters::choices_of(forecasts::order_forecasts()));
  describe(group.reservation, visitor);
  visit_section(visitor,
                {"preferences", "What kinds of energy are worth more when bought in an auction."},
                group.preferences);
  visit_section(visitor, {"bidding", "How the members act in a continuous double auction."},
                group.bidding);
}

}  // namespace peerwatt::scenario
