#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "output/indicators/indicators.hpp"

namespace peerwatt::output {

// What a finished run came to, read from its trace.
struct RunResult {
  std::filesystem::path file;
  std::string status;  // complete or interrupted
  std::string title;
  std::string currency;
  std::string config_yaml;  // the resolved scenario
  double slot_length_s = 0;
  std::vector<std::int64_t> slot_start_s;  // since 1970, UTC
  std::vector<std::string> prosumers;      // names
  std::map<std::string, double> summary;   // the indicators that have a value, by key
  // Currency, of each prosumer over the run; empty for traces of level summary.
  std::vector<double> bill;

  Indicators::Number indicator(const std::string& key) const;
};

// Throws InputError with all files that are no readable trace of a finished run.
std::vector<RunResult> read_runs(std::span<const std::filesystem::path> files);

// Throws InputError, naming all that differs, unless the runs have the same prosumers, slots and
// currency.
void require_comparable(std::span<const RunResult> runs);

}  // namespace peerwatt::output
