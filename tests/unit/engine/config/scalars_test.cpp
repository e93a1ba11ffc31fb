#include "engine/config/scalars.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

Node scalar(const std::string& text, Quoting quoting = Quoting::kPlain) {
  Node node;
  node.kind = NodeKind::kScalar;
  node.text = text;
  node.quoting = quoting;
  return node;
}

TEST_CASE("decimal numbers are read, with sign, point and exponent") {
  CHECK(parse_number(scalar("0")).value == 0.0);
  CHECK(parse_number(scalar("-1.5")).value == -1.5);
  CHECK(parse_number(scalar("+2")).value == 2.0);
  CHECK(parse_number(scalar(".5")).value == 0.5);
  CHECK(parse_number(scalar("5.")).value == 5.0);
  CHECK(parse_number(scalar("1e-3")).value == 0.001);
  CHECK(parse_number(scalar("2.5E+2")).value == 250.0);
}

TEST_CASE("what only resembles a number is refused") {
  for (const char* text : {"",     "-",     ".",   "e5",  "1e",  "1e+",  "0x10",  "1_000", "1,5",
                           "5 kW", "5%",    "010", "-01", "00",  ".inf", "-.inf", ".nan",  "nan",
                           "inf",  "1e400", "1 2", "--1", "+-1", "true", "1.2.3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(scalar(text)).value.has_value());
    CHECK_FALSE(parse_number(scalar(text)).problem.empty());
  }
  CHECK_FALSE(parse_number(scalar("1", Quoting::kQuoted)).value.has_value());
}

TEST_CASE("integers have no point and no exponent") {
  CHECK(parse_integer(scalar("-12")).value == -12);
  CHECK(parse_integer(scalar("9223372036854775807")).value == INT64_MAX);
  for (const char* text : {"1.0", "1e3", "9223372036854775808", "1.", "0b1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(scalar(text)).value.has_value());
  }
}

TEST_CASE("only plain true and false are booleans") {
  CHECK(parse_flag(scalar("true")).value == true);
  CHECK(parse_flag(scalar("false")).value == false);
  for (const char* text : {"yes", "no", "on", "True", "1", "TRUE"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_flag(scalar(text)).value.has_value());
  }
  CHECK_FALSE(parse_flag(scalar("true", Quoting::kQuoted)).value.has_value());
}

TEST_CASE("a time of day lies between 00:00 and 24:00") {
  CHECK(parse_time_of_day(scalar("00:00")).value == 0);
  CHECK(parse_time_of_day(scalar("7:05")).value == 425);
  CHECK(parse_time_of_day(scalar("24:00")).value == 1440);
  for (const char* text : {"24:01", "12:60", "12", "12:5", "012:00", "-1:00", "12:00:00", ":30"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(scalar(text)).value.has_value());
  }
  CHECK(write_time_of_day(425) == "07:05");
  CHECK(write_time_of_day(1440) == "24:00");
}

TEST_CASE("an instant has a zone and lies in a year that calendars agree on") {
  CHECK(parse_instant(scalar("1900-01-01T00:00Z")).value.has_value());
  CHECK(parse_instant(scalar("2199-12-31T23:59:59Z")).value.has_value());
  CHECK(parse_instant(scalar("2025-07-01T10:00+10:00")).value == parse_utc("2025-07-01T00:00Z"));
  for (const char* text : {"2025-07-01", "2025-07-01T00:00", "2025-13-01T00:00Z", "today",
                           "1899-12-31T23:59:59Z", "2200-01-01T00:00Z", "0000-01-01T00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(scalar(text)).value.has_value());
  }
}

TEST_CASE("a range says what it requires") {
  using parameters::Range;
  CHECK(requirement({}).empty());
  CHECK(requirement(Range::above(0)) == "must be > 0");
  CHECK(requirement(Range::at_least(0.5)) == "must be >= 0.5");
  CHECK(requirement(Range::between(-1, 1)) == "must be between -1 and 1");
}

TEST_CASE("texts that YAML would take for something else are quoted") {
  CHECK(write_text("plain/text-1.csv") == "plain/text-1.csv");
  CHECK(write_text("") == "\"\"");
  CHECK(write_text("null") == "\"null\"");
  CHECK(write_text("1") == "\"1\"");
  CHECK(write_text("a b") == "\"a b\"");
  CHECK(write_text("say \"x\"\\\n") == "\"say \\\"x\\\"\\\\\\x0a\"");
}

}  // namespace
}  // namespace peerwatt::config
