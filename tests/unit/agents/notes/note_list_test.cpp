#include "agents/notes/note_list.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::notes {
namespace {

using Paths = std::vector<std::string>;

TEST_CASE("notes are collected in order, with what they are about and what they rest on") {
  NoteList list;
  list.idle({"a.x", "a.y"}, {"b"}, "without effect: {} is {}", "b", 0);
  list.surprise("c", {}, "is {}", 1.5);
  const std::vector<Note> notes = list.take();
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].kind == Kind::kIdle);
  CHECK(notes[0].paths == Paths{"a.x", "a.y"});
  CHECK(notes[0].causes == Paths{"b"});
  CHECK(notes[0].message == "without effect: b is 0");
  CHECK(notes[1].kind == Kind::kSurprise);
  CHECK(notes[1].paths == Paths{"c"});
  CHECK(notes[1].causes.empty());
  CHECK(notes[1].message == "is 1.5");
}

TEST_CASE("notes that were taken are no longer in the list") {
  NoteList list;
  list.surprise("c", {}, "is odd");
  CHECK(list.take().size() == 1);
  CHECK(list.take().empty());
}

}  // namespace
}  // namespace peerwatt::notes
