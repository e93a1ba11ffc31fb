#pragma once

namespace peerwatt::tools {

// From now on a crash ends the program with exit code 1 and a message, not by a signal, and so does
// a library that calls exit(). HDF5, OpenSSL and others do either where the system refuses them
// memory, at places that no caller can guard.
void end_crashes_in_order();

// A child whose parent wants to know of its crash: it dies by the signal again.
void let_crashes_happen();

}  // namespace peerwatt::tools
