#include "engine/parameters/choices.hpp"

#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::parameters {
namespace {

struct Entry {
  int id = 0;
  std::string_view name;
  std::string_view help;
};

TEST_CASE("a catalogue offers the names of its entries in their order") {
  const std::vector<Entry> entries{{7, "left", "To the left."}, {3, "right", "To the right."}};
  const std::vector<Choice> choices = choices_of(entries);
  REQUIRE(choices.size() == 2);
  CHECK(choices[0].name == "left");
  CHECK(choices[0].help == "To the left.");
  CHECK(choices[1].name == "right");
}

}  // namespace
}  // namespace peerwatt::parameters
