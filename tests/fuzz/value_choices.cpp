#include "tests/fuzz/value_choices.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <vector>

namespace peerwatt::fuzz {
namespace {

using output::H5Handle;

constexpr hsize_t kMostWritten = 5000;  // values

H5Handle text_type(std::size_t size, Choices& choices) {
  H5Handle type{H5Tcopy(H5T_C_S1)};
  H5Tset_size(type.get(), size);
  H5Tset_cset(type.get(), choices.one_of<H5T_cset_t>(2));
  if (size != H5T_VARIABLE) H5Tset_strpad(type.get(), choices.one_of<H5T_str_t>(3));
  return type;
}

H5Handle pair_type() {
  H5Handle type{H5Tcreate(H5T_COMPOUND, 16)};
  H5Tinsert(type.get(), "a", 0, H5T_IEEE_F64LE);
  H5Tinsert(type.get(), "b", 8, H5T_STD_I64LE);
  return type;
}

H5Handle odd_type(Choices& choices) {
  const hsize_t size = 3;
  switch (choices.below(8)) {
    case 0:
      return pair_type();
    case 1:
      return H5Handle{H5Tenum_create(H5T_STD_I8LE)};
    case 2:
      return H5Handle{H5Tcreate(H5T_OPAQUE, 7)};
    case 3:
      return H5Handle{H5Tarray_create2(H5T_IEEE_F64LE, 1, &size)};
    case 4:
      return H5Handle{H5Tvlen_create(H5T_STD_I32LE)};
    case 5:
      return H5Handle{H5Tcopy(H5T_STD_REF_OBJ)};
    case 6:
      return H5Handle{H5Tcopy(H5T_UNIX_D64LE)};
    default:
      return H5Handle{H5Tcopy(H5T_STD_B32LE)};
  }
}

void write(hid_t object, Written what, hid_t type, const void* values) {
  if (what == Written::kAttribute) H5Awrite(object, type, values);
  if (what == Written::kDataset) H5Dwrite(object, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

}  // namespace

H5Handle chosen_type(Choices& choices) {
  const hid_t numbers[] = {H5T_IEEE_F64LE, H5T_IEEE_F32LE, H5T_STD_I32LE, H5T_STD_I64LE,
                           H5T_STD_I8LE,   H5T_STD_U64LE,  H5T_STD_U8LE,  H5T_STD_I16LE,
                           H5T_IEEE_F64BE, H5T_STD_I64BE,  H5T_STD_U32BE, H5T_NATIVE_LDOUBLE};
  const std::size_t kind = choices.below(std::size(numbers) + 5);
  if (kind < std::size(numbers)) return H5Handle{H5Tcopy(numbers[kind])};
  if (kind == std::size(numbers)) return odd_type(choices);
  constexpr std::size_t kSizes[] = {H5T_VARIABLE, 1, 14, 3000};
  return text_type(kSizes[kind - std::size(numbers) - 1], choices);
}

H5Handle chosen_space(Choices& choices, hsize_t largest) {
  constexpr hsize_t kSizes[] = {1, 2, 3, 4, 5, 0, 48, 4000, 1 << 20, kLargestAxis};
  const std::size_t kind = choices.below(8);
  if (kind < 2) return H5Handle{H5Screate(kind == 0 ? H5S_SCALAR : H5S_NULL)};
  const int rank = kind < 5 ? 1 : kind < 7 ? 2 : 3;
  hsize_t extent[3];
  for (hsize_t& size : extent) size = std::min(kSizes[choices.below(std::size(kSizes))], largest);
  return H5Handle{H5Screate_simple(rank, extent, nullptr)};
}

H5Handle chosen_storage(hid_t space, Choices& choices) {
  H5Handle storage{H5Pcreate(H5P_DATASET_CREATE)};
  const std::size_t kind = choices.below(8);
  if (kind == 0) H5Pset_external(storage.get(), "/dev/zero", 0, H5F_UNLIMITED);
  if (kind < 4) return storage;
  hsize_t chunk[3] = {};
  const int rank = H5Sget_simple_extent_dims(space, chunk, nullptr);
  for (hsize_t& size : chunk) size = std::clamp<hsize_t>(size, 1, 64);
  if (rank > 0) H5Pset_chunk(storage.get(), rank, chunk);
  if (kind > 4) H5Pset_shuffle(storage.get());
  if (kind > 5) H5Pset_deflate(storage.get(), 1);
  if (kind > 6) H5Pset_fletcher32(storage.get());
  return storage;
}

void write_chosen_values(hid_t object, Written what, hid_t type, hid_t space, Choices& choices) {
  constexpr const char* kTexts[] = {"peerwatt-trace", "complete", "", nullptr};
  const auto count =
      static_cast<hsize_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space)));
  if (object < 0 || type < 0 || count == 0 || count > kMostWritten) return;
  if (H5Tis_variable_str(type) > 0) {
    std::vector<const char*> texts(count);
    for (const char*& text : texts) text = kTexts[choices.below(std::size(kTexts))];
    return write(object, what, type, texts.data());
  }
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_VLEN || kind == H5T_REFERENCE || kind == H5T_ENUM) return;
  std::vector<std::byte> values(count * H5Tget_size(type));
  const std::uint64_t bits = choices.bits();
  for (std::size_t at = 0; at < values.size(); at += sizeof bits) {
    std::memcpy(values.data() + at, &bits, std::min(sizeof bits, values.size() - at));
  }
  write(object, what, type, values.data());
}

}  // namespace peerwatt::fuzz
