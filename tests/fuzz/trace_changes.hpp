#pragma once

#include <string>
#include <vector>

#include <hdf5.h>

#include "tests/fuzz/choices.hpp"

namespace peerwatt::fuzz {

// Changes one object of an open HDF5 file, or an attribute of it, as the choices say: it goes, or
// gets another type, shape, value, storage, or leads elsewhere. What HDF5 refuses to do is left
// undone. `objects` are paths of groups and variables.
void change(hid_t file, const std::vector<std::string>& objects, Choices& choices);

}  // namespace peerwatt::fuzz
