#pragma once

#include <string>
#include <utility>

#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder.hpp"

namespace peerwatt::network {

inline FeederLine line_between(const std::string& from, const std::string& to,
                               double length_km = 1) {
  FeederLine line;
  line.name = from + to;
  line.from = from;
  line.to = to;
  line.length_km = length_km;
  line.resistance_ohm = 2 * length_km;
  line.reactance_ohm = length_km;
  return line;
}

//        r
//        |        zone "top": r, a (a in no zone in some tests)
//        a
//      /   \      zone "left": b, d; zone "right": c
//     b     c
//     |
//     d
inline FeederDescription small_feeder() {
  FeederDescription feeder;
  feeder.name = "small";
  feeder.root = "r";
  feeder.position = {"f.csv", 1, 1};
  for (const auto& [name, zone] :
       {std::pair{"d", "left"}, {"r", "top"}, {"b", "left"}, {"c", "right"}, {"a", "top"}}) {
    const int line = static_cast<int>(feeder.buses.size()) + 2;
    feeder.buses.push_back({name, zone, {"buses.csv", line, 1}});
  }
  feeder.lines = {line_between("b", "a", 0.25), line_between("r", "a", 0.5),
                  line_between("c", "a", 1), line_between("b", "d", 2)};
  for (std::size_t i = 0; i < feeder.lines.size(); ++i) {
    feeder.lines[i].position = {"lines.csv", static_cast<int>(i) + 2, 3};
  }
  return feeder;
}

inline BusId bus(const DistributionNetwork& network, const std::string& name) {
  return network.find_bus(name).value();
}

// What an InputError thrown by the action says; `(none)` without one.
template <class Action>
std::string complaint_of(Action action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "(none)";
}

}  // namespace peerwatt::network
