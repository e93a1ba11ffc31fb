#pragma once

#include <cstddef>
#include <cstdint>

namespace peerwatt::output {

// What decides about the chunks of a trace.
struct ChunkDemand {
  std::int64_t prosumers = 0;
  std::int64_t slots_per_day = 1;
  std::int64_t slots = 1;
  std::int64_t every = 1;
  std::size_t columns = 1;  // of the agents' series, 8 bytes a value
};

// Rows and columns of the chunks. All are at least 1.
struct ChunkPlan {
  std::size_t flush_slots = 1;  // the file is flushed after so many slots: about a day
  std::size_t system_rows = 1;  // divides flush_slots, or holds the whole run
  std::size_t agent_rows = 1;   // divides flush_slots when every slot is written
  std::size_t agent_width = 1;  // prosumers
  std::size_t daily_rows = 1;
  std::size_t daily_width = 1;
  std::size_t event_rows = 1;  // about as many as there are orders between two flushes
};

// Chunks of the agents' series hold about 1 MiB, and the chunks being filled stay below 64 MiB
// together. Beyond a few 100,000 prosumers a chunk is a part of one row, which needs no filling.
ChunkPlan plan_chunks(const ChunkDemand& demand);

}  // namespace peerwatt::output
