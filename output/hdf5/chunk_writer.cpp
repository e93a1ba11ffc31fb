#include "output/hdf5/chunk_writer.hpp"

#include <utility>

#include "output/hdf5/hdf5_tools.hpp"

namespace peerwatt::output {

ChunkWriter::ChunkWriter(int compression, std::uint32_t threads) : workers_{threads} {
  for (std::uint32_t i = 0; compression > 0 && i < threads; ++i) {
    encoders_.push_back(std::make_unique<ChunkEncoder>(compression));
  }
}

void ChunkWriter::add(const Chunk& chunk) {
  waiting_.push_back(chunk);
  if (waiting_.size() == kMostAtOnce) write_out();
}

void ChunkWriter::write_out() {
  if (!encoders_.empty()) {
    workers_.for_each_by(waiting_.size(), [this](std::size_t i, std::uint32_t worker) {
      encoders_[worker]->encode(waiting_[i].values, waiting_[i].layout, encoded_[i]);
    });
  }
  const std::vector<Chunk> chunks = std::exchange(waiting_, {});
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const Chunk& chunk = chunks[i];
    const std::span<const std::byte> stored =
        encoders_.empty() ? chunk.values : std::span<const std::byte>{encoded_[i]};
    check(H5Dwrite_chunk(chunk.dataset, H5P_DEFAULT, 0, chunk.offset.data(), stored.size(),
                         stored.data()),
          "write " + *chunk.name);
  }
}

}  // namespace peerwatt::output
