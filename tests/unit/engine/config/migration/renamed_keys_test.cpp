#include "engine/config/migration/renamed_keys.hpp"

#include "tests/unit/engine/config/migration/sample_settings.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

using Values = RenamedKeys::Values;

std::vector<std::string> names(const RenamedKeys& keys) {
  std::vector<std::string> list;
  for (const RenamedKey& key : keys.found()) list.push_back(key.before + " -> " + key.now);
  return list;
}

std::vector<std::string> found_in(const std::string& text) {
  const std::vector<Parameter> parameters = sample_parameters();
  RenamedKeys keys;
  keys.search(parsed(text), parameters);
  CHECK(keys.complaints().empty());
  return names(keys);
}

std::vector<std::string> found_in_paths(const std::string& text, Values values) {
  const std::vector<Parameter> parameters = sample_parameters();
  RenamedKeys keys;
  keys.search_paths(parsed(text), parameters, values);
  return names(keys);
}

using Names = std::vector<std::string>;

TEST_CASE("earlier names are found in sections and in lists of them, also below another one") {
  CHECK(found_in("{is_counted: true, house: {patience_s: 1}}") ==
        Names{"is_counted -> counts", "patience_s -> lifetime_s"});
  CHECK(found_in("people: [{patience_s: 1}, {lifetime_s: 2}]") ==
        Names{"people -> traders", "patience_s -> lifetime_s"});
}

TEST_CASE("a name of another section, a value or an unknown key is no earlier name") {
  CHECK(found_in("{patience_s: 1, title: patience_s, other: {patience_s: 1}}").empty());
  CHECK(found_in("{counts: true, house: {lifetime_s: 1}, traders: 3}").empty());
}

TEST_CASE("a parameter given by both names is complained of") {
  const std::vector<Parameter> parameters = sample_parameters();
  RenamedKeys keys;
  keys.search(parsed("house: {lifetime_s: 1, patience_s: 2}"), parameters);
  REQUIRE(keys.complaints().size() == 1);
  CHECK(keys.complaints().list()[0].text() ==
        "sample.yaml:1:24: patience_s: renamed to lifetime_s, which is given, too: remove one of "
        "them");
}

TEST_CASE("paths keep their spelling but for the names") {
  CHECK(found_in_paths("people[0].patience_s: 1\ntraders.0.patience_s: 2\nhouse.price: 3\n",
                       Values::kSingle) == Names{"people[0].patience_s -> traders[0].lifetime_s",
                                                 "traders.0.patience_s -> traders.0.lifetime_s"});
  CHECK(found_in_paths("odd..is_counted[: 1\nother.is_counted: 2\npatience_s: 3\n", Values::kSingle)
            .empty());
}

TEST_CASE("sections that a path gives, one or a list of them, are searched, too") {
  CHECK(found_in_paths("{house: {patience_s: 1}}", Values::kSingle) ==
        Names{"patience_s -> lifetime_s"});
  CHECK(found_in_paths("{house: [{patience_s: 1}, {patience_s: 2}]}", Values::kLists).size() == 2);
  CHECK(found_in_paths("traders[0]: [{patience_s: 1}]", Values::kLists).size() == 1);
  CHECK(found_in_paths("house.other: {patience_s: 1}", Values::kSingle).empty());
  CHECK(found_in_paths("{traders: [[{patience_s: 1}], []]}", Values::kLists).size() == 1);
}

}  // namespace
}  // namespace peerwatt::config
