#include "engine/kernel/block_pool.hpp"

#include <algorithm>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace peerwatt::kernel {

void BlockPool::add_chunk() {
  const std::size_t bytes = chunks_.empty()
                                ? kFirstChunkBytes
                                : std::min(kHugePageBytes, 2 * chunks_.back().get_deleter().bytes);
  fresh_ = static_cast<std::byte*>(::operator new (bytes, std::align_val_t{bytes}));
  chunks_.emplace_back(fresh_, ReleaseChunk{bytes});
  fresh_end_ = fresh_ + bytes;
#ifdef __linux__
  // Lists are spread over the whole chunk: a huge page takes one page table entry instead of 512.
  // This is only a hint to the system.
  if (bytes == kHugePageBytes) madvise(fresh_, bytes, MADV_HUGEPAGE);
#endif
}

void BlockPool::extend(EventList& list) {
  Block* block = free_;
  if (block != nullptr) {
    free_ = block->next;
  } else {
    if (static_cast<std::size_t>(fresh_end_ - fresh_) < sizeof(Block)) add_chunk();
    block = new (fresh_) Block;
    fresh_ += sizeof(Block);
  }
  block->next = nullptr;
  if (list.head == nullptr) {
    list.head = block;
  } else {
    list.tail->next = block;
    ++list.full_blocks;
  }
  list.tail = block;
  list.in_tail = 0;
}

}  // namespace peerwatt::kernel
