#include <algorithm>

#include "output/hdf5/hdf5_tools.hpp"

namespace peerwatt::output {
namespace {

// Both are UTF-8; texts of variable length are for datasets, fixed ones for attributes.
H5Handle text_type(std::size_t size) {
  H5Handle type = owned(H5Tcopy(H5T_C_S1), "copy a type");
  check(H5Tset_size(type.get(), size), "size a text type");
  check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "set the character set");
  return type;
}

void write_attribute(hid_t object, const char* name, hid_t type, hid_t memory, hid_t space,
                     const void* value) {
  const H5Handle attribute =
      owned(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), "create an attribute");
  check(H5Awrite(attribute.get(), memory, value), "write an attribute");
}

template <class Value>
void write_scalar(hid_t object, const char* name, Value value) {
  const H5Handle space = owned(H5Screate(H5S_SCALAR), "create a space");
  write_attribute(object, name, stored_type<Value>(), memory_type<Value>(), space.get(), &value);
}

template <class Value>
void write_row(hid_t object, const char* name, std::span<const Value> values) {
  const hsize_t size = values.size();
  const H5Handle space = owned(H5Screate_simple(1, &size, nullptr), "create a space");
  write_attribute(object, name, stored_type<Value>(), memory_type<Value>(), space.get(),
                  values.data());
}

H5Handle write_column(hid_t parent, const std::string& name, hid_t type, hid_t memory,
                      std::size_t count, const void* values) {
  const hsize_t size = count;
  const hsize_t limit = count == 0 ? H5S_UNLIMITED : size;
  const hsize_t chunk = 1024;
  const H5Handle properties = dataset_properties();
  if (count == 0) check(H5Pset_chunk(properties.get(), 1, &chunk), "set a chunk");
  H5Handle dataset = create_dataset(parent, name, type, {&size, 1}, {&limit, 1}, properties.get());
  if (count > 0) {
    check(H5Dwrite(dataset.get(), memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write " + name);
  }
  return dataset;
}

}  // namespace

template <>
hid_t stored_type<double>() {
  return H5T_IEEE_F64LE;
}
template <>
hid_t stored_type<float>() {
  return H5T_IEEE_F32LE;
}
template <>
hid_t stored_type<std::int8_t>() {
  return H5T_STD_I8LE;
}
template <>
hid_t stored_type<std::int32_t>() {
  return H5T_STD_I32LE;
}
template <>
hid_t stored_type<std::int64_t>() {
  return H5T_STD_I64LE;
}
template <>
hid_t stored_type<std::uint64_t>() {
  return H5T_STD_U64LE;
}
template <>
hid_t memory_type<double>() {
  return H5T_NATIVE_DOUBLE;
}
template <>
hid_t memory_type<float>() {
  return H5T_NATIVE_FLOAT;
}
template <>
hid_t memory_type<std::int8_t>() {
  return H5T_NATIVE_INT8;
}
template <>
hid_t memory_type<std::int32_t>() {
  return H5T_NATIVE_INT32;
}
template <>
hid_t memory_type<std::int64_t>() {
  return H5T_NATIVE_INT64;
}
template <>
hid_t memory_type<std::uint64_t>() {
  return H5T_NATIVE_UINT64;
}

void write_attribute(hid_t object, const char* name, std::string_view text) {
  const std::string value{text};
  const H5Handle type = text_type(std::max<std::size_t>(1, value.size()));
  const H5Handle space = owned(H5Screate(H5S_SCALAR), "create a space");
  write_attribute(object, name, type.get(), type.get(), space.get(), value.c_str());
}

void write_attribute(hid_t object, const char* name, double value) {
  write_scalar(object, name, value);
}
void write_attribute(hid_t object, const char* name, float value) {
  write_scalar(object, name, value);
}
void write_attribute(hid_t object, const char* name, std::int64_t value) {
  write_scalar(object, name, value);
}
void write_attribute(hid_t object, const char* name, std::uint64_t value) {
  write_scalar(object, name, value);
}
void write_attribute(hid_t object, const char* name, std::span<const double> values) {
  write_row(object, name, values);
}
void write_attribute(hid_t object, const char* name, std::span<const std::int32_t> values) {
  write_row(object, name, values);
}
void write_attribute(hid_t object, const char* name, std::span<const std::int8_t> values) {
  write_row(object, name, values);
}

void overwrite_attribute(hid_t object, const char* name, double value) {
  const H5Handle attribute = owned(H5Aopen(object, name, H5P_DEFAULT), "open an attribute");
  check(H5Awrite(attribute.get(), H5T_NATIVE_DOUBLE, &value), "write an attribute");
}

H5Handle write_values(hid_t parent, const std::string& name, std::span<const double> values) {
  return write_column(parent, name, stored_type<double>(), memory_type<double>(), values.size(),
                      values.data());
}
H5Handle write_values(hid_t parent, const std::string& name, std::span<const std::int32_t> values) {
  return write_column(parent, name, stored_type<std::int32_t>(), memory_type<std::int32_t>(),
                      values.size(), values.data());
}
H5Handle write_values(hid_t parent, const std::string& name, std::span<const std::int64_t> values) {
  return write_column(parent, name, stored_type<std::int64_t>(), memory_type<std::int64_t>(),
                      values.size(), values.data());
}

H5Handle write_values(hid_t parent, const std::string& name, std::span<const std::string> values) {
  std::vector<const char*> texts;
  texts.reserve(values.size());
  for (const std::string& value : values) texts.push_back(value.c_str());
  const H5Handle type = text_type(H5T_VARIABLE);
  return write_column(parent, name, type.get(), type.get(), texts.size(), texts.data());
}

H5Handle write_table(hid_t parent, const std::string& name, std::span<const double> values,
                     std::size_t columns) {
  const std::array<hsize_t, 2> extent{values.size() / columns, columns};
  const H5Handle properties = dataset_properties();
  H5Handle dataset =
      create_dataset(parent, name, stored_type<double>(), extent, extent, properties.get());
  check(
      H5Dwrite(dataset.get(), memory_type<double>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      "write " + name);
  return dataset;
}

void write_text(hid_t parent, const std::string& name, const std::string& text) {
  const H5Handle type = text_type(H5T_VARIABLE);
  const H5Handle space = owned(H5Screate(H5S_SCALAR), "create a space");
  const H5Handle properties = dataset_properties();
  const H5Handle dataset = owned(H5Dcreate2(parent, name.c_str(), type.get(), space.get(),
                                            H5P_DEFAULT, properties.get(), H5P_DEFAULT),
                                 "create the dataset " + name);
  const char* value = text.c_str();
  check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &value),
        "write " + name);
}

}  // namespace peerwatt::output
