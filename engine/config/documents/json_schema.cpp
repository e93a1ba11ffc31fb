#include "engine/config/documents/json_schema.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/files.hpp"
#include "engine/config/scalars.hpp"

namespace peerwatt::config {
namespace {

using Json = nlohmann::ordered_json;
using parameters::Bound;
using parameters::Distribution;
using parameters::Presence;
using parameters::Range;

Json object_of(const std::vector<Parameter>& parameters);

void add_range(Json& schema, const Range& range) {
  if (std::isfinite(range.least)) {
    schema[range.least_bound == Bound::kOpen ? "exclusiveMinimum" : "minimum"] = range.least;
  }
  if (std::isfinite(range.most)) schema["maximum"] = range.most;
}

Json number_within(const Range& range) {
  Json schema{{"type", "number"}};
  add_range(schema, range);
  return schema;
}

// `{key: [...]}`.
Json form(std::string_view key, Json numbers) {
  Json schema{{"type", "object"}, {"additionalProperties", false}};
  schema["required"] = {key};
  schema["properties"][std::string{key}] = std::move(numbers);
  return schema;
}

Json list_of(Json items, std::size_t least, std::size_t most) {
  Json schema{{"type", "array"}, {"items", std::move(items)}, {"minItems", least}};
  if (most > 0) schema["maxItems"] = most;
  return schema;
}

Json distribution_of(const Range& range) {
  const Json number = number_within(range);
  const Json any = number_within({});
  return {{"anyOf",
           {number, form("uniform", list_of(number, 2, 2)),
            form("normal", list_of(Json::array({number, any, number, number}), 4, 4)),
            form("one_of", list_of(number, 1, 0))}}};
}

Json feeder_schema() {
  const FeederForms forms = feeder_forms();
  return {{"anyOf",
           {Json{{"type", "string"}, {"description", "Path of a feeder file or folder."}},
            object_of(forms.inline_feeder), object_of(forms.synthetic), object_of(forms.folder)}}};
}

Json choices_of(const Parameter& parameter) {
  Json names = Json::array();
  for (const parameters::Choice& choice : parameter.choices) names.push_back(choice.name);
  return {{"enum", std::move(names)}};
}

Json any_text() {
  return {{"type", {"string", "number", "boolean"}}};
}

Json type_of(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::kNumber:
      return number_within(parameter.range);
    case ParameterType::kInteger: {
      Json schema{{"type", "integer"}};
      add_range(schema, parameter.range);
      return schema;
    }
    case ParameterType::kFlag:
      return {{"type", "boolean"}};
    case ParameterType::kText:
      return any_text();
    case ParameterType::kTexts:
      return {{"type", "array"}, {"items", any_text()}};
    case ParameterType::kColumns:
      return {{"anyOf", {Json{{"const", "*"}}, Json{{"type", "array"}, {"items", any_text()}}}}};
    case ParameterType::kPath:
      return {{"type", "string"}};
    case ParameterType::kInstant:
      return {{"type", "string"},
              {"pattern", R"(^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?(Z|[+-]\d{2}:?\d{2})$)"}};
    case ParameterType::kTimeOfDay:
      return {{"type", "string"}, {"pattern", "^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"}};
    case ParameterType::kDistribution:
      return distribution_of(parameter.range);
    case ParameterType::kChoice:
      return choices_of(parameter);
    case ParameterType::kFeeder:
      return feeder_schema();
    case ParameterType::kSection:
      return object_of(parameter.parts);
    case ParameterType::kSections:
      return {{"type", "array"}, {"items", object_of(parameter.parts)}};
  }
  return {};
}

Json json_of(const Distribution& value) {
  if (value.kind() == Distribution::Kind::kConstant) return value.values()[0];
  Json form = Json::object();
  form[std::string{distribution_key(value.kind())}] = value.values();
  return form;
}

struct DefaultToJson {
  Json operator()(std::monostate) const { return {}; }
  Json operator()(const Distribution& value) const { return json_of(value); }
  template <class T>
  Json operator()(const T& value) const {
    return value;
  }
};

// Optional parameters may be null: that takes the default, or removes what a base file gives.
void allow_null(Json& schema) {
  if (schema.contains("anyOf")) {
    schema["anyOf"].push_back({{"type", "null"}});
  } else if (schema.contains("enum")) {
    schema["enum"].push_back(nullptr);
  } else if (schema["type"].is_array()) {
    schema["type"].push_back("null");
  } else {
    schema["type"] = {schema["type"], "null"};
  }
}

Json schema_of(const Parameter& parameter) {
  std::string description = parameter.help;
  for (const parameters::Choice& choice : parameter.choices) {
    description += fmt::format("\n- {}: {}", choice.name, choice.help);
  }
  Json schema{{"description", std::move(description)}};
  schema.update(type_of(parameter));
  if (!std::holds_alternative<std::monostate>(parameter.default_value)) {
    schema["default"] = std::visit(DefaultToJson{}, parameter.default_value);
  }
  if (parameter.presence == Presence::kOptional) allow_null(schema);
  return schema;
}

// Required keys and their sections. Those of sections outside of lists may come from a base file.
Json required_keys(const std::vector<Parameter>& parameters) {
  Json schema = Json::object();
  for (const Parameter& parameter : parameters) {
    if (parameter.presence == Presence::kRequired) schema["required"].push_back(parameter.key);
    if (parameter.type != ParameterType::kSection) continue;
    Json inner = required_keys(parameter.parts);
    if (!inner.empty()) schema["properties"][parameter.key] = std::move(inner);
  }
  return schema;
}

Json properties_of(const std::vector<Parameter>& parameters) {
  Json properties = Json::object();
  for (const Parameter& parameter : parameters) properties[parameter.key] = schema_of(parameter);
  return properties;
}

bool is_part_of_document(const std::vector<Parameter>& parameters) {
  for (const Parameter& parameter : parameters) {
    if (parameter.type == ParameterType::kFeeder) return true;
  }
  return false;
}

Json object_of(const std::vector<Parameter>& parameters) {
  Json schema{{"type", "object"}, {"additionalProperties", false}};
  if (!is_part_of_document(parameters)) schema.update(required_keys(parameters));
  schema["properties"] = properties_of(parameters);
  return schema;
}

}  // namespace

std::string json_schema(const std::vector<Parameter>& parameters) {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "peerwatt scenario"},
              {"type", "object"},
              {"additionalProperties", false},
              {"required", {"format", "version"}}};
  Json& properties = schema["properties"];
  properties["format"] = {{"description", "What the file is."}, {"const", kScenarioFormat}};
  properties["version"] = {{"description", "Version of the format."},
                           {"const", version_of(kScenarioFormat)}};
  properties["extends"] = {{"description", "Scenario files that this one changes, left to right."},
                           {"type", {"string", "array"}},
                           {"items", {{"type", "string"}}}};
  properties.update(properties_of(parameters));
  schema["if"] = {{"not", {{"required", {"extends"}}}}};
  schema["then"] = required_keys(parameters);
  return schema.dump(2) + '\n';
}

}  // namespace peerwatt::config
