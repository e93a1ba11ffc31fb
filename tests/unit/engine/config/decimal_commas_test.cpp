#include "engine/config/decimal_commas.hpp"

#include "engine/config/yaml_parser.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

Node parsed(std::string_view text) {
  return parse_yaml(text, std::make_shared<const Source>(Source{"x.yaml", {}}));
}

TEST_CASE("a number with a comma is told how to be written") {
  CHECK(decimal_point_advice("0,25") == "write 0.25, with a decimal point");
  CHECK(decimal_point_advice("-,5e-3") == "");
  CHECK(decimal_point_advice(",5e-3") == "write 0.5e-3, with a decimal point");
  CHECK(decimal_point_advice("0,125") == "write 0.125, with a decimal point");
  CHECK(decimal_point_advice("1,125") == "write 1.125, with a decimal point, or 1125");
  for (const char* text : {"", ",", "5", "1,2,3", "a,5", "5,a", "1.5,2", "5,"}) {
    CAPTURE(text);
    CHECK(decimal_point_advice(text).empty());
  }
}

TEST_CASE(
    "a list is split by decimal commas if some commas have blanks and some stand in numbers") {
  for (const char* text : {"[0,25, 0,5]", "[1, 0,5]", "[0,5, 1.5]", "[-0,5,\t1]", "[1, 2,5e-3]"}) {
    CAPTURE(text);
    CHECK_FALSE(split_list_problem(parsed(text)).empty());
  }
  for (const char* text : {"[]", "[1]", "[1, 2]", "[1,2,3]", "[0.25,0.5, 1]", "[a,5, b]",
                           "[1,\n2,3]", "['1','2', '3']", "[0,25]", "- 0\n- 25\n"}) {
    CAPTURE(text);
    CHECK(split_list_problem(parsed(text)).empty());
  }
}

TEST_CASE("a list is in doubt if it may be of half as many numbers") {
  CHECK(doubt_of_decimals(parsed("[0,25]")).find("write 0.25") != std::string::npos);
  CHECK_FALSE(doubt_of_decimals(parsed("[0,25,\n 0,5]")).empty());
  for (const char* text :
       {"[]", "[1]", "[0, 25]", "[1,2,3]", "[0.5,1]", "[1,0.5]", "[a,b]", "{a: 1}"}) {
    CAPTURE(text);
    CHECK(doubt_of_decimals(parsed(text)).empty());
  }
}

TEST_CASE("an alias in a list is no part of a number") {
  CHECK(doubt_of_decimals(parsed("[&x 0,*x]")).empty());
}

}  // namespace
}  // namespace peerwatt::config
