#pragma once

#include <filesystem>

#include "engine/config/section_reader.hpp"
#include "engine/network/feeder.hpp"

namespace peerwatt::config {

// Reads a feeder in any of its forms: the path of a feeder file or folder, `{folder: ...}`,
// `{synthetic: ...}`, or the feeder itself. A complete one is checked as a DistributionNetwork.
void read_feeder(Reading& reading, const Place& place, network::FeederDescription& feeder);

// Reads a feeder file or a folder of CSV files, and checks it likewise. Throws InputError with all
// mistakes.
network::FeederDescription load_feeder(const std::filesystem::path& path);

}  // namespace peerwatt::config
