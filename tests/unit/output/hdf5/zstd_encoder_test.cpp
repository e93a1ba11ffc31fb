#include "output/hdf5/zstd_encoder.hpp"

#include <random>

#include <zstd.h>

#include "tests/unit/output/hdf5/chunk_samples.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;
using peerwatt::test::Kind;

TEST_CASE("a chunk of zstd is one frame of the shuffled chunk") {
  std::mt19937_64 random{7};
  ZstdEncoder encoder{1};
  for (const std::size_t count : {1U, 2U, 100U, 5000U, 131072U}) {
    for (const Kind kind : {Kind::kZeros, Kind::kNoise, Kind::kZerosBetween, Kind::kRepeated,
                            Kind::kRounded, Kind::kRoundedZeros}) {
      CAPTURE(count);
      CAPTURE(static_cast<int>(kind));
      const std::vector<std::byte> chunk =
          peerwatt::test::bytes(peerwatt::test::sample(count, kind, random));
      std::vector<std::byte> planes(chunk.size()), encoded, decoded(chunk.size());
      shuffle_bytes(chunk, 8, planes);
      encoder.encode(chunk, {8, 500}, encoded);
      CHECK(ZSTD_getFrameContentSize(encoded.data(), encoded.size()) == chunk.size());
      CHECK(ZSTD_decompress(decoded.data(), decoded.size(), encoded.data(), encoded.size()) ==
            chunk.size());
      CHECK(decoded == planes);
      if (count > 10'000 && kind == Kind::kZeros) CHECK(encoded.size() < chunk.size() / 1000);
      if (count > 1000 && kind == Kind::kRounded) CHECK(encoded.size() < chunk.size() * 6 / 10);
      if (count > 1000 && kind == Kind::kRepeated) CHECK(encoded.size() < chunk.size() / 5);
    }
  }
}

TEST_CASE("a higher level gives fewer bytes, where there is something to find") {
  std::vector<double> values(50'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i * i % 9973);
  const std::vector<std::byte> chunk = peerwatt::test::bytes(values);
  std::vector<std::byte> fast, small;
  make_encoder({Codec::kZstd, 1})->encode(chunk, {8, 500}, fast);
  make_encoder({Codec::kZstd, 9})->encode(chunk, {8, 500}, small);
  CHECK(small.size() < fast.size());
}
