#include "output/hdf5/stored_values.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "output/hdf5/hdf5_tools.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kMostRank = 3;

template <class Info>
herr_t collect_name(hid_t, const char* name, const Info*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<hsize_t> extent_in(hid_t space) {
  const int rank = H5Sget_simple_extent_ndims(space);
  if (rank < 0 || H5Sget_simple_extent_type(space) == H5S_NULL) throw H5Failure{"no values"};
  std::vector<hsize_t> extent(static_cast<std::size_t>(rank));
  if (rank > 0) check(H5Sget_simple_extent_dims(space, extent.data(), nullptr), "get a shape");
  return extent;
}

std::size_t count_of(const std::vector<hsize_t>& extent, std::size_t most) {
  std::size_t count = 1;
  for (const hsize_t size : extent) {
    if (size > most || count * size > most) return most + 1;
    count *= size;
  }
  return count;
}

// An open attribute with what it declares.
struct Attribute {
  Attribute(hid_t object, std::string attribute_name)
      : name{std::move(attribute_name)},
        id{owned(H5Aopen(object, name.c_str(), H5P_DEFAULT), "open the attribute " + name)},
        type{owned(H5Aget_type(id.get()), "get the type of " + name)},
        space{owned(H5Aget_space(id.get()), "get the shape of " + name)},
        stored{stored_type_of(type.get())},
        extent{extent_in(space.get())} {}

  [[noreturn]] void refuse(const char* what) const {
    throw H5Failure{fmt::format("the attribute '{}' is not {}", name, what)};
  }
  std::size_t count() const {
    const std::size_t count = count_of(extent, kMostAttributeBytes);
    if (extent.size() > 1 || count * stored.bytes > kMostAttributeBytes) refuse("a row of values");
    return count;
  }

  std::string name;
  H5Handle id, type, space;
  StoredType stored;
  std::vector<hsize_t> extent;
};

// Memory for texts of variable length, up to a budget: many entries of a dataset may name one long
// text. (To ask for their size before crashes HDF5 1.10.)
class TextMemory {
 public:
  explicit TextMemory(std::uint64_t budget) : left_{budget} {}
  // Goes with one read; this object outlives it.
  H5Handle transfer() {
    H5Handle transfer = owned(H5Pcreate(H5P_DATASET_XFER), "create a property list");
    check(H5Pset_vlen_mem_manager(transfer.get(), allocate, this, release, nullptr),
          "bound the memory of texts");
    return transfer;
  }

 private:
  static void* allocate(std::size_t bytes, void* memory) {
    std::uint64_t& left = static_cast<TextMemory*>(memory)->left_;
    if (bytes > left) return nullptr;
    left -= bytes;
    return std::malloc(bytes);  // NOLINT(cppcoreguidelines-no-malloc): the callers are in C
  }
  static void release(void* memory, void*) {
    std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc)
  }

  std::uint64_t left_;
};

std::string variable_text(const Attribute& attribute) {
  char* value = nullptr;
  check(H5Aread(attribute.id.get(), attribute.type.get(), &value), "read " + attribute.name);
  std::string text = value == nullptr ? "" : value;
  H5free_memory(value);
  return text;
}

std::string text_in(const Attribute& attribute) {
  if (attribute.stored.kind != StoredType::Kind::kText || attribute.count() != 1) {
    attribute.refuse("a single text");
  }
  if (H5Tis_variable_str(attribute.type.get()) > 0) return variable_text(attribute);
  std::string text(attribute.stored.bytes, '\0');
  check(H5Aread(attribute.id.get(), attribute.type.get(), text.data()), "read " + attribute.name);
  text.resize(std::min(text.size(), text.find('\0')));
  return text;
}

}  // namespace

StoredType stored_type_of(hid_t type) {
  using Kind = StoredType::Kind;
  const std::size_t bytes = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      return {bytes == 4 || bytes == 8 ? Kind::kFloat : Kind::kOther, bytes};
    case H5T_INTEGER: {
      const bool known = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
      const bool is_signed = H5Tget_sign(type) != H5T_SGN_NONE;
      return {!known ? Kind::kOther : is_signed ? Kind::kInteger : Kind::kUnsigned, bytes};
    }
    case H5T_STRING:
      return {Kind::kText, bytes};
    default:
      return {Kind::kOther, bytes};
  }
}

std::vector<std::string> attribute_names(hid_t object) {
  std::vector<std::string> names;
  check(
      H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, collect_name<H5A_info_t>, &names),
      "list attributes");
  return sorted(std::move(names));
}

std::vector<std::string> link_names(hid_t group) {
  std::vector<std::string> names;
  check(H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, collect_name<H5L_info_t>, &names),
        "list a group");
  return sorted(std::move(names));
}

StoredType attribute_type(hid_t object, const std::string& name) {
  return Attribute{object, name}.stored;
}

std::vector<hsize_t> attribute_extent(hid_t object, const std::string& name) {
  return Attribute{object, name}.extent;
}

double attribute_number(hid_t object, const std::string& name) {
  const std::vector<double> values = attribute_numbers(object, name);
  if (values.size() != 1) throw H5Failure{"the attribute '" + name + "' is not a single number"};
  return values.front();
}

std::vector<double> attribute_numbers(hid_t object, const std::string& name) {
  const Attribute attribute{object, name};
  if (!attribute.stored.is_number()) attribute.refuse("a number");
  std::vector<double> values(attribute.count());
  if (values.empty()) return values;
  check(H5Aread(attribute.id.get(), H5T_NATIVE_DOUBLE, values.data()), "read " + name);
  return values;
}

std::vector<std::byte> attribute_bytes(hid_t object, const std::string& name) {
  const Attribute attribute{object, name};
  if (!attribute.stored.is_number()) attribute.refuse("a number");
  std::vector<std::byte> values(attribute.count() * attribute.stored.bytes);
  if (values.empty()) return values;
  check(H5Aread(attribute.id.get(), attribute.type.get(), values.data()), "read " + name);
  return values;
}

std::string attribute_text(hid_t object, const std::string& name) {
  if (H5Aexists(object, name.c_str()) <= 0) return {};
  return text_in(Attribute{object, name});
}

std::vector<hsize_t> extent_of(hid_t dataset) {
  const H5Handle space = owned(H5Dget_space(dataset), "get a shape");
  return extent_in(space.get());
}

StoredType dataset_type(hid_t dataset) {
  const H5Handle type = owned(H5Dget_type(dataset), "get a type");
  return stored_type_of(type.get());
}

hsize_t depth_of(const std::vector<hsize_t>& extent) {
  return extent.size() == kMostRank ? extent.back() : 1;
}

void read_block(hid_t dataset, const Block& block, hid_t type, void* values) {
  const H5Handle space = owned(H5Dget_space(dataset), "get a shape");
  const std::vector<hsize_t> extent = extent_in(space.get());
  if (extent.empty() || extent.size() > kMostRank) throw H5Failure{"a variable is not a series"};
  if (!dataset_type(dataset).is_number()) throw H5Failure{"a variable holds no numbers"};
  const std::array<hsize_t, kMostRank> start{block.first_row, block.first_column};
  const std::array<hsize_t, kMostRank> count{block.rows, block.columns, depth_of(extent)};
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                            nullptr),
        "select a part of a variable");
  const H5Handle memory = owned(
      H5Screate_simple(static_cast<int>(extent.size()), count.data(), nullptr), "create a shape");
  check(H5Dread(dataset, type, memory.get(), space.get(), H5P_DEFAULT, values), "read a variable");
}

std::vector<std::string> texts_of(hid_t dataset, std::uint64_t file_bytes) {
  const H5Handle type = owned(H5Dget_type(dataset), "get a type");
  const H5Handle space = owned(H5Dget_space(dataset), "get a shape");
  if (H5Tis_variable_str(type.get()) <= 0) throw H5Failure{"a variable holds no text"};
  const std::vector<hsize_t> extent = extent_in(space.get());
  const std::size_t count = count_of(extent, file_bytes);
  if (extent.size() > 1 || count > file_bytes) throw H5Failure{"a variable is no list of texts"};
  if (count == 0) return {};
  TextMemory memory{file_bytes};
  const H5Handle transfer = memory.transfer();
  std::vector<char*> values(count);
  const auto reclaim = [&] {
    H5Dvlen_reclaim(type.get(), space.get(), transfer.get(), values.data());
  };
  if (H5Dread(dataset, type.get(), H5S_ALL, H5S_ALL, transfer.get(), values.data()) < 0) {
    reclaim();
    check(-1, "read texts");
  }
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const char* value : values) texts.emplace_back(value == nullptr ? "" : value);
  reclaim();
  return texts;
}

}  // namespace peerwatt::output
