#pragma once

#include "output/schema/schema.hpp"

// The words of output/recording/*_columns.def, and what a line there becomes in the schema.
namespace peerwatt::output {

using enum Missing;
using enum Presence;

// Of `cell_methods`.
inline constexpr const char* kSum = "time: sum";
inline constexpr const char* kMean = "time: mean";
inline constexpr const char* kPoint = "time: point";
inline constexpr const char* kMinimum = "time: minimum";
inline constexpr const char* kMaximum = "time: maximum";

// Of `flag_meanings`, in the order of recording::EnergyCode.
inline constexpr const char* kEnergyClasses = "any solar storage";

}  // namespace peerwatt::output

// An entry in a list of SystemColumn, ProsumerColumn and such.
#define PEERWATT_DECLARED_COLUMN(Record, column, measure, meaning, ...)                       \
  {{.name = #column, .unit = Unit::measure, .long_name = meaning __VA_OPT__(, ) __VA_ARGS__}, \
   &recording::Record::column},
