#include "tools/peerwatt/note_printing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {

void print_notes(std::span<const Diagnostic> notes, std::string_view prefix) {
  for (const Diagnostic& note : notes.first(std::min(notes.size(), kMostShown))) {
    tell(fmt::format("{}{}\n", prefix, note.text()));
  }
  if (notes.size() > kMostShown) {
    tell(fmt::format("{}and {} more notes\n", prefix, notes.size() - kMostShown));
  }
}

}  // namespace peerwatt::tools
