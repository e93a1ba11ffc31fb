#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/parallel/workers.hpp"

#include "output/hdf5/chunk_encoder.hpp"
#include "output/hdf5/h5_handle.hpp"

namespace peerwatt::output {

// A chunk of a dataset, as values that lie elsewhere.
struct Chunk {
  hid_t dataset = -1;
  std::array<hsize_t, 2> offset{};  // of its first value in the dataset
  std::span<const std::byte> values;
  ChunkLayout layout;
  const std::string* name = nullptr;  // of the dataset, for messages
};

// ChunkWriter encodes chunks, several at once where it has threads, and hands them to HDF5 one
// after the other in the order in which they were added: the file does not depend on the threads.
class ChunkWriter {
 public:
  // Enough that threads seldom wait for the last chunk, and few enough for some 16 MiB. As many
  // with one thread, so that HDF5 is asked for the same in the same order.
  static constexpr std::size_t kMostAtOnce = 32;

  // With compression 0 chunks are written as they are.
  ChunkWriter(int compression, std::uint32_t threads);

  // The values, and the name, must stay as they are until write_out(), which is called here
  // whenever kMostAtOnce are waiting. Throws H5Failure.
  void add(const Chunk& chunk);
  void write_out();

 private:
  parallel::Workers workers_;
  std::vector<std::unique_ptr<ChunkEncoder>> encoders_;  // by worker; none without compression
  std::vector<Chunk> waiting_;
  std::array<std::vector<std::byte>, kMostAtOnce> encoded_;  // of those that wait
};

}  // namespace peerwatt::output
