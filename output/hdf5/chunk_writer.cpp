#include "output/hdf5/chunk_writer.hpp"

#include <algorithm>
#include <utility>

#include "output/hdf5/hdf5_tools.hpp"

namespace peerwatt::output {
namespace {

void add_to_digest(const ChunkRows& rows) {
  for (std::size_t row = 0; row < rows.rows; ++row) {
    for (std::size_t part = 0; part < rows.parts; ++part) {
      const std::byte* begin = rows.values + part * rows.chunk_bytes + row * rows.part_bytes;
      rows.dataset->contents.add(begin,
                                 part + 1 < rows.parts ? rows.part_bytes : rows.last_part_bytes);
    }
  }
}

}  // namespace

ChunkWriter::ChunkWriter(Compression compression, std::uint32_t threads) : workers_{threads} {
  for (std::uint32_t i = 0; compression.level > 0 && i < threads; ++i) {
    encoders_.push_back(make_encoder(compression));
  }
}

GrowingDataset& ChunkWriter::follow(hid_t dataset, std::string path) {
  return datasets_.emplace_back(GrowingDataset{.id = dataset, .path = std::move(path)});
}

void ChunkWriter::add(const Chunk& chunk) {
  waiting_.push_back(chunk);
  if (waiting_.size() == kMostAtOnce) write_out();
}

std::vector<ChunkWriter::Group> ChunkWriter::rows_by_dataset() const {
  std::vector<Group> groups;
  for (auto begin = rows_.begin(); begin != rows_.end();) {
    const auto end = std::find_if(
        begin, rows_.end(), [&](const ChunkRows& rows) { return rows.dataset != begin->dataset; });
    groups.emplace_back(begin, end);
    begin = end;
  }
  return groups;
}

// The digest of a dataset goes row after row and is one task; it takes longer than a chunk, so it
// comes first.
void ChunkWriter::write_out() {
  const std::vector<Group> groups = rows_by_dataset();
  const std::size_t encoded = encoders_.empty() ? 0 : waiting_.size();
  workers_.for_each_by(groups.size() + encoded, [&](std::size_t task, std::uint32_t worker) {
    if (task < groups.size()) {
      std::for_each(groups[task].begin(), groups[task].end(), add_to_digest);
    } else {
      const std::size_t i = task - groups.size();
      encoders_[worker]->encode(waiting_[i].values, waiting_[i].layout, encoded_[i]);
    }
  });
  rows_.clear();
  const std::vector<Chunk> chunks = std::exchange(waiting_, {});
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const Chunk& chunk = chunks[i];
    const std::span<const std::byte> stored =
        encoders_.empty() ? chunk.values : std::span<const std::byte>{encoded_[i]};
    check(H5Dwrite_chunk(chunk.dataset->id, H5P_DEFAULT, 0, chunk.offset.data(), stored.size(),
                         stored.data()),
          "write " + chunk.dataset->path);
  }
}

std::map<std::string, std::string> ChunkWriter::take_digests() {
  write_out();
  std::map<std::string, std::string> digests;
  for (GrowingDataset& dataset : datasets_) {
    digests.emplace(dataset.path, dataset.contents.hexadecimal());
  }
  return digests;
}

}  // namespace peerwatt::output
