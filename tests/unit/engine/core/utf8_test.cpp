#include "engine/core/utf8.hpp"

#include <doctest/doctest.h>

namespace peerwatt {
namespace {

using namespace std::string_view_literals;

TEST_CASE("well-formed UTF-8 has no bad byte") {
  CHECK_FALSE(first_bad_byte("plain\ttext\r\n"));
  CHECK_FALSE(first_bad_byte("\u00e9 \u20ac \U0001F642 \U0010FFFF \uD7FF \uE000"));
  CHECK(characters("\u00e9\u20ac\U0001F642x") == 4);
}

TEST_CASE("the first byte that is not part of well-formed UTF-8 is found") {
  for (const auto text : {"ab\xE9"sv, "ab\x80"sv, "ab\xC0\x80"sv, "ab\xC3"sv, "ab\xE0\x9F\x80"sv,
                          "ab\xED\xA0\x80"sv, "ab\xF4\x90\x80\x80"sv, "ab\xF0\x8F\x80\x80"sv,
                          "ab\xFF"sv, "ab\0"sv, "ab\x1B"sv, "ab\x7F"sv, "ab\xE2\x82"sv}) {
    CAPTURE(text.size());
    CHECK(first_bad_byte(text) == 2u);
  }
}

}  // namespace
}  // namespace peerwatt
