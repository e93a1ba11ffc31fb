#include "tools/peerwatt/note_printing.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {

void print_notes(std::span<const Diagnostic> notes, std::string_view prefix) {
  for (const Diagnostic& note : notes) tell(fmt::format("{}{}\n", prefix, note.text()));
}

}  // namespace peerwatt::tools
