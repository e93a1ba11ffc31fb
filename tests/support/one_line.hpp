#pragma once

#include <string>

#include "engine/network/feeder.hpp"

namespace peerwatt::testing {

// A bus `end`, in the zone `street`, behind one line of 0.16 ohm at 400 V: 0.1 p.u. of 100 kVA.
inline network::FeederDescription one_line(double rating_kva = 0) {
  network::FeederDescription feeder;
  feeder.name = "line";
  feeder.root = "head";
  feeder.base_kv = 0.4;
  feeder.buses.resize(2);
  feeder.buses[0].name = "head";
  feeder.buses[1].name = "end";
  feeder.buses[1].zone = "street";
  network::FeederLine& line = feeder.lines.emplace_back();
  line.name = "cable";
  line.from = "head";
  line.to = "end";
  line.length_km = 0.1;
  line.resistance_ohm = 0.16;
  line.rating_kva = rating_kva;
  return feeder;
}

}  // namespace peerwatt::testing
