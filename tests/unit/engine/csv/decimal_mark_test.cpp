#include "engine/csv/decimal_mark.hpp"

#include <array>

#include <doctest/doctest.h>

namespace peerwatt::csv {
namespace {

constexpr std::array<std::size_t, 1> kFirstColumn{0};

struct Found {
  DecimalMark mark;
  std::string complaint;  // empty: none
};

// The decimal mark that the cells of a column show.
Found mark_of(const std::string& cells, char separator) {
  const Table table = Table::parse("a;b\n" + cells, "t.csv", ';');
  Diagnostics diagnostics;
  const DecimalMark mark =
      decimal_mark_of(table, kFirstColumn, DecimalMark::kAuto, separator, "do this", diagnostics);
  return {mark, diagnostics.empty() ? "" : InputError{diagnostics.list()}.what()};
}

TEST_CASE("numbers show their decimal mark") {
  CHECK(mark_of("0,5;x\n", ';').mark == DecimalMark::kComma);
  CHECK(mark_of("0.5;x\n", ';').mark == DecimalMark::kPoint);
  CHECK(mark_of("5;x\n", ';').mark == DecimalMark::kPoint);
  CHECK(mark_of("1,234;x\n", ';').mark == DecimalMark::kComma);  // usual beside semicolons
  CHECK(mark_of("low,er;x\n", ';').mark == DecimalMark::kPoint);
  CHECK(mark_of("0,5;x\n", ',').mark == DecimalMark::kComma);
  CHECK(mark_of("0,5;x\n", ';').complaint.empty());
}

TEST_CASE("what may be thousands is not guessed") {
  CHECK(mark_of("1,234;x\n", ',').complaint ==
        "t.csv:2:1: '1,234' may have decimals or thousands (1234); do this");
  CHECK(mark_of("1.234;x\n", ';').complaint ==
        "t.csv:2:1: '1.234' may have decimals or thousands (1234); do this");
  CHECK(mark_of("1,234;x\n0,5;x\n", ',').complaint.empty());
}

TEST_CASE("two marks in one file are refused once") {
  CHECK(mark_of("1,5;x\n2.5;x\n3,5;x\n", ';').complaint ==
        "t.csv:2:1: has a comma ('1,5'), while other numbers of the file have a point ('2.5', line "
        "3); write all of them in one way");
}

TEST_CASE("a number is read by its mark alone") {
  CHECK(cell_number("1,5", DecimalMark::kComma) == 1.5);
  CHECK(cell_number("2", DecimalMark::kComma) == 2.0);
  CHECK_FALSE(cell_number("1.5", DecimalMark::kComma));
  CHECK_FALSE(cell_number("1,5", DecimalMark::kPoint));
  CHECK_FALSE(cell_number("1.234,5", DecimalMark::kComma));
  CHECK(number_demand("1.5", DecimalMark::kComma) == "a finite number with a decimal comma");
  CHECK(number_demand("1.2,5", DecimalMark::kComma) ==
        "a finite number without separators of thousands");
  CHECK(number_demand("x", DecimalMark::kComma) == "a finite number");
}

}  // namespace
}  // namespace peerwatt::csv
