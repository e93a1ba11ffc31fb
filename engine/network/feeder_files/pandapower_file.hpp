#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/csv/table.hpp"
#include "engine/network/feeder.hpp"

namespace peerwatt::network {

// A net as pandapower's to_json writes it: its tables as those of the folder form, whose files are
// called `bus.csv` and so on. In messages a table is `net.json/bus.csv`, its first row in line 2.
struct PandapowerFile {
  std::string name;
  double frequency_hz = 50;
  std::map<std::string, csv::Table, std::less<>> tables;  // by file; those that have rows
  std::vector<std::string> notes;                         // tables with rows that are not used
  FileRead file;
};

// Throws InputError where it is no such file.
PandapowerFile read_pandapower_file(const std::filesystem::path& file);

}  // namespace peerwatt::network
