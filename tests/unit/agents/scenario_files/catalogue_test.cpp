#include <cmath>
#include <string>

#include "engine/config/declared_parameters.hpp"

#include "agents/scenario_files/scenario_parameters.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::config;

namespace {

bool is_number(ParameterType type) {
  return type == ParameterType::kNumber || type == ParameterType::kInteger ||
         type == ParameterType::kDistribution;
}

// The keys of numbers that may be as large, or as far below zero, as a double can.
std::string without_end(const std::vector<Parameter>& parameters, const std::string& path = {}) {
  std::string keys;
  for (const Parameter& parameter : parameters) {
    const std::string key = path + parameter.key;
    const bool ends = std::isfinite(parameter.range.least) && std::isfinite(parameter.range.most);
    if (is_number(parameter.type) && !ends) keys += key + '\n';
    keys += without_end(parameter.parts, key + '.');
  }
  return keys;
}

}  // namespace

TEST_CASE("the range of every number has both ends") {
  CHECK(without_end(peerwatt::scenario::scenario_parameters()) == "");
  const FeederForms forms = feeder_forms();
  for (const auto& form : {forms.inline_feeder, forms.synthetic, forms.folder}) {
    CHECK(without_end(form) == "");
  }
  Parameter open;
  open.key = "open";
  open.type = ParameterType::kNumber;
  CHECK(without_end({open}) == "open\n");
}
