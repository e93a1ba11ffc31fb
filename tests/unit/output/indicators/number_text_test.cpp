#include "output/indicators/number_text.hpp"

#include <array>

#include <doctest/doctest.h>

using namespace peerwatt::output;

TEST_CASE("numbers have the decimals that suit their size") {
  CHECK(number_text(123456.7) == "123457");
  CHECK(number_text(-123.45) == "-123.5");
  CHECK(number_text(12.345) == "12.35");
  CHECK(number_text(1.0) == "1.00");
  CHECK(number_text(0.0123) == "0.0123");
  CHECK(number_text(-0.00012345) == "-0.000123");
  CHECK(number_text(4e-17) == "0");
  CHECK(number_text(6e-10) == "0.000000001");
  CHECK(number_text(0.0) == "0");
  CHECK(number_text(std::nullopt) == "–");
}

TEST_CASE("numbers beside each other have the decimals of the largest, and no negative zero") {
  const std::array<std::optional<double>, 4> numbers{1167.2, -0.001, std::nullopt, 0.0};
  CHECK(number_texts(numbers) == std::vector<std::string>{"1167", "0", "–", "0"});
}

TEST_CASE("sizes of files are shown by powers of a thousand") {
  CHECK(bytes_text(0) == "0 B");
  CHECK(bytes_text(999) == "999 B");
  CHECK(bytes_text(1000) == "1.0 kB");
  CHECK(bytes_text(999'499) == "999 kB");
  CHECK(bytes_text(999'500) == "1.0 MB");
  CHECK(bytes_text(12'345'678) == "12 MB");
  CHECK(bytes_text(~std::uint64_t{0}) == "18 EB");
}
