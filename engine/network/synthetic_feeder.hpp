#pragma once

#include "engine/network/feeder.hpp"

namespace peerwatt::network {

// A substation with low-voltage streets: every zone hangs on a transformer at the root, and is a
// chain of buses at equal distances.
struct SyntheticFeeder {
  int zones = 1;
  int buses_per_zone = 10;   // the transformer's low-voltage bus included
  double spacing_km = 0.03;  // between neighbouring buses of a street
  double resistance_ohm_per_km = 0.32;
  double reactance_ohm_per_km = 0.08;
  double rating_kva = 0;  // of the transformers and the street's lines; 0 = no limit
};

// Base 0.4 kV, root `substation` (in no zone), zones z000, z001, ..., buses z000_b000 (the head),
// z000_b001, ..., lines named after the bus they lead to. Transformers of 4 % short-circuit voltage
// (1 % real) on their rating, or on 400 kVA where there is no limit, and of no length. Throws
// InputError unless there is at least one zone, one bus per zone, and nothing is negative.
FeederDescription synthetic_feeder(const SyntheticFeeder& parameters);

}  // namespace peerwatt::network
