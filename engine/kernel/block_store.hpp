#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace peerwatt::kernel {

// BlockStore lends blocks of memory to the message pools of a simulation, the one that was given
// back last first: it is in the caches. As the messages of a slot travel kind by kind, the pools
// need them one after the other. Memory is the largest number of blocks lent at once.
class BlockStore {
 public:
  static constexpr std::size_t kBytes = 16384;

  std::byte* lend() {
    if (free_.empty()) {
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kBytes));
      free_.reserve(blocks_.capacity());
      return blocks_.back().get();
    }
    std::byte* const block = free_.back();
    free_.pop_back();
    return block;
  }
  void give_back(std::byte* block) { free_.push_back(block); }
  // How many there are, lent or not.
  std::size_t blocks() const { return blocks_.size(); }

 private:
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::vector<std::byte*> free_;
};

}  // namespace peerwatt::kernel
