#pragma once

#include <map>
#include <string>

#include <hdf5.h>

namespace peerwatt::output {

// SHA-256, in hexadecimal, of what a trace says: values, types and shapes of every dataset and
// attribute by name, the resolved scenario without `data_dir`, and the digests of the data files.
// How and where in the file they are stored does not matter, nor does the rest of /provenance.
// docs/trace-format.md has the rules, and computes it in Python. Two runs of one scenario and seed
// have equal digests. Of datasets whose values were digested while they were written, `known` has
// the SHA-256 by path, without the slash in front; all others are read, and must have been flushed.
// Throws H5Failure.
std::string digest_of(hid_t file, const std::map<std::string, std::string>& known = {});

}  // namespace peerwatt::output
