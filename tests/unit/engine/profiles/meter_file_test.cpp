#include "engine/csv/cells.hpp"

#include "tests/unit/engine/profiles/profile_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

const SlotGrid kTwoHours = grid_of("2020-01-01T00:00Z", 3600, 2);
using Energies = std::vector<double>;

ProfileLayout layout_of(const TemporaryFile& file) {
  return hourly_layout(file.path());
}

// Two hours of column a; the values, or the complaint.
Energies values(const std::string& text, DecimalMark mark = DecimalMark::kAuto) {
  const TemporaryFile file{text};
  ProfileLayout layout = layout_of(file);
  layout.decimal_mark = mark;
  return load(layout, {"a"}, kTwoHours).series[0];
}
std::string complaint(const std::string& text) {
  const TemporaryFile file{text};
  return complaints_about(layout_of(file), {"a"}, kTwoHours);
}

// A table of two hours with these cells.
std::string table(const std::string& separator, const std::string& first,
                  const std::string& second) {
  return "time" + separator + "a\n2020-01-01 00:00" + separator + first + "\n2020-01-01 01:00" +
         separator + second + "\n";
}

TEST_CASE("words and signs for a missing value make a gap") {
  for (const char* text : {"", " ", "Null", "NULL", "null", "NaN", "NA", "N/A", "n/a", "None",
                           "nil", "-", "--", "?", "#N/A", "missing", "\\N", "<NA>", "."}) {
    CAPTURE(text);
    CHECK(csv::is_missing(text));
    CHECK(complaint(table(",", "1", text)) ==
          "f:3:18: a: is missing; repair it with gaps: zero or interpolate (got '" +
              std::string{text} + "')");
  }
  for (const char* text : {"0", "inf", "Infinity", "x", "none at all", "-1", "0x1F", "1 234"}) {
    CAPTURE(text);
    CHECK_FALSE(csv::is_missing(text));
  }
  CHECK(complaint(table(",", "1", "Infinity")) ==
        "f:3:18: a: must be a finite number (got 'Infinity')");
}

TEST_CASE("the names of the header show the separator") {
  for (const char* separator : {",", ";", "\t", "|"}) {
    CHECK(values(table(separator, "0.5", "2")) == Energies{0.5, 2});
  }
  CHECK(values("a;time\n\"1\";2020-01-01 00:00\n2;2020-01-01 01:00\n") == Energies{1, 2});
}

TEST_CASE("decimal commas are read where they can be nothing else") {
  for (const char* separator : {";", "\t", "|"}) {
    CHECK(values(table(separator, "0,5", "1,234")) == Energies{0.5, 1.234});
  }
  CHECK(values(table(",", "\"0,5\"", "2")) == Energies{0.5, 2});
  CHECK(values(table(";", "1,234", "2")) == Energies{1.234, 2});
  CHECK(values(table(",", "1.234", "2")) == Energies{1.234, 2});
  CHECK(values(table(";", "0.5", "1.234")) == Energies{0.5, 1.234});
  CHECK(values(table("\t", "1,234", "2"), DecimalMark::kComma) == Energies{1.234, 2});
  CHECK(values(table(";", "1.234", "2"), DecimalMark::kPoint) == Energies{1.234, 2});
}

TEST_CASE("numbers that may be read in two ways are refused") {
  CHECK(complaint(table("\t", "1,234", "2")) ==
        "f:2:18: '1,234' may have decimals or thousands (1234); set decimal_mark: point or comma");
  CHECK(complaint(table(",", "\"1,234\"", "2")) ==
        "f:2:18: '1,234' may have decimals or thousands (1234); set decimal_mark: point or comma");
  CHECK(complaint(table(";", "1.234", "12.345.678")) ==
        "f:2:18: '1.234' may have decimals or thousands (1234); set decimal_mark: point or comma");
  CHECK(
      complaint(table(";", "0,5", "0.7")) ==
      "f:2:18: has a comma ('0,5'), while other numbers of the file have a point ('0.7', line 3); "
      "write all of them in one way");
  CHECK(complaint(table(";", "1.234,5", "0,5")) ==
        "f:2:18: a: must be a finite number without separators of thousands (got '1.234,5')");
  CHECK(complaint(table(",", "0,5", "0,7")) ==
        "f:2: 3 cells, but the header has 2 columns; numbers with decimal commas need quotes, or "
        "semicolons as separators");
}

TEST_CASE("a mark that was set holds for all numbers") {
  const TemporaryFile file{table(";", "0.5", "0,7")};
  ProfileLayout layout = layout_of(file);
  layout.decimal_mark = DecimalMark::kComma;
  CHECK(complaints_about(layout, {"a"}, kTwoHours) ==
        "f:2:18: a: must be a finite number with a decimal comma (got '0.5')");
}

TEST_CASE("a header that does not name the columns says what it has") {
  CHECK(complaint("time;load\n2020-01-01 00:00;1\n") ==
        "f:1: no column 'a'; the header, separated by semicolons, has: time, load");
  CHECK(complaint("time,A\n2020-01-01 00:00,1\n") == "f:1: no column 'a' (did you mean A?)");
  CHECK(complaint("# meter 7\n\ntime,a\n2020-01-01 00:00,1\n") ==
        "f:1: the header must be the first line, but line 3 names the columns; remove the lines "
        "above it");
  CHECK(complaint("2020-01-01 00:00,0.5\n2020-01-01 01:00,1\n") ==
        "f:1: no header row: the first line has values (2020-01-01 00:00, 0.5), not names of "
        "columns");
  CHECK(complaint("time;a;a\n2020-01-01 00:00;1;2\n") == "f:1:8: two columns are named 'a'");
}

TEST_CASE("files that are no text with lines are refused") {
  CHECK(complaint(std::string("\xFF\xFEt\0", 4)) == "f: is written in UTF-16 (save it as UTF-8)");
  CHECK(complaint("time,a\r2020-01-01 00:00,1\r") ==
        "f: lines end with a carriage return alone; save it with line feeds");
}

TEST_CASE("the time of day may have a column of its own") {
  const TemporaryFile file{"day;hour;a\n31/12/2019;24:00;0,1\n01/01/2020;01:00;0,2\n"};
  ProfileLayout layout = layout_of(file);
  layout.time_column = "day";
  CHECK(complaints_about(layout, {"a"}, kTwoHours).starts_with("f: covers"));
  layout.clock_column = "hour";
  CHECK(load(layout, {"a"}, kTwoHours).series[0] == Energies{0.1, 0.2});
  layout.time_format = TimeFormat::kEpochS;
  CHECK(complaints_about(layout, {"a"}, kTwoHours)
            .starts_with("profile 'homes': clock_column: belongs to time_format: local or utc"));
}

TEST_CASE("a date alone that comes again misses its time of day") {
  CHECK(complaint("time,a\n2020-01-01,1\n2020-01-01,2\n2020-01-01 01:00,2\n") ==
        "f:3:1: time: is a date without a time of day, and comes more than once; clock_column "
        "names the column of the time of day (got '2020-01-01')");
}

TEST_CASE("one date shows the order of day and month for all") {
  const auto hours = [](const std::string& date) {
    return "time,a\n" + date + " 00:00,1\n" + date + " 01:00,2\n";
  };
  CHECK(complaint(hours("01/01/2020")) ==
        "f:2:1: time: may have the day or the month first, as all dates of the file; set "
        "date_order: day_first or month_first (got '01/01/2020 00:00')");
  std::string month = hours("01/01/2020");
  for (int hour = 2; hour < 24; ++hour) {
    month += "01/01/2020 " + std::to_string(hour) + ":00,3\n";
  }
  const TemporaryFile open{month};
  ProfileLayout layout = layout_of(open);
  layout.date_order = DateOrder::kDayFirst;
  CHECK(load(layout, {"a"}, kTwoHours).series[0] == Energies{1, 2});
  CHECK(complaint("time,a\n31/12/2019 23:00,9\n01/01/2020 00:00,1\n01/01/2020 01:00,2\n") == "");
  CHECK(complaint("time,a\n31/01/2020 00:00,1\n01/31/2020 01:00,2\n") ==
        "f:3:1: time: has day and month in another order than line 2 (got '01/31/2020 01:00')");
}

TEST_CASE("columns that nobody names may have any encoding, names that are missed may not") {
  CHECK(values("time,a,k\xE4\n2020-01-01 00:00,1,\xE4\n2020-01-01 01:00,2,\xE4\n") ==
        Energies{1, 2});
  CHECK(complaint("time,\xE4\n2020-01-01 00:00,1\n2020-01-01 01:00,2\n")
            .ends_with(":1:6: the byte 0xE4 is not text (UTF-8 is expected)"));
}

}  // namespace
}  // namespace peerwatt::profiles
