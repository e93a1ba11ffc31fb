#include "engine/core/shown_text.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

TEST_CASE("what a terminal would obey is shown as an escape") {
  CHECK(shown_text("\x1b[31mred") == "\\x1b[31mred");
  CHECK(shown_text("a\rb\x07") == "a\\x0db\\x07");
  CHECK(shown_text(std::string_view{"a\0b", 3}) == "a\\x00b");
  CHECK(shown_text("\x7f") == "\\u007f");
  CHECK(shown_text("\xC2\x9B"
                   "31m") == "\\u009b31m");
  CHECK(shown_text("\xE2\x80\xAE"
                   "evil\xE2\x81\xA6") == "\\u202eevil\\u2066");
}

TEST_CASE("bytes that are not UTF-8 are shown by their values") {
  CHECK(shown_text("\x9b"
                   "31m") == "\\x9b31m");
  CHECK(shown_text("caf\xE9") == "caf\\xe9");
  CHECK(shown_text("\xE2\x80") == "\\xe2\\x80");
}

TEST_CASE("letters of all writings stay, and so do the lines of a text") {
  CHECK(shown_text("Zähler\n\t\xE2\x82\xAC \xF0\x9F\x8C\x9E") ==
        "Zähler\n\t\xE2\x82\xAC \xF0\x9F\x8C\x9E");
  CHECK(shown_line("a\n\tb") == "a\\x0a\\x09b");
}

TEST_CASE("a problem of a name counts characters") {
  CHECK(name_problem("Zähler 1").empty());
  CHECK(name_problem("\xC3\xA4\x1b") == "must not have the control character U+001B (character 2)");
  CHECK(name_problem("a\nb\x1b") == "must not have the control character U+000A (character 2)");
  CHECK(name_problem("a\x1b\n") == "must not have the control character U+001B (character 2)");
  CHECK(name_problem("\xE2\x80\xAA") == "must not have the control character U+202A (character 1)");
  CHECK(text_problem("a\n\tb").empty());
  CHECK(text_problem("a\n\xC2\x80") == "must not have the control character U+0080 (character 3)");
}

TEST_CASE("neighbours of what is refused are letters") {
  CHECK_FALSE(
      first_control_character(" \x7E\xC2\xA0\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA"));
  CHECK(first_control_character("ab\xC2\x9F")->offset == 2);
  CHECK(first_control_character("\x1b\x1b", 1)->offset == 1);
}
