#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "engine/kernel/block_store.hpp"

namespace peerwatt::kernel {

// MessagePool stores messages while they travel. Places never move, so that references stay valid,
// and those of one block lie side by side. Whenever no message travels, its blocks go back to the
// store, and places are taken from the first again: messages that are sent one after the other lie
// one after the other in memory. Every operation takes O(1) a message, amortized over new blocks.
template <class Message>
class MessagePool {
  static_assert(std::is_trivially_copyable_v<Message> && sizeof(Message) <= BlockStore::kBytes);
  static_assert(alignof(Message) <= alignof(std::max_align_t));

 public:
  using Place = std::uint32_t;

  // The store must outlive it.
  explicit MessagePool(BlockStore& store) : store_{&store} {}
  MessagePool(const MessagePool&) = delete;
  MessagePool& operator=(const MessagePool&) = delete;

  // Takes a place for a message, which the caller writes.
  Place take() {
    ++taken_;
    if (!freed_.empty()) {
      const Place place = freed_.back();
      freed_.pop_back();
      return place;
    }
    if (fresh_ == blocks_.size() * kInBlock) blocks_.push_back(store_->lend());
    return fresh_++;
  }
  Message& message(Place place) {
    return reinterpret_cast<Message*>(blocks_[place / kInBlock])[place % kInBlock];
  }
  const Message& message(Place place) const {
    return reinterpret_cast<const Message*>(blocks_[place / kInBlock])[place % kInBlock];
  }
  // Frees places, which will be taken again in their order.
  void free(Place first, std::uint32_t count) {
    taken_ -= count;
    if (taken_ == 0) return clear();
    for (Place place = first + count; place > first; --place) freed_.push_back(place - 1);
  }
  // Frees all places.
  void clear() {
    for (std::byte* block : blocks_) store_->give_back(block);
    blocks_.clear();
    freed_.clear();
    fresh_ = 0;
    taken_ = 0;
  }
  // Tells whether a place lies behind another in memory.
  static bool follows(Place place, Place other) {
    return place == other + 1 && place % kInBlock != 0;
  }
  std::uint32_t taken() const { return taken_; }

 private:
  static constexpr Place kInBlock = BlockStore::kBytes / sizeof(Message);

  BlockStore* store_;
  std::vector<std::byte*> blocks_;
  std::vector<Place> freed_;  // places below fresh_ that are free again
  Place fresh_ = 0;           // first place not taken since no message travelled
  std::uint32_t taken_ = 0;
};

}  // namespace peerwatt::kernel
