#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/scenario/parameter_visitor.hpp"

namespace peerwatt::config {

enum class ParameterType : std::uint8_t {
  kNumber,
  kInteger,
  kFlag,
  kText,
  kTexts,
  kPath,
  kInstant,
  kTimeOfDay,
  kDistribution,
  kChoice,
  kFeeder,
  kSection,
  kSections
};

// monostate: no default, or an empty list.
using DefaultValue =
    std::variant<std::monostate, double, std::int64_t, bool, std::string, scenario::Distribution>;

// What the declarations say of one parameter.
struct Parameter {
  std::string key;
  std::string help;
  scenario::Presence presence = scenario::Presence::kOptional;
  ParameterType type = ParameterType::kText;
  DefaultValue default_value;
  scenario::Range range;
  std::vector<scenario::Choice> choices;
  std::vector<Parameter> parts;  // of a section, or of each section of a list
};

// The forms of a feeder in a scenario other than a path.
struct FeederForms {
  std::vector<Parameter> inline_feeder;
  std::vector<Parameter> synthetic;
  std::vector<Parameter> folder;
};

// Everything a scenario may hold, in the order of its declaration, the header left out.
std::vector<Parameter> scenario_parameters();
FeederForms feeder_forms();

}  // namespace peerwatt::config
