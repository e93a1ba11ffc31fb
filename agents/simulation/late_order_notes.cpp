#include "agents/simulation/late_order_notes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::agents {

std::vector<Diagnostic> late_order_notes(std::span<const Duration> delays, Duration gate) {
  const auto late =
      std::count_if(delays.begin(), delays.end(), [gate](Duration delay) { return delay >= gate; });
  if (late == 0) return {};
  Diagnostic note;
  note.severity = Severity::kNote;
  note.message = fmt::format(
      "market.gate_s: no order of {} of {} prosumers arrives before gate closure: a price and the "
      "order that answers it take up to {} s, and the gate closes {} s after the announcement: "
      "make gate_s longer or network.latency shorter",
      late, delays.size(), std::max_element(delays.begin(), delays.end())->seconds(),
      gate.seconds());
  std::vector<Diagnostic> notes;
  notes.push_back(std::move(note));
  return notes;
}

}  // namespace peerwatt::agents
