#include "engine/csv/cells.hpp"

#include <doctest/doctest.h>

namespace peerwatt::csv {
namespace {

TEST_CASE("a number fills its whole cell") {
  CHECK(parse_number("1.5") == 1.5);
  CHECK(parse_number(" -2e3\t") == -2000.0);
  CHECK(parse_number("+.25") == 0.25);
  for (const char* text : {"", " ", "1.5 kW", "1,5", "nan", "inf", "-inf", "0x10", "+-1", "1e400",
                           "--1", "1 2", "++1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text));
  }
}

TEST_CASE("an integer has neither point nor exponent and fits in 64 bits") {
  CHECK(parse_integer(" 42 ") == 42);
  CHECK(parse_integer("-9223372036854775808") == INT64_MIN);
  for (const char* text : {"", "1.0", "1e3", "9223372036854775808", "+-1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("malformed cells are complained about where they stand") {
  const Table table = Table::parse("name,p_kw,n,on\n ,x,1.5,maybe\n b ,-1,0,TRUE\n", "t.csv");
  Diagnostics diagnostics;
  CHECK_FALSE(text_at(table, 0, 0, diagnostics));
  CHECK_FALSE(number_at(table, 0, 1, Range::kAny, diagnostics));
  CHECK_FALSE(integer_at(table, 0, 2, Range::kAny, diagnostics));
  CHECK_FALSE(flag_at(table, 0, 3, diagnostics));
  CHECK_FALSE(number_at(table, 1, 1, Range::kNonNegative, diagnostics));
  CHECK_FALSE(integer_at(table, 1, 2, Range::kPositive, diagnostics));
  CHECK(InputError{diagnostics.list()}.what() ==
        std::string{"t.csv:2:1: name: must not be empty\n"
                    "t.csv:2:3: p_kw: must be a finite number (got 'x')\n"
                    "t.csv:2:5: n: must be a whole number (got '1.5')\n"
                    "t.csv:2:9: on: must be true or false (got 'maybe')\n"
                    "t.csv:3:5: p_kw: must be 0 or more (got '-1')\n"
                    "t.csv:3:8: n: must be more than 0 (got '0')"});
}

TEST_CASE("well-formed cells come without complaint") {
  const Table table = Table::parse("name,p_kw,n,on\n b ,-1,0,TRUE\n", "t.csv");
  Diagnostics diagnostics;
  CHECK(text_at(table, 0, 0, diagnostics) == "b");
  CHECK(number_at(table, 0, 1, Range::kAny, diagnostics) == -1.0);
  CHECK(integer_at(table, 0, 2, Range::kNonNegative, diagnostics) == 0);
  CHECK(flag_at(table, 0, 3, diagnostics) == true);
  CHECK(diagnostics.empty());
}

TEST_CASE("flags are read as programs and people write them") {
  const Table table = Table::parse(
      "a;b;c;d;e;f;g\nTrue;yes;ON;1; 1.0 ;1,0;y\nfalse;No;off;0;0.0;0,0;2\n", "t.csv", ';');
  for (std::size_t column = 0; column < 6; ++column) {
    CAPTURE(column);
    Diagnostics diagnostics;
    CHECK(flag_at(table, 0, column, diagnostics) == true);
    CHECK(flag_at(table, 1, column, diagnostics) == false);
    CHECK(diagnostics.empty());
  }
  Diagnostics diagnostics;
  CHECK_FALSE(flag_at(table, 0, 6, diagnostics));
  CHECK_FALSE(flag_at(table, 1, 6, diagnostics));
  CHECK(diagnostics.size() == 2);
}

TEST_CASE("missing columns are named together with what may have been meant") {
  const Table table = Table::parse("from,lenght_km\n", "t.csv");
  Diagnostics diagnostics;
  CHECK_FALSE(required_columns<3>(table, {"from", "length_km", "rating_kva"}, diagnostics));
  CHECK(InputError{diagnostics.list()}.what() ==
        std::string{"t.csv:1: no column 'length_km' (did you mean lenght_km?)\n"
                    "t.csv:1: no column 'rating_kva'"});
  const auto found = required_columns<2>(table, {"lenght_km", "from"}, diagnostics);
  REQUIRE(found);
  CHECK((*found)[0] == 1);
  CHECK((*found)[1] == 0);
}

}  // namespace
}  // namespace peerwatt::csv
