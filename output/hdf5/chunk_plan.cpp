#include "output/hdf5/chunk_plan.hpp"

#include <algorithm>

namespace peerwatt::output {
namespace {

constexpr std::int64_t kChunkValues = 131072;  // 1 MiB of doubles
constexpr std::int64_t kBufferBytes = std::int64_t{64} << 20;
constexpr std::int64_t kMaxRows = 1024;
// A flush costs about as much as recording so many prosumers for a slot, and then 20 times less.
constexpr std::int64_t kFlushProsumerSlots = 100'000;
constexpr std::int64_t kFewestEvents = 1024;
constexpr std::int64_t kMostEvents = 32768;  // 6 MiB in the columns of all events

std::int64_t largest_divisor(std::int64_t number, std::int64_t limit) {
  for (std::int64_t divisor = std::min(number, limit); divisor > 1; --divisor) {
    if (number % divisor == 0) return divisor;
  }
  return 1;
}

std::int64_t rounded_up(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}

std::int64_t flush_slots(const ChunkDemand& demand) {
  const std::int64_t day = std::max<std::int64_t>(1, demand.slots_per_day);
  if (day > kMaxRows) return largest_divisor(day, kMaxRows);
  const std::int64_t wanted =
      rounded_up(kFlushProsumerSlots, day * std::max<std::int64_t>(1, demand.prosumers));
  return day * std::clamp<std::int64_t>(wanted, 1, kMaxRows / day);
}

}  // namespace

ChunkPlan plan_chunks(const ChunkDemand& demand) {
  const std::int64_t prosumers = std::max<std::int64_t>(1, demand.prosumers);
  const std::int64_t flush = flush_slots(demand);
  const std::int64_t slots = std::max<std::int64_t>(1, demand.slots);
  const std::int64_t row_bytes = prosumers * 8 * static_cast<std::int64_t>(demand.columns);
  const std::int64_t buffered = std::clamp<std::int64_t>(kBufferBytes / row_bytes, 1, kMaxRows);
  const std::int64_t cycle = std::max<std::int64_t>(1, flush / demand.every);
  const std::int64_t rows = largest_divisor(cycle, buffered);
  const std::int64_t used_rows = std::min(rows, rounded_up(slots, demand.every));
  const std::int64_t parts = rounded_up(prosumers * used_rows, kChunkValues);
  const std::int64_t days = rounded_up(slots, std::max<std::int64_t>(1, demand.slots_per_day));
  const std::int64_t daily = std::clamp<std::int64_t>(kChunkValues / prosumers, 1, 32);
  const std::int64_t used_daily = std::min(daily, days);
  const std::int64_t daily_parts = rounded_up(prosumers * used_daily, kChunkValues);
  return {.flush_slots = static_cast<std::size_t>(flush),
          .system_rows = static_cast<std::size_t>(std::min(flush, slots)),
          .agent_rows = static_cast<std::size_t>(used_rows),
          .agent_width = static_cast<std::size_t>(rounded_up(prosumers, parts)),
          .daily_rows = static_cast<std::size_t>(used_daily),
          .daily_width = static_cast<std::size_t>(rounded_up(prosumers, daily_parts)),
          .event_rows = static_cast<std::size_t>(
              std::clamp(prosumers * std::min(flush, slots), kFewestEvents, kMostEvents))};
}

}  // namespace peerwatt::output
