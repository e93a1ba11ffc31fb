#include "tools/peerwatt/note_printing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {

void print_notes(std::span<const Diagnostic> notes, std::string_view prefix) {
  constexpr std::size_t kMostNotes = 100;  // more would push the first ones off the screen
  for (const Diagnostic& note : notes.first(std::min(notes.size(), kMostNotes))) {
    tell(fmt::format("{}{}\n", prefix, note.text()));
  }
  if (notes.size() > kMostNotes) {
    tell(fmt::format("{}and {} more notes\n", prefix, notes.size() - kMostNotes));
  }
}

}  // namespace peerwatt::tools
