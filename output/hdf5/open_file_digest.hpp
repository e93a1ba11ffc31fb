#pragma once

#include <string>

#include <hdf5.h>

namespace peerwatt::output {

// SHA-256, in hexadecimal, of what a trace says: values, types and shapes of every dataset and
// attribute by name, the resolved scenario without `data_dir`, and the digests of the data files.
// How and where in the file they are stored does not matter, nor does the rest of /provenance.
// docs/trace-format.md has the rules, and computes it in Python. Two runs of one scenario and seed
// have equal digests. All data of the open trace must have been flushed. Throws H5Failure.
std::string digest_of(hid_t file);

}  // namespace peerwatt::output
