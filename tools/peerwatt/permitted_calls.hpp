#pragma once

namespace peerwatt::tools {

// From now on this process may ask the system for what reading and computing take: files opened for
// reading alone, memory that holds no code, time, and the streams that are open already. All else
// fails with "operation not permitted". Cannot be undone. Where the system knows no such filter
// (seccomp), nothing changes; SECURITY.md says so.
void permit_reading_only();

}  // namespace peerwatt::tools
