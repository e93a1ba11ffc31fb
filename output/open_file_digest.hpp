#pragma once

#include <string>

#include <hdf5.h>

namespace peerwatt::output {

// `digest` of a trace that is open, once all its data are flushed. Throws H5Failure.
std::string digest_of(hid_t file);

}  // namespace peerwatt::output
