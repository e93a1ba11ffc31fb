#pragma once

#include "engine/scenario/parameter_visitor.hpp"

// How large numbers in a scenario may be. The bounds lie beyond what is built or sold, and keep a
// run's sums and products far from where doubles end or lose the 1e-9 that checks go by.
namespace peerwatt::scenario {

// Currency/kWh. Prices are whole multiples of 1e-9, which doubles tell apart up to 4e6
// (agents/market/ticks.hpp).
inline constexpr double kLeastPrice = 1e-9, kMostPrice = 1e6;
inline constexpr Range kPrice = Range::between(0, kMostPrice);
inline constexpr Range kPriceAboveZero = Range::between(kLeastPrice, kMostPrice);
inline constexpr Range kMoney = Range::between(0, 1e12);

// Of a prosumer: a gigawatt, and its energy of some weeks.
inline constexpr Range kPowerKw = Range::between(0, 1e6);
inline constexpr Range kEnergyKwh = Range::between(0, 1e9);
// Of the power system: a terawatt.
inline constexpr Range kSystemPowerKw = Range::between(0, 1e9);
inline constexpr Range kFactor = Range::between(0, 1e6);

// Half-way around the earth; ten megaohm insulate.
inline constexpr Range kLengthKm = Range::between(0, 20'000);
inline constexpr Range kImpedanceOhm = Range::between(0, 1e7);
inline constexpr Range kRatingKva = Range::between(0, 1e9);
inline constexpr Range kVoltageKv = {.least = 0, .most = 1e4, .least_bound = Bound::kOpen};
// Of two voltages.
inline constexpr Range kRatio = {.least = 0, .most = 1e4, .least_bound = Bound::kOpen};

}  // namespace peerwatt::scenario
