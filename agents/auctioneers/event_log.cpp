#include "agents/auctioneers/event_log.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace peerwatt::agents {
namespace {

// By time, then by market place, those above the zones last. What happened at one place at one
// instant stays in its order; in which order places were asked does not matter.
template <class Record>
void sort_by_time_and_place(std::vector<Record>& records) {
  const auto key = [](const Record& record) {
    return std::pair{record.time, static_cast<std::uint32_t>(record.zone)};
  };
  std::stable_sort(records.begin(), records.end(),
                   [&](const Record& a, const Record& b) { return key(a) < key(b); });
}

// The events of one kind, taken one after the other.
template <class Record>
class Line {
 public:
  explicit Line(std::vector<Record>& records) : records_{records} {}
  SimTime time() const {
    return next_ < records_.size()
               ? records_[next_].time
               : SimTime::from_microseconds(std::numeric_limits<std::int64_t>::max());
  }
  bool is_empty() const { return next_ == records_.size(); }
  void number(std::int64_t sequence) { records_[next_++].sequence = sequence; }

 private:
  std::vector<Record>& records_;
  std::size_t next_ = 0;
};

}  // namespace

std::size_t EventLog::add(const recording::OrderRecord& order) {
  if (is_on()) orders_.push_back(order);
  return orders_.size() - 1;
}

void EventLog::set_outcome(std::size_t order, recording::Outcome outcome) {
  if (is_on()) orders_[order].outcome = outcome;
}

void EventLog::add(const recording::TradeRecord& trade) {
  if (is_on()) trades_.push_back(trade);
}

void EventLog::add(const recording::QuoteRecord& quote) {
  if (is_on()) quotes_.push_back(quote);
}

void EventLog::finish_slot() {
  sort_by_time_and_place(orders_);
  sort_by_time_and_place(trades_);
  sort_by_time_and_place(quotes_);
  Line orders{orders_};
  Line trades{trades_};
  Line quotes{quotes_};
  while (!orders.is_empty() || !trades.is_empty() || !quotes.is_empty()) {
    if (!orders.is_empty() && orders.time() <= std::min(trades.time(), quotes.time())) {
      orders.number(next_sequence_++);
    } else if (!trades.is_empty() && trades.time() <= quotes.time()) {
      trades.number(next_sequence_++);
    } else {
      quotes.number(next_sequence_++);
    }
  }
}

void EventLog::take_from(EventLog& other) {
  orders_.insert(orders_.end(), other.orders_.begin(), other.orders_.end());
  trades_.insert(trades_.end(), other.trades_.begin(), other.trades_.end());
  quotes_.insert(quotes_.end(), other.quotes_.begin(), other.quotes_.end());
  other.clear();
}

void EventLog::clear() {
  orders_.clear();
  trades_.clear();
  quotes_.clear();
}

}  // namespace peerwatt::agents
