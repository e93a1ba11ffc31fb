#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <hdf5.h>

// The only place that takes values out of an HDF5 file. A file may come from anybody: type, rank
// and size are those that it declares, looked at before any memory is set aside, and what peerwatt
// would not have written so is refused. Every function throws H5Failure.
namespace peerwatt::output {

// What a value is stored as.
struct StoredType {
  enum class Kind { kInteger, kUnsigned, kFloat, kText, kOther };
  Kind kind = Kind::kOther;
  std::size_t bytes = 0;  // of one value; of a text of variable length, those of its pointer

  bool is_number() const {
    return kind == Kind::kInteger || kind == Kind::kUnsigned || kind == Kind::kFloat;
  }
};
StoredType stored_type_of(hid_t type);

// Names of an object's attributes, or of a group's links, in the order of their bytes. HDF5 is
// asked in its own order: by name, version 1.10 loses its way in some damaged groups.
std::vector<std::string> attribute_names(hid_t object);
std::vector<std::string> link_names(hid_t group);

// Attributes hold one number, or one row of them; or one text. Those of other kinds, such as the
// references between a dataset and its axes, are of type kOther and cannot be read.
inline constexpr std::size_t kMostAttributeBytes = 1 << 20;
StoredType attribute_type(hid_t object, const std::string& name);
std::vector<hsize_t> attribute_extent(hid_t object, const std::string& name);
double attribute_number(hid_t object, const std::string& name);
std::vector<double> attribute_numbers(hid_t object, const std::string& name);
// Of numbers, as they are stored.
std::vector<std::byte> attribute_bytes(hid_t object, const std::string& name);
// Empty where there is no such attribute.
std::string attribute_text(hid_t object, const std::string& name);

// Axes of a dataset; none for a single value.
std::vector<hsize_t> extent_of(hid_t dataset);
StoredType dataset_type(hid_t dataset);

// A block of a dataset of one or two axes, as values of a type of HDF5 that memory has.
struct Block {
  hsize_t first_row = 0;
  hsize_t rows = 0;
  hsize_t first_column = 0;
  hsize_t columns = 1;
};
// How many values a series of this shape has in each row and column: those of its third axis.
hsize_t depth_of(const std::vector<hsize_t>& extent);
// `values` has room for rows * columns * depth of the type.
void read_block(hid_t dataset, const Block& block, hid_t type, void* values);

// All texts of a dataset with at most one axis. They take no more memory than the file has bytes:
// HDF5 stores each of them whole.
std::vector<std::string> texts_of(hid_t dataset, std::uint64_t file_bytes);

}  // namespace peerwatt::output
