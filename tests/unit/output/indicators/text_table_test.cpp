#include "output/indicators/text_table.hpp"

#include <array>
#include <sstream>

#include "output/indicators/text_wrap.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;

namespace {

using Lines = std::vector<std::string>;

constexpr std::array<std::size_t, 4> kWidths{60, 80, 120, 200};

std::size_t widest_line(const std::string& text) {
  std::istringstream lines{text};
  std::size_t width = 0;
  for (std::string line; std::getline(lines, line);) width = std::max(width, width_of_text(line));
  return width;
}

// A table of four rows with names of 10 to 70 characters and so many columns of numbers.
TextTable long_names(std::size_t numbers) {
  TextTable table{"run"};
  for (std::size_t column = 0; column < numbers; ++column) {
    table.add_column("column\n" + std::to_string(column));
  }
  for (std::size_t row = 1; row <= 4; ++row) {
    std::vector<std::string> cells{"market.k=0," + std::string(20 * row - 11, 'x')};
    for (std::size_t column = 0; column < numbers; ++column) {
      cells.push_back(std::to_string(1000 * row + column));
    }
    table.add_row(cells);
  }
  return table;
}

}  // namespace

TEST_CASE("text breaks at blanks, then after separators, then anywhere, and nothing is lost") {
  CHECK(wrapped_lines("one two three", 13) == Lines{"one two three"});
  CHECK(wrapped_lines("one two three", 12) == Lines{"one two", "three"});
  CHECK(wrapped_lines("one two", 3) == Lines{"one", "two"});
  CHECK(wrapped_lines("seed=3,market.k=0.5", 12) == Lines{"seed=3,", "market.k=0.5"});
  CHECK(wrapped_lines("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(wrapped_lines("größer", 4) == Lines{"größ", "er"});
  CHECK(wrapped_lines("", 5) == Lines{""});
  CHECK(wrapped("differing: a, b, c", 13, 2) == "differing: a,\n  b, c\n");
  CHECK(wrapped("short", 13, 2) == "short\n");
}

TEST_CASE("a table too wide continues below") {
  TextTable table{"run"};
  for (const char* heading : {"one\nkWh", "two", "three"}) table.add_column(heading);
  table.add_row({"büro", "1.0", "–", "33"});
  table.add_row({"x", "10.0", "2", "3"});
  CHECK(table.text(80) ==
        "       one\n"
        "run    kWh  two  three\n"
        "büro   1.0    –     33\n"
        "x     10.0    2      3\n");
  CHECK(table.text(16) ==
        "       one\n"
        "run    kWh  two\n"
        "büro   1.0    –\n"
        "x     10.0    2\n"
        "\n"
        "run   three\n"
        "büro     33\n"
        "x         3\n");
}

TEST_CASE("names break where that makes all columns fit") {
  TextTable table{"run"};
  table.add_column("kWh");
  table.add_row({"mechanism=k_pricing,seed=3", "12.5"});
  CHECK(table.text(32) ==
        "run                          kWh\n"
        "mechanism=k_pricing,seed=3  12.5\n");
  CHECK(table.text(26) ==
        "run                    kWh\n"
        "mechanism=k_pricing,  12.5\n"
        "seed=3\n");
}

TEST_CASE("a note stands beside its row where there is room, else below it") {
  TextTable table{"check"};
  table.add_column("slots");
  table.add_column("where", ColumnKind::kNote);
  table.add_row({"seal", "48", ""});
  table.add_row({"bills", "7", "a note that is longer than the room beside its row"});
  CHECK(table.text(60) ==
        "check  slots  where\n"
        "seal      48\n"
        "bills      7  a note that is longer than the room beside its\n"
        "              row\n");
  CHECK(table.text(40) ==
        "check  slots\n"
        "seal      48\n"
        "bills      7\n"
        "    a note that is longer than the room\n"
        "    beside its row\n");
}

TEST_CASE("long headings of numbers break, their last lines side by side") {
  TextTable table{"home"};
  table.add_column("mechanism=auction_then_mid_market");
  table.add_column("none");
  table.add_row({"a", "1", "2"});
  CHECK(table.text(80) ==
        "      mechanism=auction_then_\n"
        "home               mid_market  none\n"
        "a                           1     2\n");
}

TEST_CASE("tables fit 60 to 200 characters and show every number once") {
  for (const std::size_t width : kWidths) {
    for (const std::size_t numbers : {1U, 6U, 14U, 40U}) {
      CAPTURE(width);
      CAPTURE(numbers);
      const std::string text = long_names(numbers).text(width);
      CHECK(widest_line(text) <= width);
      for (std::size_t row = 1; row <= 4; ++row) {
        for (std::size_t column = 0; column < numbers; ++column) {
          const std::string number = "  " + std::to_string(1000 * row + column);
          const std::size_t at = text.find(number);
          CHECK(at != text.npos);
          CHECK(text.find(number, at + 1) == text.npos);
        }
      }
    }
  }
}

TEST_CASE("a cell has no negative zero") {
  CHECK(cell(-0.0004, 3) == "0.000");
  CHECK(cell(-0.0006, 3) == "-0.001");
  CHECK(cell(std::nullopt, 3) == "–");
}
