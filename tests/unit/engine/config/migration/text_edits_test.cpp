#include "engine/config/migration/text_edits.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

SourcePosition at(int line, int column) {
  return {"sample.yaml", line, column};
}

TEST_CASE("words are replaced where they stand, in any order, and all other bytes stay") {
  TextEdits edits{"a: 1\r\n  old: 2 # old\nold: 3"};
  CHECK(edits.replace(at(3, 1), "old", "newer"));
  CHECK(edits.replace(at(2, 3), "old", "x"));
  CHECK(edits.result() == "a: 1\r\n  x: 2 # old\nnewer: 3");
}

TEST_CASE("columns count characters, and a byte order mark is none") {
  TextEdits edits{"\xEF\xBB\xBF{\"\u00e4\u20ac\": 1, old: 2}"};
  CHECK(edits.replace(at(1, 11), "old", "new"));
  CHECK(edits.result() == "\xEF\xBB\xBF{\"\u00e4\u20ac\": 1, new: 2}");
}

TEST_CASE("quotes may precede a word, nothing else") {
  TextEdits edits{"\"old\": 1\n'old': 2\n&anchor old: 3\n\"o\\x6cd\": 4\n"};
  CHECK(edits.replace(at(1, 1), "old", "new"));
  CHECK(edits.replace(at(2, 1), "old", "new"));
  CHECK_FALSE(edits.replace(at(3, 1), "old", "new"));
  CHECK_FALSE(edits.replace(at(4, 1), "old", "new"));
  CHECK(edits.result() == "\"new\": 1\n'new': 2\n&anchor old: 3\n\"o\\x6cd\": 4\n");
}

TEST_CASE("a word is replaced once, however often it is asked for") {
  TextEdits edits{"old: 1"};
  CHECK(edits.replace(at(1, 1), "old", "older"));
  CHECK(edits.replace(at(1, 1), "old", "older"));
  CHECK(edits.result() == "older: 1");
}

TEST_CASE("a position behind the text has no word") {
  TextEdits edits{"old"};
  for (const SourcePosition& where : {at(0, 0), at(1, 9), at(2, 1), at(7, 1)}) {
    CHECK_FALSE(edits.replace(where, "old", "new"));
  }
  CHECK(edits.result() == "old");
}

}  // namespace
}  // namespace peerwatt::config
