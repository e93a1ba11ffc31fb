#pragma once

#include <string>

#include "engine/network/feeder.hpp"
#include "engine/network/synthetic_feeder.hpp"
#include "engine/network/zone_rule.hpp"

// The ways to give a feeder in a scenario: itself, a folder of CSV files, or a synthetic one.
namespace peerwatt::scenario {

class ParameterVisitor;

struct FeederFolder {
  std::string folder;
  network::ZoneRule zones = network::ZoneRule::kTransformer;  // where the files name no zones
};

struct SyntheticFeederChoice {
  network::SyntheticFeeder synthetic;
};

void describe(network::FeederBus& bus, ParameterVisitor& visitor);
void describe(network::FeederLine& line, ParameterVisitor& visitor);
void describe(network::FeederDescription& feeder, ParameterVisitor& visitor);
void describe(network::SyntheticFeeder& synthetic, ParameterVisitor& visitor);
void describe(FeederFolder& folder, ParameterVisitor& visitor);
void describe(SyntheticFeederChoice& choice, ParameterVisitor& visitor);

}  // namespace peerwatt::scenario
