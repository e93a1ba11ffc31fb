#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "engine/core/contracts.hpp"

namespace peerwatt::kernel {

// MessagePool stores messages while they travel. A slot may be shared by many events. Invariant: it
// is free again when each of its holders has released it, and slots never move, so that references
// stay valid. The slots of a chunk lie side by side. Whenever no message travels, slots are handed
// out from the first again, so that messages that are sent one after the other lie one after the
// other in memory. Every operation takes O(1), amortized over new chunks; memory is the largest
// number of slots in use at once, rounded up to whole chunks.
template <class Message>
class MessagePool {
  static_assert(std::is_trivially_copyable_v<Message>);

 public:
  using Handle = std::uint32_t;

  // Takes a slot for a message, which the caller writes into `message_at`. One that is shared needs
  // a call of `hold`.
  Handle take() {
    ++taken_;
    if (!freed_.empty()) {
      const Handle handle = freed_.back();
      freed_.pop_back();
      return handle;
    }
    if (fresh_ == capacity()) add_chunk();
    return fresh_++;
  }
  Message& message_at(Handle handle) { return (*chunks_[handle / kChunk])[handle % kChunk]; }
  // Sets the number of those who share a slot. With none it is free at once.
  void hold(Handle handle, std::uint32_t holders) {
    holders_[handle] = holders;
    if (holders == 0) put_back(handle);
  }
  void release(Handle handle) {
    PEERWATT_EXPECTS(holders_[handle] > 0);
    if (--holders_[handle] == 0) put_back(handle);
  }
  // Frees slots that are not shared. They will be taken again in their order.
  void release_all(Handle first, std::uint32_t count) {
    for (Handle handle = first + count; handle > first; --handle) put_back(handle - 1);
  }
  // Tells whether a slot lies behind another in memory.
  static bool follows(Handle handle, Handle other) {
    return handle == other + 1 && handle % kChunk != 0;
  }
  const Message& message(Handle handle) const {
    return (*chunks_[handle / kChunk])[handle % kChunk];
  }
  std::size_t capacity() const { return chunks_.size() * kChunk; }

 private:
  static constexpr Handle kChunk = 256;
  using Chunk = std::array<Message, kChunk>;

  void put_back(Handle handle) {
    if (--taken_ == 0) {
      freed_.clear();
      fresh_ = 0;
    } else {
      freed_.push_back(handle);
    }
  }
  void add_chunk() {
    chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
    holders_.resize(capacity());
    if (freed_.capacity() < capacity()) freed_.reserve(2 * capacity());
  }

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::vector<std::uint32_t> holders_;  // by slot
  std::vector<Handle> freed_;           // slots below fresh_ that are free again
  Handle fresh_ = 0;                    // first slot not used since no message travelled
  std::uint32_t taken_ = 0;
};

}  // namespace peerwatt::kernel
