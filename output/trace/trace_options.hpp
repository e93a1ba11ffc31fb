#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/recording/trace_extent.hpp"

namespace peerwatt::output {

using recording::Codec;
using recording::FloatWidth;
using recording::TraceLevel;
enum class Existing { kRefuse, kOverwrite };

struct TraceOptions {
  std::filesystem::path file;
  TraceLevel level = TraceLevel::kAgents;
  std::int64_t every = 1;  // the agents' series hold the slots 0, every, 2 * every, ...
  FloatWidth floats = FloatWidth::kFloat64;  // of the series
  int significant_bits = 53;                 // that are kept of their values, 1 .. 53
  Codec codec = Codec::kDeflate;
  int compression = 1;                    // level of the codec, 0 = none .. 9
  std::uint32_t threads = 1;              // that encode; the file does not depend on it
  Existing existing = Existing::kRefuse;  // an existing file of this name, or its .partial
  bool in_memory = false;  // written to no file; TraceWriter::take_image has it in the end
};

struct InputFile {
  std::string path;
  std::string sha256;
};

// Who ran what where. All but the scenario and the digests of its data may differ between equal
// runs.
struct Provenance {
  std::string version;
  std::string git_commit;
  std::string compiler;
  std::string host;
  std::string command_line;
  std::string config_yaml;  // the fully resolved scenario; runs again as it is
  std::vector<InputFile> inputs;
  std::optional<double> wall_time_s;       // measured from begin to finish when not given
  std::vector<std::string> data_sha256{};  // of the profiles' files, in the order of the scenario
};

}  // namespace peerwatt::output
