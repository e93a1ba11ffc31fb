#include "output/hdf5/significant_bits.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "output/schema/schema.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;

TEST_CASE("numbers are rounded to the nearest with so many bits, ties to even") {
  CHECK(rounded_to_bits(1.0 + 0x1p-10, 11) == 1.0 + 0x1p-10);
  CHECK(rounded_to_bits(1.0 + 0x1p-10, 10) == 1.0);           // a tie
  CHECK(rounded_to_bits(1.0 + 0x3p-10, 10) == 1.0 + 0x1p-8);  // another, to the even one above
  CHECK(rounded_to_bits(-(1.0 + 0x1.8p-10), 10) == -(1.0 + 0x1p-9));
  CHECK(rounded_to_bits(1.9999999, 12) == 2.0);
  CHECK(rounded_to_bits(1.0f + 0x1p-20f, 12) == 1.0f);
  CHECK(rounded_to_bits(0.1f, 24) == 0.1f);
  CHECK(rounded_to_bits(0.1, 53) == 0.1);
}

TEST_CASE("the error of many numbers is at most 2^-bits of them, and what is left needs no more") {
  std::mt19937_64 random{1};
  for (const int bits : {12, 28, 40, 52}) {
    double worst = 0;
    std::uint64_t wrong = 0;
    for (int i = 0; i < 20'000; ++i) {
      const double sign = i % 2 == 0 ? 1 : -1;
      const double value = std::ldexp(sign * static_cast<double>(random() >> 11), -60 + i % 70);
      const double rounded = rounded_to_bits(value, bits);
      if (value != 0) worst = std::max(worst, std::fabs(rounded - value) / std::fabs(value));
      const std::uint64_t dropped = (std::uint64_t{1} << (53 - bits)) - 1;
      wrong += (std::bit_cast<std::uint64_t>(rounded) & dropped) == 0 ? 0 : 1;
    }
    CHECK(worst <= std::ldexp(1.0, -bits));
    CHECK(worst > std::ldexp(0.9, -bits));
    CHECK(wrong == 0);
  }
}

TEST_CASE("zeros, fill values and what is no finite number stay as they are") {
  CHECK(rounded_to_bits(kFillValue, 12) == kFillValue);
  CHECK(std::bit_cast<std::uint64_t>(rounded_to_bits(-0.0, 12)) == std::uint64_t{1} << 63);
  for (const std::uint64_t word : {0x7ff0'0000'0000'0000U, 0xfff0'0000'0000'0000U,
                                   0x7fff'ffff'ffff'ffffU, 0xfff8'0000'0000'0001U}) {
    const auto value = std::bit_cast<double>(word);
    CHECK(std::bit_cast<std::uint64_t>(rounded_to_bits(value, 12)) == word);
  }
}
