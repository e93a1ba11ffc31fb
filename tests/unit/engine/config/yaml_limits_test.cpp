#include <fmt/format.h>

#include "engine/config/yaml_parser.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

std::string complaint(const std::string& text) {
  try {
    parse_yaml(text, std::make_shared<const Source>(Source{"a.yaml", {}}));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST_CASE("a text of 64 KiB is read, a longer one is refused") {
  CHECK(complaint("a: " + std::string(65536, 'x')).empty());
  CHECK(complaint("b: 1\na: " + std::string(65537, 'x')) ==
        "a.yaml:2:4: a text of more than 64 KiB (it has 65537 bytes)");
  CHECK(complaint(std::string(1000, 'k') + ": 1").empty());
}

TEST_CASE("aliases of a long text make 16 MiB of it and no more") {
  const std::string text = "a: &t " + std::string(32768, 'x') + "\nb: [*t";
  CHECK(complaint(text + repeated(",*t", 510) + "]").empty());
  CHECK(complaint(text + repeated(",*t", 511) + "]") ==
        fmt::format("a.yaml:2:{}: anchors and aliases multiply to more than 16 MiB of text",
                    5 + 3 * 511));
}

TEST_CASE("keys count among the texts of aliases") {
  const std::string text = "a: &t {" + std::string(512, 'k') + ": 1}\nb: [*t";
  CHECK(complaint(text + repeated(",*t", 31'000) + "]").empty());
  CHECK(complaint(text + repeated(",*t", 33'000) + "]").find("16 MiB") != std::string::npos);
}

TEST_CASE("more than four million values are refused") {
  CHECK(complaint("a: [" + repeated("1,", 4'000'001) + "]").find("more than 4000000 values") !=
        std::string::npos);
}

}  // namespace
}  // namespace peerwatt::config
