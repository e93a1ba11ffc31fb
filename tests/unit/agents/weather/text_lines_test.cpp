#include "agents/weather/text_lines.hpp"

#include "tests/unit/agents/weather/weather_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

TEST_CASE("lines end with a line feed, whatever stands before it") {
  const WeatherText file{
      "\xEF\xBB\xBF"
      "one\r\n\ntwo, 2"};
  const TextLines lines = TextLines::read(file.path());
  REQUIRE(lines.size() == 3);
  CHECK(lines.line(0) == "one");
  CHECK(lines.line(1).empty());
  CHECK(lines.line(2) == "two, 2");
  CHECK(lines.position(2).line == 3);
  CHECK(lines.file() == file.path().string());
  CHECK(lines.source().sha256.size() == 64);
}

TEST_CASE("cells know where they stand") {
  const WeatherText file{"a, b ,\"c, d\",\n"};
  const TextLines lines = TextLines::read(file.path());
  const auto cells = lines.cells(0);
  REQUIRE(cells.size() == 4);
  CHECK(cells[1].text == "b");
  CHECK(cells[1].position.column == 3);
  CHECK(cells[2].text == "c, d");
  CHECK(cells[3].text.empty());
}

TEST_CASE("a line is found by its beginning") {
  const WeatherText file{"x,1\ny,2\nx,3\n"};
  const TextLines lines = TextLines::read(file.path());
  CHECK(lines.find("x,") == 0);
  CHECK(lines.find("x,", 1) == 2);
  CHECK_FALSE(lines.find("z"));
}

TEST_CASE("a column that is not there is a complaint") {
  const WeatherText file{"a,b\n"};
  const TextLines lines = TextLines::read(file.path());
  Diagnostics diagnostics;
  CHECK(column_named(lines.cells(0), "b", diagnostics) == 1);
  CHECK(diagnostics.empty());
  CHECK_FALSE(column_named(lines.cells(0), "c", diagnostics));
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics.list()[0].message == "no column 'c'");
}

TEST_CASE("a file without text is refused") {
  const auto read = [](const std::filesystem::path& path) { TextLines::read(path); };
  CHECK(complaint("", read) == "f: is empty");
  CHECK(complaint("\xFF\xFE"
                  "a\n",
                  read) != "");
}

}  // namespace
}  // namespace peerwatt::weather
