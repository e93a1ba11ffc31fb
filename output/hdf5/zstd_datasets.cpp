#include "output/hdf5/zstd_datasets.hpp"

#include <array>

#include "output/hdf5/hdf5_tools.hpp"
#include "output/hdf5/zstd_filter.hpp"

namespace peerwatt::output {

void register_zstd_filter() {
  check(H5Zregister(&zstd_filter_class()), "register the zstd filter");
}

void set_zstd(hid_t properties, int level, std::size_t chunk_bytes) {
  std::array<unsigned, zstd::kParameters> values{};
  values[zstd::kLevel] = static_cast<unsigned>(level);
  values[zstd::kChunkBytes] = static_cast<unsigned>(chunk_bytes);
  check(H5Pset_filter(properties, kZstdFilter, H5Z_FLAG_MANDATORY, values.size(), values.data()),
        "set the zstd filter");
}

bool has_frames_of(hid_t properties, unsigned position, std::size_t chunk_bytes) {
  unsigned flags = 0;
  std::array<unsigned, zstd::kParameters> values{};
  std::size_t count = values.size();
  const H5Z_filter_t filter =
      H5Pget_filter2(properties, position, &flags, &count, values.data(), 0, nullptr, nullptr);
  return filter == kZstdFilter && count == values.size() &&
         values[zstd::kChunkBytes] == chunk_bytes;
}

}  // namespace peerwatt::output
