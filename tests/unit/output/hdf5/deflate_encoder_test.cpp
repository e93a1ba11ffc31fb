#include "output/hdf5/deflate_encoder.hpp"

#include <random>

#include <libdeflate.h>

#include "tests/unit/output/hdf5/chunk_samples.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;
using peerwatt::test::bytes;
using peerwatt::test::Kind;
using peerwatt::test::sample;

namespace {

std::vector<std::byte> inflated(std::span<const std::byte> encoded, std::size_t size) {
  std::vector<std::byte> plain(size);
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  std::size_t got = 0;
  const auto result = libdeflate_zlib_decompress(decompressor, encoded.data(), encoded.size(),
                                                 plain.data(), plain.size(), &got);
  libdeflate_free_decompressor(decompressor);
  CHECK(result == LIBDEFLATE_SUCCESS);
  CHECK(got == size);
  return plain;
}

}  // namespace

TEST_CASE("an encoded chunk is a zlib stream of the shuffled chunk") {
  std::mt19937_64 random{7};
  DeflateEncoder encoder{1};
  for (const std::size_t count : {1U, 2U, 100U, 259U, 260U, 5000U, 131072U}) {
    for (const Kind kind : {Kind::kZeros, Kind::kNoise, Kind::kZerosBetween, Kind::kRepeated,
                            Kind::kRounded, Kind::kRoundedZeros}) {
      const std::vector<double> values = sample(count, kind, random);
      CAPTURE(count);
      CAPTURE(static_cast<int>(kind));
      const std::vector<std::byte> chunk = bytes(values);
      std::vector<std::byte> planes(chunk.size());
      shuffle_bytes(chunk, 8, planes);
      std::vector<std::byte> encoded;
      encoder.encode(chunk, {8, 500}, encoded);
      CHECK(inflated(encoded, chunk.size()) == planes);
      CHECK(encoded.size() < chunk.size() + 200);
      if (count > 1000 && kind == Kind::kNoise) CHECK(encoded.size() < chunk.size() * 9 / 10);
      if (count > 10'000 && kind == Kind::kZeros) CHECK(encoded.size() < chunk.size() / 100);
      if (count > 1000 && kind == Kind::kRounded) CHECK(encoded.size() < chunk.size() / 2);
      if (count > 1000 && kind == Kind::kRepeated) CHECK(encoded.size() < chunk.size() / 5);
    }
  }
}
