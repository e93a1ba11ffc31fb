#pragma once

#include <string>

#include "engine/network/feeder.hpp"
#include "engine/network/synthetic_feeder.hpp"
#include "engine/network/zone_rule.hpp"
#include "engine/parameters/visitor.hpp"

// The ways to give a feeder in a scenario: itself, a folder of CSV files, or a synthetic one.
namespace peerwatt::network {

struct FeederFolder {
  std::string folder;
  network::ZoneRule zones = network::ZoneRule::kTransformer;  // where the files name no zones
};

struct SyntheticFeederChoice {
  network::SyntheticFeeder synthetic;
};

void describe(network::FeederBus& bus, parameters::Visitor& visitor);
void describe(network::FeederLine& line, parameters::Visitor& visitor);
void describe(network::FeederLoad& load, parameters::Visitor& visitor);
void describe(network::FeederDescription& feeder, parameters::Visitor& visitor);
void describe(network::SyntheticFeeder& synthetic, parameters::Visitor& visitor);
void describe(FeederFolder& folder, parameters::Visitor& visitor);
void describe(SyntheticFeederChoice& choice, parameters::Visitor& visitor);

}  // namespace peerwatt::network
