#pragma once

#include <cstdint>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::testing {

// A scenario drawn at random, free of inconsistencies: 1 to 60 prosumers in 1 to 3 groups and 1 to
// 4 zones, with every mechanism, auction, tariff, peak rule and device share, tight and wide price
// caps, latencies fixed or by hop, and lost messages, offline market places and late announcements
// in some. The same seed draws the same scenario.
scenario::Scenario random_scenario(std::uint64_t seed);

// The same with a virtual power plant, asked at peak or beyond a demand, and batteries in it.
scenario::Scenario random_power_plant(std::uint64_t seed);
// Random scenarios mostly have ample supply, or none. Here some sun is shared by 4 to 33 homes of
// one zone, so that peak prices come to lie between the base tariff and the choke prices. k-pricing
// in every other one, few rounds in every fifth.
scenario::Scenario scarce_day(std::uint64_t seed);

}  // namespace peerwatt::testing
