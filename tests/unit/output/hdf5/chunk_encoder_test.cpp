#include "output/hdf5/chunk_encoder.hpp"

#include <cstring>
#include <random>

#include <libdeflate.h>

#include "output/hdf5/chunk_plan.hpp"
#include "output/hdf5/significant_bits.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;

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

std::vector<std::byte> bytes(const std::vector<double>& values) {
  std::vector<std::byte> result(values.size() * sizeof(double));
  std::memcpy(result.data(), values.data(), result.size());
  return result;
}

}  // namespace

TEST_CASE("shuffling puts byte k of every value into plane k") {
  std::vector<std::byte> values(8 * 1500);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::byte>(i * 7 % 251);
  for (const std::size_t size : {1U, 4U, 8U}) {
    std::vector<std::byte> planes(values.size());
    shuffle_bytes(values, size, planes);
    const std::size_t count = values.size() / size;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (planes[i % size * count + i / size] != values[i]) ++wrong;
    }
    CHECK(wrong == 0);
  }
}

enum class Kind { kZeros, kNoise, kZerosBetween, kRepeated, kRounded, kRoundedZeros };

std::vector<double> sample(std::size_t count, Kind kind, std::mt19937_64& random) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double noise = 1 + static_cast<double>(random() >> 11) * 0x1p-53;
    if (kind == Kind::kNoise) values[i] = noise;  // in the low bytes
    if (kind == Kind::kZerosBetween) values[i] = random() % 3 == 0 ? noise : 0;
    if (kind == Kind::kRounded) values[i] = rounded_to_bits(noise, 28);
    if (kind == Kind::kRoundedZeros) values[i] = random() % 3 == 0 ? rounded_to_bits(noise, 20) : 0;
    if (kind == Kind::kRepeated) values[i] = i < 500 ? noise : values[i - 500];
  }
  return values;
}

TEST_CASE("an encoded chunk is a zlib stream of the shuffled chunk") {
  std::mt19937_64 random{7};
  ChunkEncoder encoder{1};
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

TEST_CASE("chunks fit the run: about 1 MiB, whole flushes, bounded memory") {
  for (const std::int64_t prosumers : {0, 1, 9, 100, 1000, 10'000, 99'999, 450'000, 1'000'000}) {
    for (const std::int64_t day : {1, 24, 48, 1440, 86400}) {
      for (const std::int64_t every : {1, 5, 1000}) {
        const ChunkPlan plan = plan_chunks({prosumers, day, 365 * day, every, 19});
        CAPTURE(prosumers);
        CAPTURE(day);
        CHECK(plan.agent_rows * plan.agent_width <= 131072);
        CHECK(plan.agent_rows >= 1);
        CHECK(plan.event_rows >= 1024);
        CHECK(plan.event_rows <= 32768);
        if (plan.agent_rows > 1) {
          CHECK(plan.agent_rows * static_cast<std::size_t>(prosumers) * 8 * 19 <= 64 << 20);
        }
        if (365 * day < static_cast<std::int64_t>(plan.flush_slots))
          continue;  // one flush, the last
        CHECK(plan.flush_slots % plan.system_rows == 0);
        if (every == 1) CHECK(plan.flush_slots % plan.agent_rows == 0);
        CHECK(plan.daily_rows * plan.daily_width <= 131072);
      }
    }
  }
}
