#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <type_traits>

#include "engine/kernel/event.hpp"
#include "engine/kernel/message_pool.hpp"

namespace peerwatt::kernel {

// A message of at most eight bytes travels in the event itself.
template <class Message>
inline constexpr bool kTravelsInEvent = sizeof(Message) <= sizeof(std::uint64_t);

// A message as its receiver sees it. It must not be kept beyond the step of the loop over an inbox.
template <class Message>
struct Received {
  AgentId from;
  AgentId to;
  std::conditional_t<kTravelsInEvent<Message>, const Message, const Message&> message;
};

// The messages of one kind that arrive at one instant, in total order: by receiver, then sender.
template <class Message>
class Inbox {
 public:
  class Iterator {
   public:
    using value_type = Received<Message>;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(const Event* event, const MessagePool<Message>* pool) : event_{event}, pool_{pool} {}
    value_type operator*() const { return {event_->from(), event_->to(), message()}; }
    Iterator& operator++() {
      ++event_;
      return *this;
    }
    Iterator operator++(int) { return {event_++, pool_}; }
    bool operator==(const Iterator& other) const { return event_ == other.event_; }

   private:
    decltype(auto) message() const {
      if constexpr (kTravelsInEvent<Message>) {
        std::array<std::byte, sizeof(Message)> bytes{};
        std::memcpy(bytes.data(), &event_->payload, sizeof(Message));
        return std::bit_cast<Message>(bytes);
      } else {
        return pool_->message(static_cast<std::uint32_t>(event_->payload));
      }
    }
    const Event* event_ = nullptr;
    const MessagePool<Message>* pool_ = nullptr;
  };

  Inbox(Batch batch, const MessagePool<Message>& pool) : batch_{batch}, pool_{&pool} {}

  SimTime time() const { return batch_.front().at(); }
  std::size_t size() const { return batch_.size(); }  // at least 1
  Received<Message> operator[](std::size_t i) const { return *Iterator{&batch_[i], pool_}; }
  Iterator begin() const { return {batch_.data(), pool_}; }
  Iterator end() const { return {batch_.data() + batch_.size(), pool_}; }

 private:
  Batch batch_;
  const MessagePool<Message>* pool_;
};

}  // namespace peerwatt::kernel
