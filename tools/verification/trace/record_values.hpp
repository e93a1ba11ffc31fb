#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>

#include "engine/core/simulated_time.hpp"

#include "output/schema/schema.hpp"

namespace peerwatt::verification {

// A number of the trace as the member of a record that it was written from.
template <class Value>
Value as_value(double number) {
  if constexpr (std::is_same_v<Value, bool>) {
    return number != 0;
  } else if constexpr (std::is_same_v<Value, std::optional<double>>) {
    return number == output::kFillValue ? std::nullopt : std::optional{number};
  } else if constexpr (std::is_same_v<Value, SimTime>) {
    return SimTime::from_microseconds(static_cast<std::int64_t>(number));
  } else if constexpr (std::is_enum_v<Value>) {
    return static_cast<Value>(static_cast<std::underlying_type_t<Value>>(number));
  } else {
    return static_cast<Value>(number);
  }
}

// Sets the member that a column was written from.
template <class Record, class Member>
void set_member(Record& record, const Member& member, double number) {
  std::visit(
      [&](auto pointer) {
        auto& value = record.*pointer;
        value = as_value<std::decay_t<decltype(value)>>(number);
      },
      member);
}

}  // namespace peerwatt::verification
