#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "engine/kernel/event.hpp"

namespace peerwatt::kernel {

// An event while it waits. The list that it is in determines the upper part of its time.
struct [[gnu::packed]] WaitingEvent {
  std::uint32_t time;  // the lowest 32 bits of the microseconds since the queue's origin
  std::uint32_t target;
  std::uint32_t source;
  std::uint32_t ordinal;
  Phase phase;
  std::uint64_t payload;
};
static_assert(sizeof(WaitingEvent) == 26);

// A block of a list of waiting events. All blocks of a list but the last are full.
struct Block {
  static constexpr std::uint32_t kEvents = 39;
  Block* next;
  WaitingEvent events[kEvents];
};
static_assert(sizeof(Block) <= 1024);

// An EventList is a first-in, first-out list of waiting events, as a linked list of blocks. It is
// plain data; the pool owns the blocks.
struct EventList {
  Block* head = nullptr;
  Block* tail = nullptr;
  std::uint32_t in_tail = Block::kEvents;  // events in the last block; full if there is no block
  std::uint32_t full_blocks = 0;           // blocks before the last

  std::size_t size() const {
    return head == nullptr ? 0 : std::size_t{full_blocks} * Block::kEvents + in_tail;
  }
};

// BlockPool hands out blocks and takes them back. Appending takes O(1) amortized, consuming O(1)
// for each event. Memory grows to the largest need and is then reused.
class BlockPool {
 public:
  // Returns the event in its place, where it stays until it is consumed.
  WaitingEvent& append(EventList& list, const WaitingEvent& event) {
    if (list.in_tail == Block::kEvents) [[unlikely]]
      extend(list);
    return list.tail->events[list.in_tail++] = event;
  }

  // Calls visit(event) for each event of the list in order. The blocks go back to the pool one by
  // one, after their events were visited, so a visitor may append to other lists.
  template <class Visit>
  void consume(EventList list, Visit visit) {
    for (Block* block = list.head; block != nullptr;) {
      const std::uint32_t count = block == list.tail ? list.in_tail : Block::kEvents;
      prefetch(block->next);
      for (std::uint32_t i = 0; i < count; ++i) visit(block->events[i]);
      Block* const next = block->next;
      block->next = free_;
      free_ = block;
      block = next;
    }
  }

 private:
  // Each chunk is twice as large as the one before it, up to a huge page.
  static constexpr std::size_t kFirstChunkBytes = std::size_t{1} << 16;
  static constexpr std::size_t kHugePageBytes = std::size_t{1} << 21;
  struct ReleaseChunk {
    std::size_t bytes = 0;
    void operator()(std::byte* chunk) const { ::operator delete (chunk, std::align_val_t{bytes}); }
  };
  using Chunk = std::unique_ptr<std::byte, ReleaseChunk>;

  // Prefetches a block: one that has waited for long is no longer in the caches, and the next block
  // of a list may lie anywhere.
  static void prefetch(const Block* block) {
    constexpr std::size_t kCacheLine = 64;
    const auto* const bytes = reinterpret_cast<const std::byte*>(block);
    for (std::size_t i = 0; block != nullptr && i < sizeof(Block); i += kCacheLine) {
      __builtin_prefetch(bytes + i);
    }
  }
  void extend(EventList& list);
  void add_chunk();

  std::vector<Chunk> chunks_;
  std::byte* fresh_ = nullptr;  // the part of the last chunk that was never used
  std::byte* fresh_end_ = nullptr;
  Block* free_ = nullptr;
};

}  // namespace peerwatt::kernel
