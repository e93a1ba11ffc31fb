#include "engine/config/documents/differences.hpp"

#include "engine/core/diagnostics.hpp"

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/scenario_files/print_scenario.hpp"

#include "tests/unit/engine/config/files_for_tests.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("equal scenarios do not differ") {
  const Texts same(3, "a: 1\nb: {c: [1, 2]}\n");
  CHECK(differences(same).empty());
  CHECK(differences({}).empty());
}

TEST_CASE("parameters that differ are named in order, with their values") {
  const Texts texts{"a: 1\nb: {c: x, d: [1, 2]}\n", "a: 1\nb: {c: y, d: [1, 2]}\n",
                    "a: 2\nb: {c: x, d: [1, 3]}\n"};
  const std::vector<Difference> found = differences(texts);
  REQUIRE(found.size() == 3);
  CHECK(found[0].path == "a");
  CHECK(found[0].values == Texts{"1", "1", "2"});
  CHECK(found[1].path == "b.c");
  CHECK(found[2].path == "b.d");
  CHECK(found[2].values == Texts{"[1, 2]", "[1, 2]", "[1, 3]"});
}

TEST_CASE("a parameter that only some scenarios have is a difference") {
  const Texts texts{"b: {c: 1}\n", "b: {c: 1, d: 2}\n"};
  const std::vector<Difference> found = differences(texts);
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "b.d");
  CHECK(found[0].values == Texts{"", "2"});
}

TEST_CASE("a distribution is one value, whatever its form") {
  const Texts texts{"p: [{kw: 5, n: 1}]\n", "p: [{kw: {uniform: [1, 2]}, n: 1}]\n",
                    "p: [{kw: {uniform: [1, 3]}, n: 1}]\n"};
  const std::vector<Difference> found = differences(texts);
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "p[0].kw");
  CHECK(found[0].values == Texts{"5", "{uniform: [1, 2]}", "{uniform: [1, 3]}"});
}

TEST_CASE("lists of sections are compared item by item if they are equally long") {
  const Texts as_long{"p: [{n: 1}, {n: 2}]\n", "p: [{n: 1}, {n: 3}]\n"};
  CHECK(differences(as_long).at(0).path == "p[1].n");
  const Texts longer{"p: [{n: 1}, {n: 2}]\n", "p: [{n: 1}]\n"};
  CHECK(differences(longer).at(0).path == "p");
}

TEST_CASE("of whole scenarios, only what was changed differs") {
  const auto resolved = [](const std::vector<Override>& overrides) {
    return scenario::print_scenario(
        scenario::load_scenario(complete_scenario(), overrides).scenario);
  };
  const Texts texts{resolved({}), resolved({{"market.mechanism", "none"}, {"seed", "77"}})};
  const std::vector<Difference> found = differences(texts);
  REQUIRE(found.size() == 2);
  CHECK(found[0].path == "seed");
  CHECK(found[0].values[1] == "77");
  CHECK(found[1].path == "market.mechanism");
  CHECK(found[1].values[1] == "none");
}

TEST_CASE("a text that is not YAML is refused") {
  const Texts texts{"a: [1\n", "a: 1\n"};
  CHECK_THROWS_AS(differences(texts), InputError);
}

}  // namespace
}  // namespace peerwatt::config
