#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// What an action has to say: an exit code, and texts that the caller prints or writes to files.
struct Answer {
  ExitCode code = ExitCode::kSuccess;
  std::vector<std::string> texts{};
};

// Runs an action that reads traces, which may come from anybody, in a process of its own. There it
// can read files, compute, print to what is open already, and nothing else: it opens no file for
// writing, no connection and no program, and takes no more than `memory_limit()` bytes. HDF5 1.10
// crashes over some damaged files: then that process dies and no other, and an InputError says that
// `what` is damaged. Complaints of the action are printed, and come back as its exit code.
Answer contained(const std::string& what, const std::function<Answer()>& action);

// The machine's memory, at most 8 GiB.
std::size_t memory_limit();

}  // namespace peerwatt::tools
