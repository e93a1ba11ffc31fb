#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "output/hdf5/stored_values.hpp"

namespace peerwatt::output {

// A dataset as the file declares it.
struct StoredVariable {
  StoredType type;
  std::vector<hsize_t> extent;
};

// All variables of a trace by path, looked at before anything of them is read. Throws H5Failure for
// what peerwatt never writes and what could lead a reader astray: links to elsewhere, groups that
// are reached twice (so that there are no loops), values kept in other files, filters other than
// shuffle and deflate, more than a few thousand objects, and sizes that the file cannot hold:
// deflate makes data at most 1,032 times smaller (zlib's technical notes), so a larger variable
// would not be data but an order to set memory aside.
using TraceInventory = std::map<std::string, StoredVariable>;
TraceInventory take_inventory(hid_t file, std::uint64_t file_bytes);

}  // namespace peerwatt::output
