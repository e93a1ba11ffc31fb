#pragma once

#include "output/hdf5/h5_handle.hpp"

#include "tests/fuzz/choices.hpp"

namespace peerwatt::fuzz {

// Any type that a file can declare, those that peerwatt writes more often than others.
output::H5Handle chosen_type(Choices& choices);

// A single value, none at all, or up to three axes, each of at most the largest size.
inline constexpr hsize_t kLargestAxis = hsize_t{1} << 36;
output::H5Handle chosen_space(Choices& choices, hsize_t largest);

// How a dataset is stored: as one piece, in chunks, by filters, or in another file.
output::H5Handle chosen_storage(hid_t space, Choices& choices);

// A value for each place of the space, unless they are too many or of a type that refers to others.
enum class Written { kAttribute, kDataset };
void write_chosen_values(hid_t object, Written what, hid_t type, hid_t space, Choices& choices);

}  // namespace peerwatt::fuzz
