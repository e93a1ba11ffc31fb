#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/network/feeder.hpp"

namespace peerwatt::network {

// Where the grid upstream holds the voltage.
struct FeederSource {
  std::string bus;
  double voltage_pu = 1;
  double angle_degree = 0;
};

// What the files of one form say, before the rules that all forms share.
struct FeederParts {
  FeederDescription feeder;  // everything but root, its voltage and position, which sources give
  std::vector<FeederLine> dead_lines;   // open or out of service
  std::vector<std::string> dead_buses;  // out of service
  std::vector<FeederSource> sources;
  SourcePosition sources_position;
};

// Each reads the form of its name (see feeder_reader.hpp) and complains about all mistakes.
FeederParts read_project_form(const std::filesystem::path& folder, Diagnostics& diagnostics);
FeederParts read_matpower_form(const std::filesystem::path& folder, Diagnostics& diagnostics);
FeederParts read_pandapower_form(const std::filesystem::path& folder, Diagnostics& diagnostics);
FeederParts read_line_code_form(const std::filesystem::path& folder, Diagnostics& diagnostics);
// The same of a net that pandapower wrote as JSON.
FeederParts read_pandapower_net(const std::filesystem::path& file, Diagnostics& diagnostics);

// The shared rules: sources are joined, then what is dead or cut off by it is left out.
FeederDescription assembled(FeederParts parts);

// Adds a load of a file, unless it is zero.
void add_load(FeederLoad load, FeederDescription& feeder);

// A value times a factor, where there is one.
std::optional<double> scaled(std::optional<double> value, double factor);

// The most frequent value, the lowest one of several as frequent; 0 of none.
double most_frequent(std::vector<double> values);

}  // namespace peerwatt::network
