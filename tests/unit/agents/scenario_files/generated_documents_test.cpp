#include "engine/config/declared_parameters.hpp"
#include "engine/config/documents/json_schema.hpp"
#include "engine/config/documents/parameter_tables.hpp"
#include "engine/config/yaml_parser.hpp"

#include "agents/scenario_files/scenario_parameters.hpp"

#include "tests/unit/engine/config/files_for_tests.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

const std::filesystem::path kRoot{PEERWATT_SOURCE_DIR};

TEST_CASE("the JSON Schema in configs is the generated one") {
  INFO("to renew it: peerwatt schema > configs/scenario.schema.json");
  CHECK((content_of(kRoot / "configs/scenario.schema.json") ==
         json_schema(scenario::scenario_parameters())));
}

TEST_CASE("the tables in docs/configuration.md are the generated ones") {
  INFO("to renew them: peerwatt schema --docs docs/configuration.md");
  const std::string document = content_of(kRoot / "docs/configuration.md");
  CHECK((with_parameter_tables(document, scenario::scenario_parameters()) == document));
}

TEST_CASE("a document without marks gets no tables") {
  CHECK_THROWS_AS(with_parameter_tables("# Configuration\n", scenario::scenario_parameters()),
                  InputError);
}

// Keys that the node lacks, in the first item of lists.
void find_missing(const Node& node, const std::vector<Parameter>& parameters,
                  const std::string& path, std::vector<std::string>& missing) {
  for (const Parameter& parameter : parameters) {
    const Entry* entry = node.find(parameter.key);
    const std::string here = path + '.' + parameter.key;
    if (entry == nullptr) {
      missing.push_back(here);
    } else if (parameter.type == ParameterType::kSection) {
      find_missing(entry->value, parameter.parts, here, missing);
    } else if (parameter.type == ParameterType::kSections) {
      find_missing(entry->value.items.at(0), parameter.parts, here, missing);
    } else if (parameter.type == ParameterType::kFeeder) {
      find_missing(entry->value, feeder_forms().inline_feeder, here, missing);
    }
  }
}

TEST_CASE("the complete example gives every parameter") {
  const auto source = std::make_shared<const Source>(Source{"complete.yaml", ""});
  const Node root = parse_yaml(content_of(complete_scenario()), source);
  std::vector<std::string> missing;
  find_missing(root, scenario::scenario_parameters(), "", missing);
  std::erase(missing, ".prosumers.zones");            // not together with buses
  std::erase(missing, ".network.feeder.buses.zone");  // the root is in none
  std::erase(missing, ".prosumers.load.profile");     // given for the second group
  std::erase(missing, ".prosumers.load.columns");
  std::erase(missing, ".profiles.clock_column");  // not with minutes of the day
  for (const std::string& path : missing) FAIL_CHECK(path);
}

// `| old path | new path |` of every key that has had another name.
void list_renamed(const std::vector<Parameter>& parameters, const std::string& path,
                  std::vector<std::string>& rows) {
  for (const Parameter& parameter : parameters) {
    if (!parameter.formerly.empty()) {
      rows.push_back("| `" + path + parameter.formerly + "` | `" + path + parameter.key + "` |");
    }
    const bool is_list = parameter.type == ParameterType::kSections;
    list_renamed(parameter.parts, path + parameter.key + (is_list ? "[]." : "."), rows);
  }
}

TEST_CASE("docs/configuration.md has every key that has had another name") {
  std::vector<std::string> rows;
  list_renamed(scenario::scenario_parameters(), "", rows);
  const std::string document = content_of(kRoot / "docs/configuration.md");
  CHECK(rows.size() >= 2);
  for (const std::string& row : rows) {
    CAPTURE(row);
    CHECK(document.find('\n' + row + '\n') != std::string::npos);
  }
}

TEST_CASE("every parameter has one sentence of help and stays within its own range") {
  const auto check = [](const auto& self, const std::vector<Parameter>& parameters) -> void {
    for (const Parameter& parameter : parameters) {
      CAPTURE(parameter.key);
      CHECK(parameter.help.ends_with('.') != parameter.help.empty());
      if (const double* number = std::get_if<double>(&parameter.default_value)) {
        CHECK(parameter.range.contains(*number));
      }
      self(self, parameter.parts);
    }
  };
  check(check, scenario::scenario_parameters());
}

}  // namespace
}  // namespace peerwatt::config
