#include "output/digest.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "engine/core/diagnostics.hpp"

#include "output/hdf5_tools.hpp"
#include "output/open_file_digest.hpp"

namespace peerwatt::output {
namespace {

class Sha256 {
 public:
  Sha256() : context_{EVP_MD_CTX_new(), &EVP_MD_CTX_free} {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }
  void add(const void* data, std::size_t size) { EVP_DigestUpdate(context_.get(), data, size); }
  // With its length, so that "ab", "c" and "a", "bc" differ.
  void add(std::string_view text) {
    add(std::uint64_t{text.size()});
    add(text.data(), text.size());
  }
  void add(std::uint64_t number) { add(&number, sizeof(number)); }
  std::string hexadecimal() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), bytes.data(), &size);
    std::string text;
    for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", bytes[i]);
    return text;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

// Walks the file in the order of names and feeds all it finds to the hash.
class Walk {
 public:
  explicit Walk(hid_t file) : file_{file} {}

  std::string run() {
    object(file_, "/");
    return hash_.hexadecimal();
  }

 private:
  void object(hid_t id, const std::string& path) {
    hash_.add(path);
    H5O_info_t info;
    check(H5Oget_info2(id, &info, H5O_INFO_BASIC), "look at " + path);
    // An object with several names is read once.
    const auto [known, is_new] = seen_.emplace(info.addr, path);
    if (!is_new) return hash_.add("same as " + known->second);
    attributes(id);
    if (info.type == H5O_TYPE_DATASET) {
      dataset(id);
    } else if (info.type == H5O_TYPE_GROUP) {
      group(id, path);
    }
  }

  void group(hid_t id, const std::string& path) {
    for (const std::string& name : link_names(id)) {
      if (path == "/" && name == "provenance") continue;
      const H5Handle child = owned(H5Oopen(id, name.c_str(), H5P_DEFAULT), "open " + name);
      object(child.get(), path == "/" ? path + name : path + '/' + name);
    }
  }

  static std::vector<std::string> link_names(hid_t group) {
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
      static_cast<std::vector<std::string>*>(list)->emplace_back(name);
      return 0;
    };
    check(H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), "list a group");
    return names;
  }

  void attributes(hid_t id) {
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* list) -> herr_t {
      static_cast<std::vector<std::string>*>(list)->emplace_back(name);
      return 0;
    };
    check(H5Aiterate2(id, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), "list attributes");
    for (const std::string& name : names) {
      hash_.add(name);
      if (name == "REFERENCE_LIST") continue;  // the other end of DIMENSION_LIST
      attribute(id, name);
    }
  }

  void attribute(hid_t id, const std::string& name) {
    const H5Handle attribute = owned(H5Aopen(id, name.c_str(), H5P_DEFAULT), "open " + name);
    const H5Handle type = owned(H5Aget_type(attribute.get()), "get a type");
    const H5Handle space = owned(H5Aget_space(attribute.get()), "get a space");
    add_type(type.get());
    const std::size_t count = add_shape(space.get());
    std::vector<std::byte> values(count * H5Tget_size(type.get()));
    check(H5Aread(attribute.get(), type.get(), values.data()), "read " + name);
    if (H5Tget_class(type.get()) == H5T_VLEN) {
      scales(values, count);
      H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, values.data());
    } else {
      hash_.add(values.data(), values.size());
    }
  }

  // DIMENSION_LIST holds addresses, which depend on the layout: the scales' names do not.
  void scales(const std::vector<std::byte>& values, std::size_t count) {
    const auto* lists = reinterpret_cast<const hvl_t*>(values.data());
    for (std::size_t axis = 0; axis < count; ++axis) {
      const auto* references = static_cast<const hobj_ref_t*>(lists[axis].p);
      for (std::size_t i = 0; i < lists[axis].len; ++i) {
        const H5Handle scale = owned(
            H5Rdereference2(file_, H5P_DEFAULT, H5R_OBJECT, &references[i]), "follow a scale");
        std::array<char, 256> name{};
        H5Iget_name(scale.get(), name.data(), name.size());
        hash_.add(std::string_view{name.data()});
      }
    }
  }

  void dataset(hid_t id) {
    const H5Handle type = owned(H5Dget_type(id), "get a type");
    const H5Handle space = owned(H5Dget_space(id), "get a space");
    const H5Handle properties = owned(H5Dget_create_plist(id), "get the creation list");
    add_type(type.get());
    const std::size_t count = add_shape(space.get());
    filters(properties.get());
    if (H5Pget_layout(properties.get()) == H5D_CHUNKED) {
      chunks(id, space.get(), properties.get());
    } else if (H5Tis_variable_str(type.get()) > 0) {
      texts(id, type.get(), space.get(), count);
    } else {
      std::vector<std::byte> values(count * H5Tget_size(type.get()));
      check(H5Dread(id, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read");
      hash_.add(values.data(), values.size());
    }
  }

  void texts(hid_t id, hid_t type, hid_t space, std::size_t count) {
    std::vector<char*> values(count);
    check(H5Dread(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read texts");
    for (const char* value : values) hash_.add(std::string_view{value == nullptr ? "" : value});
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, values.data());
  }

  void filters(hid_t properties) {
    for (int i = 0; i < H5Pget_nfilters(properties); ++i) {
      std::array<unsigned, 8> values{};
      std::size_t count = values.size();
      unsigned flags = 0;
      const H5Z_filter_t filter = H5Pget_filter2(properties, static_cast<unsigned>(i), &flags,
                                                 &count, values.data(), 0, nullptr, nullptr);
      hash_.add(static_cast<std::uint64_t>(filter));
      hash_.add(values.data(), values.size() * sizeof(unsigned));
    }
  }

  // All chunks in row-major order, as stored.
  void chunks(hid_t id, hid_t space, hid_t properties) {
    const int rank = H5Sget_simple_extent_ndims(space);
    std::array<hsize_t, H5S_MAX_RANK> extent{}, chunk{}, offset{};
    H5Sget_simple_extent_dims(space, extent.data(), nullptr);
    H5Pget_chunk(properties, rank, chunk.data());
    for (int axis = 0; axis < rank; ++axis) hash_.add(std::uint64_t{chunk[axis]});
    if (std::any_of(extent.begin(), extent.begin() + rank, [](hsize_t n) { return n == 0; })) {
      return;
    }
    int axis = 0;
    do {
      one_chunk(id, offset.data());
      for (axis = rank - 1; axis >= 0; --axis) {
        offset[axis] += chunk[axis];
        if (offset[axis] < extent[axis]) break;
        offset[axis] = 0;
      }
    } while (axis >= 0);
  }

  void one_chunk(hid_t id, const hsize_t* offset) {
    hsize_t size = 0;
    check(H5Dget_chunk_storage_size(id, offset, &size), "find a chunk");
    chunk_.resize(size);
    std::uint32_t mask = 0;
    if (size > 0) check(H5Dread_chunk(id, H5P_DEFAULT, offset, &mask, chunk_.data()), "read");
    hash_.add(std::uint64_t{mask});
    hash_.add(std::uint64_t{size});
    hash_.add(chunk_.data(), chunk_.size());
  }

  void add_type(hid_t type) {
    hash_.add(static_cast<std::uint64_t>(H5Tget_class(type)));
    hash_.add(std::uint64_t{H5Tget_size(type)});
  }

  std::size_t add_shape(hid_t space) {
    const int rank = H5Sget_simple_extent_ndims(space);
    std::array<hsize_t, H5S_MAX_RANK> extent{};
    if (rank > 0) H5Sget_simple_extent_dims(space, extent.data(), nullptr);
    hash_.add(static_cast<std::uint64_t>(rank));
    std::size_t count = 1;
    for (int axis = 0; axis < rank; ++axis) {
      hash_.add(std::uint64_t{extent[axis]});
      count *= extent[axis];
    }
    return count;
  }

  hid_t file_;
  Sha256 hash_;
  std::map<haddr_t, std::string> seen_;
  std::vector<std::byte> chunk_;
};

}  // namespace

std::string digest_of(hid_t file) {
  return Walk{file}.run();
}

std::string digest(const std::filesystem::path& file) {
  prepare_hdf5();
  try {
    const H5Handle handle = open_file(file);
    return digest_of(handle.get());
  } catch (const H5Failure& failure) {
    throw InputError{fmt::format("{}: {}", file.string(), failure.what())};
  }
}

std::string file_digest(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream) throw InputError{file.string() + ": cannot be read"};
  Sha256 hash;
  std::array<char, 1 << 16> block;
  while (stream.read(block.data(), block.size()) || stream.gcount() > 0) {
    hash.add(block.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return hash.hexadecimal();
}

}  // namespace peerwatt::output
