#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/parameters/visitor.hpp"

namespace peerwatt::config {

enum class ParameterType : std::uint8_t {
  kNumber,
  kInteger,
  kFlag,
  kText,
  kTexts,
  kColumns,
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
    std::variant<std::monostate, double, std::int64_t, bool, std::string, parameters::Distribution>;

// What the declarations say of one parameter.
struct Parameter {
  std::string key;
  std::string formerly;  // its key in an earlier version of the format; empty: none
  std::string help;
  parameters::Presence presence = parameters::Presence::kOptional;
  ParameterType type = ParameterType::kText;
  DefaultValue default_value;
  parameters::Range range;
  std::vector<parameters::Choice> choices;
  std::vector<Parameter> parts;  // of a section, or of each section of a list
};

// The forms of a feeder in a scenario other than a path.
struct FeederForms {
  std::vector<Parameter> inline_feeder;
  std::vector<Parameter> synthetic;
  std::vector<Parameter> folder;
};

// What settings declare, in the order of their declaration; their values are the defaults.
std::vector<Parameter> parameters_of(parameters::Section& defaults);

template <class Settings>
std::vector<Parameter> parameters_of() {
  Settings defaults{};
  parameters::SettingsSection<Settings> section{defaults};
  return parameters_of(section);
}

FeederForms feeder_forms();

}  // namespace peerwatt::config
