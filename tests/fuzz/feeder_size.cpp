#include "tests/fuzz/feeder_size.hpp"

#include <algorithm>

#include "engine/config/scalars.hpp"

namespace peerwatt::fuzz {
namespace {

const config::Node* below(const config::Node* node, const char* key) {
  const config::Entry* entry = node == nullptr ? nullptr : node->find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

double number_below(const config::Node* node, const char* key) {
  const config::Node* number = below(node, key);
  return number == nullptr ? 1 : config::parse_number(*number).value.value_or(1);
}

}  // namespace

bool has_large_feeder(const config::Node& scenario) {
  constexpr double kMost = 10'000;
  const config::Node* made_up = below(below(below(&scenario, "network"), "feeder"), "synthetic");
  const double zones = number_below(made_up, "zones");
  const double buses = number_below(made_up, "buses_per_zone");
  return std::max({zones, buses, zones * buses}) > kMost;
}

}  // namespace peerwatt::fuzz
