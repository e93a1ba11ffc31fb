#include "output/digest.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/input_file.hpp"

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
  void add(std::string_view text) { add(text.data(), text.size()); }
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

constexpr std::size_t kBlockBytes = 1 << 23;  // read at a time

herr_t collect_link(hid_t, const char* name, const H5L_info_t*, void* list) {
  static_cast<std::vector<std::string>*>(list)->emplace_back(name);
  return 0;
}
herr_t collect_attribute(hid_t, const char* name, const H5A_info_t*, void* list) {
  static_cast<std::vector<std::string>*>(list)->emplace_back(name);
  return 0;
}

// Returns i8, u8, f4 and so on, as numpy calls the types of numbers; empty for all others.
std::string kind_of(hid_t type) {
  const std::size_t size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      return fmt::format("f{}", size);
    case H5T_INTEGER:
      return fmt::format("{}{}", H5Tget_sign(type) == H5T_SGN_NONE ? 'u' : 'i', size);
    default:
      return {};
  }
}

// The resolved scenario says the same wherever the data lie.
std::string without_data_dir(const std::string& scenario) {
  std::istringstream lines{scenario};
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("data_dir:")) text += line + '\n';
  }
  return text;
}

// Walks the file in the order of names and feeds every attribute and every dataset to the hash:
// a line with its name, type and shape, then its values. docs/trace-format.md has the rules.
class Walk {
 public:
  explicit Walk(hid_t file) : file_{file} {}

  std::string run() {
    attributes(file_, "/");
    group(file_, "");
    provenance();
    return hash_.hexadecimal();
  }

 private:
  void object(hid_t id, const std::string& path) {
    attributes(id, path);
    if (H5Iget_type(id) == H5I_GROUP) {
      group(id, path);
    } else if (H5Iget_type(id) == H5I_DATASET) {
      dataset(id, path);
    }
  }

  void group(hid_t id, const std::string& path) {
    std::vector<std::string> names;
    check(H5Literate(id, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_link, &names),
          "list a group");
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      if (path.empty() && name == "provenance") continue;
      const H5Handle child = owned(H5Oopen(id, name.c_str(), H5P_DEFAULT), "open " + name);
      object(child.get(), path + '/' + name);
    }
  }

  void provenance() {
    const auto texts_at = [&](const char* path) {
      const H5Handle dataset = owned(H5Dopen2(file_, path, H5P_DEFAULT), path);
      return texts_of(dataset.get());
    };
    for (const std::string& text : texts_at("/provenance/config_yaml")) {
      texts("/provenance/config_yaml", "", {without_data_dir(text)});
    }
    const std::vector<std::string> sums = texts_at("/provenance/data_sha256");
    texts("/provenance/data_sha256", std::to_string(sums.size()), sums);
  }

  void head(const std::string& name, const std::string& kind, const std::string& shape) {
    hash_.add(fmt::format("{} {} {}\n", name, kind, shape));
  }

  void texts(const std::string& name, const std::string& shape,
             const std::vector<std::string>& values) {
    head(name, "text", shape);
    for (const std::string& value : values) hash_.add({value.c_str(), value.size() + 1});
  }

  void attributes(hid_t id, const std::string& path) {
    std::vector<std::string> names;
    check(H5Aiterate2(id, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_attribute, &names),
          "list attributes");
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) attribute(id, path + '@' + name, name.c_str());
  }

  // References between datasets and their axes are addresses in the file, and left out.
  void attribute(hid_t id, const std::string& path, const char* name) {
    const H5Handle attribute = owned(H5Aopen(id, name, H5P_DEFAULT), "open " + path);
    const H5Handle type = owned(H5Aget_type(attribute.get()), "get a type");
    const H5Handle space = owned(H5Aget_space(attribute.get()), "get a space");
    if (H5Tget_class(type.get()) == H5T_STRING) return texts(path, "", {text_of(id, name)});
    const std::string kind = kind_of(type.get());
    if (kind.empty()) return;
    const std::vector<hsize_t> extent = extent_in(space.get());
    head(path, kind, shape_of(extent));
    std::vector<std::byte> values(count_of(extent) * H5Tget_size(type.get()));
    check(H5Aread(attribute.get(), type.get(), values.data()), "read " + path);
    hash_.add(values.data(), values.size());
  }

  void dataset(hid_t id, const std::string& path) {
    const H5Handle type = owned(H5Dget_type(id), "get a type");
    const std::vector<hsize_t> extent = extent_of(id);
    if (H5Tget_class(type.get()) == H5T_STRING) return texts(path, shape_of(extent), texts_of(id));
    head(path, kind_of(type.get()), shape_of(extent));
    if (extent.empty()) throw H5Failure{path + " has no axis"};
    const std::size_t row = count_of(extent) / std::max<std::size_t>(1, extent[0]);
    const std::size_t row_bytes = std::max<std::size_t>(1, row * H5Tget_size(type.get()));
    const hsize_t most = std::max<std::size_t>(1, kBlockBytes / row_bytes);
    for (hsize_t first = 0; row > 0 && first < extent[0]; first += most) {
      rows(id, type.get(), first, std::min(most, extent[0] - first));
    }
  }

  void rows(hid_t id, hid_t type, hsize_t first, hsize_t count) {
    const H5Handle space = owned(H5Dget_space(id), "get a space");
    std::vector<hsize_t> size = extent_of(id);
    size[0] = count;
    std::vector<hsize_t> start(size.size());
    start[0] = first;
    check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                              nullptr),
          "select rows");
    const H5Handle memory = owned(
        H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), "create a space");
    values_.resize(count_of(size) * H5Tget_size(type));
    check(H5Dread(id, type, memory.get(), space.get(), H5P_DEFAULT, values_.data()), "read rows");
    hash_.add(values_.data(), values_.size());
  }

  static std::vector<hsize_t> extent_in(hid_t space) {
    std::vector<hsize_t> extent(
        static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
    if (!extent.empty()) H5Sget_simple_extent_dims(space, extent.data(), nullptr);
    return extent;
  }
  static std::size_t count_of(const std::vector<hsize_t>& extent) {
    std::size_t count = 1;
    for (const hsize_t n : extent) count *= n;
    return count;
  }
  static std::string shape_of(const std::vector<hsize_t>& extent) {
    return fmt::format("{}", fmt::join(extent, "x"));
  }

  hid_t file_;
  Sha256 hash_;
  std::vector<std::byte> values_;
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
  Sha256 hash;
  try {
    read_input_file(file, {}, [&](std::string_view block) { hash.add(block); });
  } catch (const InputError& error) {
    throw InputError{fmt::format("{}: {}", file.string(), error.what())};
  }
  return hash.hexadecimal();
}

std::string text_digest(std::string_view text) {
  Sha256 hash;
  hash.add(text);
  return hash.hexadecimal();
}

}  // namespace peerwatt::output
