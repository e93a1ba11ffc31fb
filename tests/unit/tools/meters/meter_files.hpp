#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"
#include "tools/meters/import.hpp"

namespace peerwatt::meters {

// A file of `files`, made up for these tests.
inline std::string made_up(const std::string& file) {
  return std::string{PEERWATT_SOURCE_DIR} + "/tests/unit/tools/meters/files/" + file;
}

// The table that a text gives, as CSV; its report is put into `report`.
inline std::string table_of(const std::string& text, const ImportOptions& options,
                            MeterReport* report = nullptr) {
  const testing::TemporaryFolder folder;
  const std::string file = (folder / "meters").string();
  std::ofstream{file} << text;
  Imported imported = import_meters({file}, options);
  if (report != nullptr) *report = imported.report;
  return table_text(imported.table);
}

// What is complained of a text, a line each, its path cut down to `f`.
inline std::string complaints_about(const std::string& text, const ImportOptions& options) {
  const testing::TemporaryFolder folder;
  const std::string file = (folder / "meters").string();
  std::ofstream{file} << text;
  try {
    import_meters({file}, options);
  } catch (const InputError& error) {
    std::string told = error.what();
    for (auto at = told.find(file); at != told.npos; at = told.find(file, at)) {
      told.replace(at, file.size(), "f");
    }
    return told;
  }
  return {};
}

// Of a wide file with the columns t and load, hourly energy from the start of stamps in UTC.
inline ImportOptions hourly() {
  ImportOptions options;
  options.time = "t";
  options.time_zone = "UTC";
  options.unit = Unit::kKilowattHour;
  options.stamp = profiles::StampAt::kStart;
  return options;
}

}  // namespace peerwatt::meters
