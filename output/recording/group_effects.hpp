#pragma once

#include <cstdint>
#include <string>

namespace peerwatt::recording {

// Who gains and loses against `ordinary` in a group of prosumers.
struct GroupEffects {
  std::string name;
  std::int64_t prosumers = 0;
  std::int64_t gainers = 0;
  std::int64_t losers = 0;
  double gain_mean = 0;  // currency, comfort counted
};

}  // namespace peerwatt::recording
