#include "engine/config/yaml_text.hpp"

#include <fmt/format.h>

#include "engine/config/yaml_parser.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

Node parsed(std::string_view text) {
  return parse_yaml(text, std::make_shared<const Source>(Source{"x.yaml", {}}));
}

std::string complaint(std::string_view text) {
  try {
    parsed(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("escapes are characters of UTF-8, beside others and alone") {
  CHECK(parsed(R"("\N")").text == "\u0085");
  CHECK(parsed(R"("\_a\_")").text == "\u00A0a\u00A0");
  CHECK(parsed(R"("é\N€\_🙂\L\P\x85\u2028")").text ==
        "é\u0085€\u00A0🙂\u2028\u2029\u0085\u2028");
  CHECK(with_whole_characters("\u00e9\u20ac\U0001F642x") == "\u00e9\u20ac\U0001F642x");
}

TEST_CASE("characters that readers of YAML dispute are found with their code") {
  for (const unsigned code : {0x80U, 0x85U, 0x9FU, 0x2028U, 0x2029U, 0xFEFFU, 0xFFFEU, 0xFFFFU}) {
    const std::string escape = fmt::format(R"("\u{:04x}")", code);
    CAPTURE(escape);
    CHECK(disputed_character(parsed(escape).text, 0) == code);
  }
  for (const char* text :
       {"", "a", "\u00a0", "\u0100", "\u2027", "\u202a", "\ufefe", "\U0001FEFF"}) {
    CAPTURE(text);
    CHECK(disputed_character(text, 0) == 0);
  }
}

TEST_CASE("quotes that nobody closes are told, wherever they open") {
  for (const char* text : {"a: \"b\n", "a: 'b\nc: 3\n", "a: 'b''\n", "a: \"b\\\"\n", "a: &x \"b\n",
                           "a: [1, \"b]\n", "- \"b\n", "\"b\n", "a:\n  - &x\n    'b\n"}) {
    CAPTURE(text);
    CHECK(complaint(text).find("the quotes that open here are not closed") != std::string::npos);
  }
  for (const char* text : {"a: \"b\"\n", "a: 'b''c'\n", R"(a: "\"\\")", "a: &x 'b'\n", "a: b'\n",
                           "a: \"b\n  c\"\n", "a: |\n  \"b\n", "a: ''\n", "a: don't\n"}) {
    CAPTURE(text);
    CHECK(complaint(text).empty());
  }
}

TEST_CASE("a key needs a colon, with a space behind it") {
  for (const char* text :
       {"{a}", "{a: 1, b}", "{a:1}", "a: 1\nb", "a: 1\nb:2\n", "x:\n  a: 1\n  b"}) {
    CAPTURE(text);
    CHECK_FALSE(complaint(text).empty());
  }
  for (const char* text : {"{a: }", "{a : 1, b: }", "a:\nb: # none\n", "\"a\":\n", "a:\n",
                           "{\"a\":1}", "&x a:\n", "a: &x\n"}) {
    CAPTURE(text);
    CHECK(complaint(text).empty());
  }
}

TEST_CASE("a list knows what separates its items") {
  const Node list = parsed("[1,2, 3,\n4 ,5,\t6]");
  REQUIRE(list.items.size() == 6);
  CHECK(list.items[0].separation == Separation::kOther);
  CHECK(list.items[1].separation == Separation::kComma);
  CHECK(list.items[2].separation == Separation::kCommaAndBlank);
  CHECK(list.items[3].separation == Separation::kOther);
  CHECK(list.items[4].separation == Separation::kComma);
  CHECK(list.items[5].separation == Separation::kCommaAndBlank);
}

}  // namespace
}  // namespace peerwatt::config
