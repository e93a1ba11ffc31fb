#pragma once

#include <cstddef>

#include <hdf5.h>

namespace peerwatt::output {

// Makes HDF5 know the filter of zstd_filter.hpp, in this process. Throws H5Failure.
void register_zstd_filter();

// Adds it to the filters of a dataset that is to be created, whose chunks have so many bytes.
void set_zstd(hid_t properties, int level, std::size_t chunk_bytes);

// Whether a filter of a stored dataset, by its position, is the one that set_zstd gave chunks of
// this size: only then no frame of another size passes it.
bool has_frames_of(hid_t properties, unsigned position, std::size_t chunk_bytes);

}  // namespace peerwatt::output
