#include "agents/market/order_book/order_heap.hpp"

namespace peerwatt::market {
namespace {

constexpr std::size_t kChildren = 4;

std::size_t parent(std::size_t place) {
  return (place - 1) / kChildren;
}

std::size_t first_child(std::size_t place) {
  return kChildren * place + 1;
}

// Tells whether a is served before b, without a branch to mispredict.
bool before(const OrderHeap::Entry& a, const OrderHeap::Entry& b) {
  const auto earlier = static_cast<unsigned>(a.arrival < b.arrival);
  const auto equal = static_cast<unsigned>(a.merit == b.merit);
  return (static_cast<unsigned>(a.merit < b.merit) | (equal & earlier)) != 0;
}

}  // namespace

void OrderHeap::push(const Entry& entry) {
  entries_.push_back(entry);
  rise(entries_.size() - 1, entry);
}

// Removes the first entry. The hole is moved down to a leaf before the last entry fills it and
// rises from there: it mostly belongs near a leaf, and going down without it saves a comparison on
// each level (bottom-up heapsort; Wegener, Theor. Comput. Sci. 118, 1993).
void OrderHeap::pop() {
  const Entry last = entries_.back();
  entries_.pop_back();
  if (!entries_.empty()) rise(sink(0), last);
}

// Moves the hole up to where the entry belongs, and fills it.
void OrderHeap::rise(std::size_t hole, const Entry& entry) {
  while (hole > 0 && before(entry, entries_[parent(hole)])) {
    entries_[hole] = entries_[parent(hole)];
    hole = parent(hole);
  }
  entries_[hole] = entry;
}

// Moves the hole down to a leaf, along the best child of each node. Returns the leaf.
std::size_t OrderHeap::sink(std::size_t hole) {
  const auto better = [this](std::size_t a, std::size_t b) {
    return before(entries_[b], entries_[a]) ? b : a;
  };
  std::size_t child = first_child(hole);
  for (; child + kChildren <= entries_.size(); child = first_child(hole)) {
    const std::size_t best = better(better(child, child + 1), better(child + 2, child + 3));
    entries_[hole] = entries_[best];
    hole = best;
  }
  if (child >= entries_.size()) return hole;
  std::size_t best = child;
  for (++child; child < entries_.size(); ++child) best = better(best, child);
  entries_[hole] = entries_[best];
  return best;
}

// Restores the invariant from the last parent to the first, in O(n) (Floyd, Commun. ACM 7(12),
// 1964, Algorithm 245).
void OrderHeap::restore_order() {
  if (entries_.size() < 2) return;
  for (std::size_t top = parent(entries_.size() - 1) + 1; top-- > 0;) {
    const Entry entry = entries_[top];
    std::size_t hole = top;
    for (std::size_t child = first_child(hole); child < entries_.size();
         child = first_child(hole)) {
      const std::size_t end = std::min(child + kChildren, entries_.size());
      std::size_t best = child;
      for (++child; child < end; ++child) {
        if (before(entries_[child], entries_[best])) best = child;
      }
      if (!before(entries_[best], entry)) break;
      entries_[hole] = entries_[best];
      hole = best;
    }
    entries_[hole] = entry;
  }
}

}  // namespace peerwatt::market
