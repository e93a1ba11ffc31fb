#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

// What happened at the market places in a slot, if anybody wants to know.
class EventLog {
 public:
  enum class Mode { kOff, kOn };
  explicit EventLog(Mode mode) : mode_{mode} {}

  bool is_on() const { return mode_ == Mode::kOn; }
  // Returns the order's index, by which its outcome can be changed until the slot is over.
  std::size_t add(const recording::OrderRecord& order);
  void set_outcome(std::size_t order, recording::Outcome outcome);
  void add(const recording::TradeRecord& trade);
  void add(const recording::QuoteRecord& quote);

  // Puts the events in the order of their times and numbers them; at the same time orders come
  // first, then trades, then quotes, each kind in the order of the market places.
  void finish_slot();
  std::span<const recording::OrderRecord> orders() const { return orders_; }
  std::span<const recording::TradeRecord> trades() const { return trades_; }
  std::span<const recording::QuoteRecord> quotes() const { return quotes_; }
  void clear();
  // Takes over what another log has, before the slot is finished.
  void take_from(EventLog& other);

 private:
  Mode mode_;
  std::vector<recording::OrderRecord> orders_;
  std::vector<recording::TradeRecord> trades_;
  std::vector<recording::QuoteRecord> quotes_;
  std::int64_t next_sequence_ = 0;
};

}  // namespace peerwatt::agents
