#pragma once

#include <string>

#include "agents/scenario/scenario.hpp"

// Small scenarios made in code.
namespace peerwatt::testing {

inline parameters::Distribution uniform_between(double least, double most) {
  return {parameters::Distribution::Kind::kUniform, {least, most}};
}

// `count` prosumers of 12 kWh a day without devices: add them.
// Of a group, as long as its rule is `lambda`.
inline parameters::Distribution& reservation_lambda(scenario::ProsumerGroup& group) {
  return group.reservation.of<bidding::LambdaReservation>().lambda;
}
inline const parameters::Distribution& reservation_lambda(const scenario::ProsumerGroup& group) {
  return group.reservation.of<bidding::LambdaReservation>().lambda;
}

scenario::ProsumerGroup group_of(const std::string& name, std::int64_t count);

// One day of hours from midnight UTC on the meridian of Greenwich, the sun over the equator, one
// zone of five buses, nobody in it. The auction is trade reduction. Gate closure after 10 s,
// reports after 10 more.
scenario::Scenario quiet_day();

// Half of `prosumers` with PV, a fifth with batteries; peak from 15:00 to 20:00, so that there is
// sun in some of the peak slots and none in others.
scenario::Scenario lively_day(std::int64_t prosumers);

}  // namespace peerwatt::testing
