#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "engine/core/contracts.hpp"

namespace peerwatt::kernel {

// Keeps messages while they travel. A slot may be shared by many events and is free again when
// each of them has released it. Slots never move.
template <class Message>
class MessagePool {
  static_assert(std::is_trivially_copyable_v<Message>);

 public:
  using Handle = std::uint32_t;

  // A slot that nobody holds yet: `hold` it, or `discard` it.
  Handle store(const Message& message) {
    if (free_ == kNone) add_chunk();
    const Handle handle = free_;
    Slot& place = slot(handle);
    free_ = place.next_free;
    place.message = message;
    place.holders = 0;
    return handle;
  }
  void hold(Handle handle, std::uint32_t holders) {
    if (holders == 0) return put_back(handle);
    slot(handle).holders = holders;
  }
  void release(Handle handle) {
    PEERWATT_EXPECTS(slot(handle).holders > 0);
    if (--slot(handle).holders == 0) put_back(handle);
  }
  const Message& message(Handle handle) const { return slot(handle).message; }
  std::size_t capacity() const { return chunks_.size() * kChunk; }

 private:
  static constexpr Handle kNone = ~Handle{0};
  static constexpr Handle kChunk = 256;
  struct Slot {
    Message message;
    std::uint32_t holders;
    Handle next_free;
  };
  using Chunk = std::array<Slot, kChunk>;

  Slot& slot(Handle handle) { return (*chunks_[handle / kChunk])[handle % kChunk]; }
  const Slot& slot(Handle handle) const { return (*chunks_[handle / kChunk])[handle % kChunk]; }
  void put_back(Handle handle) {
    slot(handle).next_free = free_;
    free_ = handle;
  }
  void add_chunk() {
    const auto first = static_cast<Handle>(capacity());
    chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
    for (Handle i = kChunk; i-- > 0;) put_back(first + i);
  }

  std::vector<std::unique_ptr<Chunk>> chunks_;
  Handle free_ = kNone;
};

}  // namespace peerwatt::kernel
