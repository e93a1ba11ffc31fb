#include "engine/profiles/complaints.hpp"

#include <algorithm>

namespace peerwatt::profiles {

bool Complaints::wants(Complaint kind) {
  Heap& heap = heaps_[static_cast<std::size_t>(kind)];
  if (heap.shown.size() < kShown) return true;
  ++heap.more;
  return false;
}

void Complaints::add(Complaint kind, SourcePosition position, std::string message) {
  heaps_[static_cast<std::size_t>(kind)].shown.push_back({std::move(position), std::move(message)});
}

bool Complaints::empty() const {
  return std::all_of(heaps_.begin(), heaps_.end(),
                     [](const Heap& heap) { return heap.shown.empty(); });
}

void Complaints::report_to(Diagnostics& diagnostics) const {
  for (const Heap& heap : heaps_) {
    for (std::size_t i = 0; i < heap.shown.size(); ++i) {
      const bool last = i + 1 == heap.shown.size();
      diagnostics.add(
          heap.shown[i].position,
          heap.shown[i].message + (last && heap.more > 0
                                       ? " (and " + std::to_string(heap.more) + " more like it)"
                                       : std::string{}));
    }
  }
}

}  // namespace peerwatt::profiles
