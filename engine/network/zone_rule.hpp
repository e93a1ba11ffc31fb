#pragma once

#include "engine/network/feeder.hpp"

namespace peerwatt::network {

// A ZoneRule says how neighbourhoods are made if a file names none.
enum class ZoneRule {
  kSingle,       // the whole feeder is one zone
  kTransformer,  // the connected pieces that remain when the transformers are taken away
};

// Gives every bus a zone, named after the zone's bus closest to the root. Replaces all zones.
void name_zones(FeederDescription& feeder, ZoneRule rule);

}  // namespace peerwatt::network
