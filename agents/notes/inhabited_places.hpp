#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::notes {

// How many prosumers live in each zone where anybody does. The names are the scenario's.
std::map<std::string_view, std::int64_t> prosumers_by_zone(const scenario::Scenario& scenario);

// The buses that carry a load in the feeder's files, by their indices, in the order of the feeder.
std::vector<std::size_t> buses_with_load(const network::FeederDescription& feeder);

}  // namespace peerwatt::notes
