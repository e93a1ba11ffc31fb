#pragma once

#include "engine/parameters/visitor.hpp"

// How large the numbers of a feeder may be: beyond what is built, and far from where doubles end.
namespace peerwatt::network {

// Half-way around the earth; ten megaohm insulate.
inline constexpr auto kLengthKm = parameters::Range::between(0, 20'000);
inline constexpr auto kImpedanceOhm = parameters::Range::between(0, 1e7);
inline constexpr auto kRatingKva = parameters::Range::between(0, 1e9);
inline constexpr auto kShuntKva = parameters::Range::between(-1e9, 1e9);
inline constexpr auto kAngleDegree = parameters::Range::between(-360, 360);
inline constexpr auto kVoltageKv = parameters::Range::above_up_to(0, 1e4);
// Of two voltages.
inline constexpr auto kRatio = parameters::Range::above_up_to(0, 1e4);

}  // namespace peerwatt::network
