#include "tests/golden/number_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::golden {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream{line};
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

double number_in(const std::string& cell, const std::filesystem::path& file) {
  double value = 0;
  const char* const end = cell.data() + cell.size();
  const auto [rest, error] = std::from_chars(cell.data(), end, value);
  if (error != std::errc{} || rest != end) {
    throw InputError{fmt::format("{}: not a number: {}", file.string(), cell)};
  }
  return value;
}

// A NaN is near nothing.
bool near(double expected, double actual, const Tolerance& tolerance) {
  return std::abs(expected - actual) <=
         std::max(tolerance.absolute, tolerance.relative * std::abs(expected));
}

}  // namespace

void write_table(const NumberTable& table, const std::filesystem::path& file) {
  std::string text = table.row_header;
  for (const std::string& column : table.columns) text += "," + column;
  text += "\n";
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    text += table.rows[row];
    for (const auto& column : table.values) text += fmt::format(",{}", column[row]);
    text += "\n";
  }
  std::ofstream{file, std::ios::binary} << text;
}

NumberTable read_table(const std::filesystem::path& file) {
  std::ifstream stream{file};
  std::string line;
  if (!std::getline(stream, line)) {
    throw InputError{fmt::format("{}: cannot be read", file.string())};
  }
  NumberTable table;
  table.columns = cells_of(line);
  table.row_header = table.columns.at(0);
  table.columns.erase(table.columns.begin());
  table.values.resize(table.columns.size());
  while (std::getline(stream, line)) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() != table.columns.size() + 1) {
      throw InputError{fmt::format("{}: a row of {} cells", file.string(), cells.size())};
    }
    table.rows.push_back(cells[0]);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      table.values[i].push_back(number_in(cells[i + 1], file));
    }
  }
  return table;
}

std::string differences(const NumberTable& expected, const NumberTable& actual,
                        const Tolerance& tolerance) {
  if (expected.row_header != actual.row_header || expected.rows != actual.rows ||
      expected.columns != actual.columns) {
    return "other rows or columns\n";
  }
  std::string text;
  for (std::size_t i = 0; i < expected.columns.size(); ++i) {
    for (std::size_t row = 0; row < expected.rows.size(); ++row) {
      const double wanted = expected.values[i][row], found = actual.values[i][row];
      if (near(wanted, found, tolerance)) continue;
      text += fmt::format("{} {}, {}: expected {}, got {}\n", expected.row_header,
                          expected.rows[row], expected.columns[i], wanted, found);
    }
  }
  return text;
}

}  // namespace peerwatt::golden
