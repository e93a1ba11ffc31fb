#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace peerwatt::market {

// OrderHeap is a priority queue of orders by price, then time: the smallest merit first, among
// equal ones the earliest arrival. It is an implicit heap with four children to a node, which is
// half as deep as one with two, and whose children lie side by side in memory. Invariant: no entry
// comes before its parent. `push` and `pop` take O(log n), `first` O(1). Memory O(n).
class OrderHeap {
 public:
  struct Entry {
    double merit = 0;
    std::uint32_t arrival = 0;
    std::uint32_t slot = 0;
  };

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  const Entry& first() const { return entries_.front(); }
  std::span<const Entry> all() const { return entries_; }  // in no specified order

  void push(const Entry& entry);
  void pop();  // removes the first entry
  void clear() { entries_.clear(); }

  // Keeps the entries for which the predicate is true. O(n).
  template <class Predicate>
  void keep_if(Predicate wanted) {
    const auto unwanted = [&](const Entry& entry) { return !wanted(entry); };
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), unwanted), entries_.end());
    restore_order();
  }

 private:
  void rise(std::size_t hole, const Entry& entry);
  std::size_t sink(std::size_t hole);
  void restore_order();

  std::vector<Entry> entries_;
};

}  // namespace peerwatt::market
