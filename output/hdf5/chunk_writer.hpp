#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/sha256.hpp"

#include "engine/parallel/workers.hpp"

#include "output/hdf5/chunk_encoder.hpp"
#include "output/hdf5/h5_handle.hpp"

namespace peerwatt::output {

// A dataset that grows by whole chunks.
struct GrowingDataset {
  hid_t id = -1;
  std::string path;   // from the root, which has no name: system/price_sell
  Sha256 contents{};  // of its values so far, row after row, as they are stored
};

// A chunk of a dataset, as values that lie elsewhere.
struct Chunk {
  const GrowingDataset* dataset = nullptr;
  std::array<hsize_t, 3> offset{};  // of its first value in the dataset
  std::span<const std::byte> values;
  ChunkLayout layout;
};

// The next rows of a dataset, as they lie in chunks: `parts` chunks, one behind the other, hold a
// part of each row, the last of them perhaps a smaller one.
struct ChunkRows {
  GrowingDataset* dataset = nullptr;
  const std::byte* values = nullptr;
  std::size_t rows = 1;
  std::size_t parts = 1;
  std::size_t chunk_bytes = 0;
  std::size_t part_bytes = 0;       // of a row, in a chunk
  std::size_t last_part_bytes = 0;  // of them, in the last chunk
};

// ChunkWriter encodes chunks, several at once where it has threads, and hands them to HDF5 one
// after the other in the order in which they were added: the file does not depend on the threads.
// It takes the digests of what the datasets hold on the way, while the values are at hand.
class ChunkWriter {
 public:
  // Enough that threads seldom wait for the last chunk, and few enough for some 16 MiB. As many
  // with one thread, so that HDF5 is asked for the same in the same order.
  static constexpr std::size_t kMostAtOnce = 32;

  ChunkWriter(Compression compression, std::uint32_t threads);

  // A dataset that grows from no row on; it stays where it is.
  GrowingDataset& follow(hid_t dataset, std::string path);

  // The values must stay as they are until write_out(), which is called here whenever kMostAtOnce
  // chunks are waiting: rows are added before their chunks are. Throws H5Failure.
  void add_rows(const ChunkRows& rows) { rows_.push_back(rows); }
  void add(const Chunk& chunk);
  void write_out();

  // SHA-256, in hexadecimal, of all values of each dataset, by its path. Once, in the end.
  std::map<std::string, std::string> take_digests();

 private:
  using Group = std::span<const ChunkRows>;
  std::vector<Group> rows_by_dataset() const;

  parallel::Workers workers_;
  std::vector<std::unique_ptr<ChunkEncoder>> encoders_;  // by worker; none without compression
  std::deque<GrowingDataset> datasets_;
  std::vector<ChunkRows> rows_;  // the waiting ones, those of a dataset one after the other
  std::vector<Chunk> waiting_;
  std::array<std::vector<std::byte>, kMostAtOnce> encoded_;  // of those that wait
};

}  // namespace peerwatt::output
