#include "output/trace/trace_inventory.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "output/hdf5/hdf5_tools.hpp"
#include "output/hdf5/zstd_datasets.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kMostObjects = 4096;
constexpr std::size_t kDeepest = 8;
constexpr std::uint64_t kMostDeflated = 1032;     // values that a byte of the file may stand for
constexpr std::uint64_t kMostInFrames = 1 << 16;  // the same where zstd repeats a byte
constexpr std::uint64_t kUncounted = 1 << 16;     // bytes of storage, granted to every variable

class Inventory {
 public:
  Inventory(hid_t file, std::uint64_t file_bytes) : file_{file}, file_bytes_{file_bytes} {}

  TraceInventory take() {
    walk(file_, "", 0);
    return std::move(variables_);
  }

 private:
  [[noreturn]] static void refuse(const std::string& path, const std::string& problem) {
    throw H5Failure{fmt::format("/{} {}", path, problem)};
  }

  void walk(hid_t group, const std::string& prefix, std::size_t depth) {
    if (depth > kDeepest) refuse(prefix, "lies too deep");
    enter(group, prefix);
    for (const std::string& name : link_names(group)) {
      const std::string path = prefix + name;
      require_hard(group, name, path);
      if (++objects_ > kMostObjects) refuse(path, "is one object too many");
      const H5Handle object = owned(H5Oopen(group, name.c_str(), H5P_DEFAULT), "open " + path);
      switch (H5Iget_type(object.get())) {
        case H5I_GROUP:
          walk(object.get(), path + '/', depth + 1);
          break;
        case H5I_DATASET:
          variables_[path] = variable(object.get(), path);
          break;
        default:
          refuse(path, "is neither a group nor a variable");
      }
    }
  }

  void enter(hid_t group, const std::string& path) {
    H5O_info_t info{};
    check(H5Oget_info2(group, &info, H5O_INFO_BASIC), "look at /" + path);
    if (!groups_.insert(info.addr).second) refuse(path, "is in the file twice");
  }

  static void require_hard(hid_t group, const std::string& name, const std::string& path) {
    H5L_info_t info{};
    check(H5Lget_info(group, name.c_str(), &info, H5P_DEFAULT), "look at /" + path);
    if (info.type != H5L_TYPE_HARD) refuse(path, "is a link to elsewhere");
  }

  StoredVariable variable(hid_t dataset, const std::string& path) const {
    StoredVariable found{dataset_type(dataset), extent_of(dataset)};
    const H5Handle creation = owned(H5Dget_create_plist(dataset), "look at /" + path);
    if (H5Pget_external_count(creation.get()) != 0) refuse(path, "keeps its values elsewhere");
    const H5D_layout_t layout = H5Pget_layout(creation.get());
    if (layout == H5D_VIRTUAL || layout == H5D_LAYOUT_ERROR) {
      refuse(path, "keeps its values elsewhere");
    }
    require_size(dataset, found, require_known_filters(creation.get(), found, path), path);
    return found;
  }

  // Returns how many bytes of values a byte of the file may stand for.
  static std::uint64_t require_known_filters(hid_t creation, const StoredVariable& variable,
                                             const std::string& path) {
    std::uint64_t most = kMostDeflated;
    const int count = H5Pget_nfilters(creation);
    for (unsigned i = 0; i < static_cast<unsigned>(std::max(count, 0)); ++i) {
      unsigned flags = 0;
      std::size_t parameters = 0;
      const H5Z_filter_t filter =
          H5Pget_filter2(creation, i, &flags, &parameters, nullptr, 0, nullptr, nullptr);
      if (filter == H5Z_FILTER_DEFLATE || filter == H5Z_FILTER_SHUFFLE) continue;
      if (!has_frames_of(creation, i, chunk_bytes(creation, variable))) {
        refuse(path, "is stored in a way that peerwatt does not use");
      }
      most = kMostInFrames;
    }
    return most;
  }

  static std::size_t chunk_bytes(hid_t creation, const StoredVariable& variable) {
    std::array<hsize_t, H5S_MAX_RANK> chunk{};
    const int rank = H5Pget_chunk(creation, static_cast<int>(chunk.size()), chunk.data());
    std::size_t bytes = variable.type.bytes;
    for (int i = 0; i < rank; ++i) bytes *= chunk[static_cast<std::size_t>(i)];
    return bytes;
  }

  void require_size(hid_t dataset, const StoredVariable& variable, std::uint64_t most_of_a_byte,
                    const std::string& path) const {
    if (variable.extent.size() > 3) refuse(path, "has more than three axes");
    const std::uint64_t stored = H5Dget_storage_size(dataset);
    if (stored > file_bytes_) refuse(path, "is larger than the file");
    const std::uint64_t most = stored * most_of_a_byte + kUncounted * kMostDeflated;
    std::uint64_t bytes = variable.type.bytes;
    for (const hsize_t size : variable.extent) {
      if (size != 0 && bytes > most / size) refuse(path, "claims more values than the file holds");
      bytes *= size;
    }
  }

  hid_t file_;
  std::uint64_t file_bytes_;
  std::size_t objects_ = 0;
  std::set<haddr_t> groups_;
  TraceInventory variables_;
};

}  // namespace

TraceInventory take_inventory(hid_t file, std::uint64_t file_bytes) {
  return Inventory{file, file_bytes}.take();
}

}  // namespace peerwatt::output
