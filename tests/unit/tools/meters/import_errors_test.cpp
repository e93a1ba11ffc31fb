#include "tests/unit/tools/meters/meter_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::meters {
namespace {

TEST_CASE("what the file does not say must be given, all of it at once") {
  ImportOptions options;
  options.time = "t";
  CHECK(
      complaints_about("t,load\n2022-01-01 00:00,1\n2022-01-01 01:00,1\n", options) ==
      "f: the columns do not say the unit; give --unit kwh, wh, kw or w\n"
      "f: nothing says whether a stamp is the start or the end of its interval; give --stamp start "
      "or end\n"
      "f: the stamps have no offset from UTC; give --time-zone ZONE, such as Europe/London, or "
      "UTC");
}

TEST_CASE("a layout that cannot be told is refused with the columns that were seen") {
  CHECK(
      complaints_about("Report of 2022\nwhen;meter;reading\n2022-01-01;a;1\n", {}) ==
      "f:2: the layout cannot be told from the columns: when, meter, reading; give --time COLUMN, "
      "and where a row has one home, --home COLUMN and --value COLUMN");
  ImportOptions options = hourly();
  options.values = {"lode"};
  CHECK(complaints_about("t,load\n2022-01-01 00:00,1\n", options) ==
        "f:1: no column 'lode' (did you mean load?)");
}

TEST_CASE("all that is wrong with rows is told with its place") {
  CHECK(
      complaints_about("t,load\n2022-01-01 00:00,1\n2022-01-32 01:00,2\n2022-01-01 02:00,many\n"
                       "2022-01-01 03:00\n2022-01-01 04:00,1\n",
                       hourly()) ==
      "f:3:1: t: is no day of the calendar (year 2022, month 1, day 32) (got '2022-01-32 01:00')\n"
      "f:4:18: load: must be a finite number; --missing TEXT names a marker of missing values "
      "(got 'many')\n"
      "f:5: 1 cells, but the header has 2 columns");
}

TEST_CASE("the order of days and months, and decimal marks, are not guessed") {
  CHECK(
      complaints_about("t;load\n01/02/2022 00:00;1.234\n02/02/2022 00:00;1.234\n", hourly()) ==
      "f:2:1: t: may have the day or the month first, as all dates of the file; give --date-order "
      "day_first or month_first (got '01/02/2022 00:00')\n"
      "f:2:18: '1.234' may have decimals or thousands (1234); give --decimal-mark point or comma");
}

TEST_CASE("different values of one time need a rule") {
  CHECK(
      complaints_about("t,load\n2022-01-01 00:00,1\n2022-01-01 00:00,4\n2022-01-01 01:00,2\n"
                       "2022-01-01 02:00,2\n",
                       hourly()) ==
      "f:3:18:  2022-01-01T00:00:00Z: is 4 here and 1 in line 2; give --duplicates first, last or "
      "mean");
}

TEST_CASE("readings between the steps need a rule, unless they have no value") {
  const std::string text =
      "t,load\n2022-01-01 00:00,1\n2022-01-01 00:20,4\n2022-01-01 01:00,2\n2022-01-01 02:00,2\n"
      "2022-01-01 03:00,2\n2022-01-01 04:00,2\n";
  CHECK(
      complaints_about(text, hourly()) ==
      "f:3:18:  2022-01-01T00:20:00Z: is no whole number of 3600 s steps from the other readings; "
      "give another --step, or --off-raster drop");
  ImportOptions options = hourly();
  options.off_raster = OutOfPlace::kDrop;
  MeterReport report;
  table_of(text, options, &report);
  CHECK(report.columns[0].counts.off_raster == 1);
  CHECK(report.columns[0].counts.off_raster_line == 3);
}

TEST_CASE("a value at a time that does not exist shows that the zone is wrong") {
  const std::string text =
      "t,load\n2022-03-27 01:00,1\n2022-03-27 02:00,2\n2022-03-27 03:00,3\n2022-03-27 04:00,4\n";
  ImportOptions options = hourly();
  options.time_zone = "Europe/Berlin";
  CHECK(complaints_about(text, options) ==
        "f:3:18:  2022-03-27T02:00: does not exist in Europe/Berlin, whose clocks skip it; give "
        "another --time-zone, or --skipped-hour drop");
  options.skipped_hour = OutOfPlace::kDrop;
  MeterReport report;
  CHECK(table_of(text, options, &report) ==
        "time,load\n2022-03-27T00:00:00Z,1\n2022-03-27T01:00:00Z,3\n2022-03-27T02:00:00Z,4\n");
  CHECK(report.clock_changes[0].dropped == 1);
}

TEST_CASE("stamps with and without an offset do not mix") {
  CHECK(complaints_about("t,load\n2022-01-01 00:00Z,1\n2022-01-01 01:00,4\n", hourly()) ==
        "f:3:1: t: has no offset from UTC, and stamps before it have one (got '2022-01-01 01:00')");
}

TEST_CASE("a stamp far from the others is not taken for a period of centuries") {
  ImportOptions options = hourly();
  options.step_s = 1;
  CHECK(complaints_about("t,load\n1900-01-01 00:00,1\n2100-01-01 00:00,4\n", options) ==
        "the table would have 6311433601 rows of 1 columns, 1900-01-01T00:00:00Z to "
        "2100-01-01T00:00:01Z; look for a stamp that is far from the others");
  CHECK(complaints_about("t,load\n2022-01-01 00:00,1\n2022-03-01 00:00,4\n", options)
            .starts_with("the table would have 5097601 rows of 1 columns"));
}

TEST_CASE("files of different layouts are imported apart") {
  ImportOptions options;
  options.stamp = profiles::StampAt::kStart;
  options.time_zone = "UTC";
  try {
    import_meters({made_up("london.csv"), made_up("ausgrid.csv")}, options);
    FAIL("accepted");
  } catch (const InputError& error) {
    CHECK(std::string{error.what()} == made_up("ausgrid.csv") + ": has another layout than " +
                                           made_up("london.csv") + "; import them apart");
  }
}

TEST_CASE("XML that breaks, or is no feed, is refused with its place") {
  CHECK(complaints_about("<feed>\n<entry></feed>", {}) ==
        "f:2:10: is no XML that can be read (Start-end tags mismatch)");
  CHECK(complaints_about("<a/>", {}) ==
        "f:1:1: must be an Atom feed of Green Button data (got <a>)");
  CHECK(complaints_about("<feed/>", {}) == "f: has no IntervalBlock");
}

// An entry of a feed with some content.
std::string entry(const std::string& content) {
  return "<entry><content>" + content + "</content></entry>\n";
}

TEST_CASE("of a Green Button feed, the unit must be energy or power of intervals") {
  const std::string block = entry(
      "<IntervalBlock><IntervalReading><timePeriod><duration>900</duration>"
      "<start>1330578000</start></timePeriod><value>1</value></IntervalReading>"
      "</IntervalBlock>");
  const auto type = [](const std::string& code, const std::string& kind) {
    return entry("<ReadingType><accumulationBehaviour>" + kind + "</accumulationBehaviour><uom>" +
                 code + "</uom></ReadingType>");
  };
  const auto feed = [](const std::string& entries) { return "<feed>\n" + entries + "</feed>"; };
  CHECK(complaints_about(feed(block), {}) ==
        "f:2:17: the feed has no ReadingType, which says the unit");
  CHECK(complaints_about(feed(type("169", "4") + block), {}) ==
        "f:2:78: uom: must be 72 (Wh) or 38 (W) (got '169')");
  CHECK(complaints_about(feed(type("72", "3") + block), {}) ==
        "f:2:30: accumulationBehaviour: must be 4, energy of the interval (got '3')");
  CHECK(complaints_about(feed(type("72", "4") + type("38", "4") + block), {}) ==
        "f:4:17: nothing says which ReadingType this IntervalBlock has");
  CHECK(complaints_about(feed(type("72", "4") + block), {}).empty());
}

}  // namespace
}  // namespace peerwatt::meters
