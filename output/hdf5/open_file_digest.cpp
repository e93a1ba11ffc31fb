#include "output/hdf5/open_file_digest.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include <fmt/format.h>

#include "engine/core/sha256.hpp"

#include "output/hdf5/hdf5_tools.hpp"
#include "output/hdf5/stored_values.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kBlockBytes = 1 << 23;  // read at a time

// Returns i8, u8, f4 and so on, as numpy calls the types of numbers; empty for all others.
std::string kind_of(const StoredType& type) {
  switch (type.kind) {
    case StoredType::Kind::kFloat:
      return fmt::format("f{}", type.bytes);
    case StoredType::Kind::kInteger:
      return fmt::format("i{}", type.bytes);
    case StoredType::Kind::kUnsigned:
      return fmt::format("u{}", type.bytes);
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

std::string digest_of_texts(const std::vector<std::string>& texts) {
  Sha256 hash;
  for (const std::string& text : texts) hash.add({text.c_str(), text.size() + 1});
  return hash.hexadecimal();
}

std::string digest_of_bytes(const std::vector<std::byte>& bytes) {
  Sha256 hash;
  hash.add(bytes.data(), bytes.size());
  return hash.hexadecimal();
}

// Walks the file in the order of names and feeds a line of every attribute and every dataset to the
// hash: name, type, shape, and the digest of the values. docs/trace-format.md has the rules.
class Walk {
 public:
  Walk(hid_t file, std::uint64_t file_bytes, const std::map<std::string, std::string>& known)
      : file_{file}, file_bytes_{file_bytes}, known_{known} {}

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
    for (const std::string& name : link_names(id)) {
      if (path.empty() && name == "provenance") continue;
      const H5Handle child = owned(H5Oopen(id, name.c_str(), H5P_DEFAULT), "open " + name);
      object(child.get(), path + '/' + name);
    }
  }

  void provenance() {
    const auto texts_at = [&](const char* path) {
      const H5Handle dataset = owned(H5Dopen2(file_, path, H5P_DEFAULT), path);
      return texts_of(dataset.get(), file_bytes_);
    };
    for (const std::string& text : texts_at("/provenance/config_yaml")) {
      texts("/provenance/config_yaml", "", {without_data_dir(text)});
    }
    const std::vector<std::string> sums = texts_at("/provenance/data_sha256");
    texts("/provenance/data_sha256", std::to_string(sums.size()), sums);
  }

  void line(const std::string& name, const std::string& kind, const std::string& shape,
            const std::string& digest) {
    hash_.add(fmt::format("{} {} {} {}\n", name, kind, shape, digest));
  }

  void texts(const std::string& name, const std::string& shape,
             const std::vector<std::string>& values) {
    line(name, "text", shape, digest_of_texts(values));
  }

  void attributes(hid_t id, const std::string& path) {
    for (const std::string& name : attribute_names(id)) attribute(id, path + '@' + name, name);
  }

  // References between datasets and their axes are addresses in the file, and left out.
  void attribute(hid_t id, const std::string& path, const std::string& name) {
    const StoredType type = attribute_type(id, name);
    if (type.kind == StoredType::Kind::kText) return texts(path, "", {attribute_text(id, name)});
    if (!type.is_number()) return;
    line(path, kind_of(type), shape_of(attribute_extent(id, name)),
         digest_of_bytes(attribute_bytes(id, name)));
  }

  void dataset(hid_t id, const std::string& path) {
    const StoredType type = dataset_type(id);
    const std::vector<hsize_t> extent = extent_of(id);
    if (type.kind == StoredType::Kind::kText) {
      return texts(path, shape_of(extent), texts_of(id, file_bytes_));
    }
    if (extent.empty()) throw H5Failure{path + " has no axis"};
    const auto known = known_.find(path.substr(1));
    line(path, kind_of(type), shape_of(extent),
         known != known_.end() ? known->second : digest_of_values(id, type, extent));
  }

  // Reads the values by blocks of rows.
  std::string digest_of_values(hid_t id, const StoredType& type,
                               const std::vector<hsize_t>& extent) {
    const hsize_t columns = extent.size() > 1 ? extent[1] : 1;
    const hsize_t width = columns * depth_of(extent);
    const hsize_t most =
        std::max<hsize_t>(1, kBlockBytes / std::max<hsize_t>(1, width * type.bytes));
    const H5Handle stored = owned(H5Dget_type(id), "get a type");
    Sha256 hash;
    for (hsize_t first = 0; width > 0 && first < extent[0]; first += most) {
      const hsize_t rows = std::min(most, extent[0] - first);
      values_.resize(rows * width * type.bytes);
      read_block(id, {.first_row = first, .rows = rows, .columns = columns}, stored.get(),
                 values_.data());
      hash.add(values_.data(), values_.size());
    }
    return hash.hexadecimal();
  }

  static std::string shape_of(const std::vector<hsize_t>& extent) {
    return fmt::format("{}", fmt::join(extent, "x"));
  }

  hid_t file_;
  std::uint64_t file_bytes_;
  const std::map<std::string, std::string>& known_;
  Sha256 hash_;
  std::vector<std::byte> values_;
};

}  // namespace

std::string digest_of(hid_t file, const std::map<std::string, std::string>& known) {
  hsize_t bytes = 0;
  check(H5Fget_filesize(file, &bytes), "measure the file");
  return Walk{file, bytes, known}.run();
}

}  // namespace peerwatt::output
