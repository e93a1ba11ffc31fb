#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

#include "engine/kernel/event.hpp"
#include "engine/kernel/message_pool.hpp"

namespace peerwatt::kernel {

// A message while it travels. Of one that is broadcast, `to` counts the runs that have yet to
// arrive.
template <class Message>
struct Letter {
  AgentId from;
  AgentId to;
  Message message;
};

// A run is what an event of a channel carries: letters that arrive at one instant and lie side by
// side in the channel's pool, in the order of receiver, then sender; or one letter to agents whose
// numbers follow each other, of whom the event's target is the first.
struct Run {
  std::uint32_t first = 0;  // place of the first letter in the pool
  std::uint32_t count = 0;  // of its letters, or of the receivers of the one; below 2^31
  bool is_broadcast = false;

  // As the payload of an event. Adding kOneMore to it makes the run longer by one.
  static constexpr std::uint64_t kOneMore = std::uint64_t{1} << 32;
  constexpr std::uint64_t packed() const {
    return std::uint64_t{is_broadcast ? 1U : 0U} << 63 | std::uint64_t{count} << 32 | first;
  }
  static constexpr Run unpacked(std::uint64_t payload) {
    return {static_cast<std::uint32_t>(payload), static_cast<std::uint32_t>(payload << 1 >> 33),
            payload >> 63 != 0};
  }
};

// A message as its receiver sees it. It must not be kept beyond the step of the loop over an inbox.
template <class Message>
struct Received {
  AgentId from;
  AgentId to;
  const Message& message;
};

// The messages of one kind that arrive at one instant, in total order: by receiver, then sender,
// then as they were sent. Into which runs they were gathered on the way cannot be seen.
template <class Message>
class Inbox {
 public:
  class Iterator {
   public:
    using value_type = Received<Message>;
    using difference_type = std::ptrdiff_t;

    Iterator(Batch batch, const MessagePool<Letter<Message>>& pool)
        : event_{batch.data()}, end_{event_ + batch.size()}, pool_{&pool} {
      open();
    }
    value_type operator*() const {
      if (run_.is_broadcast) {
        return {letters_->from, AgentId{event_->target + step_}, letters_->message};
      }
      const Letter<Message>& letter = letters_[step_];
      return {letter.from, letter.to, letter.message};
    }
    Iterator& operator++() {
      if (++step_ == run_.count) {
        ++event_;
        open();
      }
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return event_ == end_; }

   private:
    void open() {
      if (event_ == end_) return;
      step_ = 0;
      run_ = Run::unpacked(event_->payload);
      letters_ = &pool_->message(run_.first);
    }
    const Event* event_;
    const Event* end_;
    const MessagePool<Letter<Message>>* pool_;
    const Letter<Message>* letters_ = nullptr;  // of the event's run
    Run run_;
    std::uint32_t step_ = 0;  // within the run
  };

  // A batch of runs in total order, with as many messages in all.
  Inbox(Batch batch, std::size_t messages, const MessagePool<Letter<Message>>& pool)
      : batch_{batch}, messages_{messages}, pool_{&pool} {}

  SimTime time() const { return batch_.front().at(); }
  std::size_t size() const { return messages_; }  // at least 1
  Iterator begin() const { return {batch_, *pool_}; }
  std::default_sentinel_t end() const { return {}; }

 private:
  Batch batch_;
  std::size_t messages_;
  const MessagePool<Letter<Message>>* pool_;
};

}  // namespace peerwatt::kernel
