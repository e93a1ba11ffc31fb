#include "engine/csv/table.hpp"

#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::csv {
namespace {

std::string complaint_about(const std::string& text) {
  try {
    Table::parse(text, "t.csv");
  } catch (const InputError& error) {
    return error.what();
  }
  return "(none)";
}

std::string at(const SourcePosition& position) {
  return Diagnostic{position, ""}.text();
}

TEST_CASE("a table has a header and cells") {
  const Table table = Table::parse("bus, zone\n1,a\n2,\n", "t.csv");
  CHECK(table.rows() == 2);
  CHECK(table.columns() == 2);
  CHECK(table.header() == std::vector<std::string>{"bus", "zone"});
  CHECK(table.find("zone") == 1U);
  CHECK_FALSE(table.find("Zone"));
  CHECK(table.cell(0, 1) == "a");
  CHECK(table.cell(1, 1).empty());
  CHECK(table.file() == "t.csv");
}

TEST_CASE("quoted cells may hold commas, line ends and doubled quotes") {
  const Table table =
      Table::parse("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\"\n", "t.csv");
  REQUIRE(table.rows() == 2);
  CHECK(table.cell(0, 0) == "x,y");
  CHECK(table.cell(0, 1) == "say \"hi\"");
  CHECK(table.cell(1, 0) == "two\nlines");
  CHECK(table.cell(1, 1).empty());
}

TEST_CASE("carriage returns, a byte order mark and blank lines at the end do not matter") {
  const Table plain = Table::parse("a,b\n1,2\n3,\"4\"\n", "t.csv");
  const Table windows = Table::parse(
      "\xEF\xBB\xBF"
      "a,b\r\n1,2\r\n3,\"4\"\r\n\r\n  \r\n",
      "t.csv");
  REQUIRE(windows.rows() == plain.rows());
  CHECK(windows.header() == plain.header());
  for (std::size_t row = 0; row < 2; ++row) {
    for (std::size_t column = 0; column < 2; ++column) {
      CHECK(windows.cell(row, column) == plain.cell(row, column));
      CHECK(at(windows.position(row, column)) == at(plain.position(row, column)));
    }
  }
}

TEST_CASE("the last line needs no line end") {
  CHECK(Table::parse("a,b\n1,2", "t.csv").cell(0, 1) == "2");
  CHECK(Table::parse("a,b\r\n1,\"2\"\r", "t.csv").cell(0, 1) == "2");
  CHECK(Table::parse("a,b\n1,", "t.csv").cell(0, 1).empty());
}

TEST_CASE("a header alone is a table without rows") {
  CHECK(Table::parse("a,b", "t").rows() == 0);
}

TEST_CASE("a blank line between the rows of a one-column table is an empty cell") {
  const Table table = Table::parse("a\n1\n\n3\n", "t.csv");
  REQUIRE(table.rows() == 3);
  CHECK(table.cell(1, 0).empty());
}

TEST_CASE("positions count lines inside quotes and characters, not bytes") {
  const Table table = Table::parse("a,b\n\"x\ny\",2\n\xC3\xA4\xC3\xB6,4\n", "t.csv");
  CHECK(at(table.header_position(1)) == "t.csv:1:3: ");
  CHECK(at(table.position(0, 0)) == "t.csv:2:1: ");
  CHECK(at(table.position(0, 1)) == "t.csv:3:4: ");
  CHECK(at(table.position(1, 1)) == "t.csv:4:4: ");
}

TEST_CASE("cells stay readable when the table is moved or the original is gone") {
  const Table copy = [] {
    const Table original = Table::parse("a\n\"x\"\"y\"\n", "t.csv");
    return Table{original};
  }();
  CHECK(copy.cell(0, 0) == "x\"y");
}

TEST_CASE("rows of another length than the header are all named") {
  CHECK(complaint_about("a,b\n1\n1,2\n\n1,2,3\n") ==
        "t.csv:2: 1 cells, but the header has 2 columns\n"
        "t.csv:4: 1 cells, but the header has 2 columns\n"
        "t.csv:5: 3 cells, but the header has 2 columns");
}

TEST_CASE("a thousand wrong rows do not make a thousand lines of complaint") {
  std::string text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += "1\n";
  const std::string complaint = complaint_about(text);
  CHECK(complaint.ends_with("t.csv: and 980 more rows like these"));
}

// Looking through all names for each of them, or at the whole line for each complaint, would take
// minutes.
TEST_CASE("a table may have very many columns") {
  constexpr std::size_t kColumns = 400'000;
  const auto row = [](auto cell) {
    std::string text;
    for (std::size_t i = 0; i < kColumns; ++i) text += (i == 0 ? "" : ",") + cell(i);
    return text + '\n';
  };
  const auto name = [](std::size_t i) { return "energy of meter " + std::to_string(i); };
  const std::string ones = row([](std::size_t) { return std::string{"1"}; });
  const Table table = Table::parse(row(name) + ones, "t.csv");
  CHECK(table.columns() == kColumns);
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (table.find(name(i)) != i) FAIL(name(i));
  }

  const std::string alike = complaint_about(ones + ones);
  CHECK(alike.starts_with("t.csv:1:3: two columns are named '1'\nt.csv:1:5: two columns"));
  CHECK(alike.ends_with(fmt::format("\nand {} more", kColumns - 101)));
  const std::string quotes = complaint_about(row([](std::size_t) { return std::string{"a\"b"}; }));
  CHECK(quotes.starts_with("t.csv:1:2: a quote inside an unquoted cell"));
  CHECK(quotes.ends_with(fmt::format("\nand {} more", kColumns - 100)));
}

TEST_CASE("what is not a table is refused") {
  CHECK(complaint_about("") == "t.csv: no header row (the first line must name the columns)");
  CHECK(complaint_about("\n \n") == "t.csv: no header row (the first line must name the columns)");
  CHECK(complaint_about("\na,b\n") ==
        "t.csv: no header row (the first line must name the columns)");
  CHECK(complaint_about("a,b,a\n1,2,3\n") == "t.csv:1:5: two columns are named 'a'");
  CHECK(complaint_about("a,b\n1,\"2\n3,4\n") == "t.csv:2:3: a quote that is never closed");
  CHECK(complaint_about("a,b\n1,\"2\"x\n") ==
        "t.csv:2:6: text after a closing quote (a quote inside a cell is written twice)");
  CHECK(complaint_about("a,b\n1,x\"2\"\n") ==
        "t.csv:2:4: a quote inside an unquoted cell (quote the whole cell and double the quote)");
  CHECK(complaint_about(std::string("a,b\n1,\0\n", 8)) ==
        "t.csv:2:3: a NUL byte (not a text file, or UTF-16; save it as UTF-8)");
}

TEST_CASE("files that cannot be read are named") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  const std::string missing = (folder / "peerwatt_no_such_file.csv").string();
  CHECK_THROWS_WITH_AS(Table::read(missing), (missing + ": no such file").c_str(), InputError);
  CHECK_THROWS_WITH_AS(Table::read(folder),
                       (folder.string() + ": is not a regular file (it is a folder)").c_str(),
                       InputError);
}

// Text of the characters that matter to the format, six of them at most.
std::string random_text(std::uint64_t seed, std::uint32_t number) {
  constexpr std::string_view kCharacters = "ab,\"\n\r \xC3\xA4";
  const auto bits = random_bits({seed, Purpose::kPopulation, number, 0});
  std::string text;
  for (std::uint32_t i = 0; i < bits[0] % 7; ++i) {
    text += kCharacters[(bits[1] >> (4 * i)) % 16 % kCharacters.size()];
  }
  return text;
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string{"\"\""} : std::string{c};
  return result + '"';
}

TEST_CASE("whatever is quoted comes back") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const std::uint32_t columns = 1 + seed % 4;
    std::string text = "h0";
    for (std::uint32_t column = 1; column < columns; ++column)
      text += ",h" + std::to_string(column);
    for (std::uint32_t i = 0; i < 20 * columns; ++i) {
      text += i % columns == 0 ? (seed % 2 == 0 ? "\r\n" : "\n") : ",";
      text += quoted(random_text(seed, i));
    }
    const Table table = Table::parse(text, "t.csv");
    REQUIRE(table.rows() == 20);
    for (std::uint32_t i = 0; i < 20 * columns; ++i) {
      CHECK(table.cell(i / columns, i % columns) == random_text(seed, i));
    }
  }
}

TEST_CASE("any text is a table or refused") {
  int tables = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    std::string text;
    for (std::uint32_t i = 0; i < 4; ++i) text += random_text(seed, i);
    try {
      const Table table = Table::parse(text, "t.csv");
      for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t column = 0; column < table.columns(); ++column) {
          CHECK(table.position(row, column).line >= 2);
          CHECK(table.cell(row, column).size() <= text.size());
        }
      }
      ++tables;
    } catch (const InputError& error) {
      CHECK_FALSE(error.diagnostics().empty());
    }
  }
  CHECK(tables > 10);
}

TEST_CASE("a table of many cells keeps them all") {
  std::string text = "c0";
  for (int column = 1; column < 30; ++column) text += ",c" + std::to_string(column);
  text += '\n';
  for (int row = 0; row < 20'000; ++row) {
    text += std::to_string(row);
    for (int column = 1; column < 30; ++column) text += ',' + std::to_string(column) + ".5";
    text += '\n';
  }
  const Table table = Table::parse(std::move(text), "big.csv");
  REQUIRE(table.rows() == 20'000);
  CHECK(table.cell(19'999, 0) == "19999");
  CHECK(table.cell(19'999, 29) == "29.5");
  CHECK(table.position(19'999, 0).line == 20'001);
}

}  // namespace
}  // namespace peerwatt::csv
