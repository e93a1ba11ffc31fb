#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace peerwatt::golden {

// Numbers with names for rows and columns, kept as CSV in the shortest form that reads back to the
// same double.
struct NumberTable {
  std::string row_header;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<std::vector<double>> values;  // by column
};

void write_table(const NumberTable& table, const std::filesystem::path& file);
// Throws InputError for a file that is not such a table.
NumberTable read_table(const std::filesystem::path& file);

struct Tolerance {
  double relative;
  double absolute;
};

// One line for each difference; empty when there is none.
std::string differences(const NumberTable& expected, const NumberTable& actual,
                        const Tolerance& tolerance);

}  // namespace peerwatt::golden
