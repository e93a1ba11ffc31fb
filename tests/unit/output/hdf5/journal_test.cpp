#include "output/hdf5/journal.hpp"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

using namespace peerwatt::output;

namespace {

using Bytes = std::vector<std::byte>;

Bytes random_bytes(std::size_t size, std::mt19937& draw) {
  Bytes bytes(size);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(draw());
  return bytes;
}

PageOverlay::Load reader_of(const Bytes& file) {
  return [&file](std::uint64_t at, std::span<std::byte> out) {
    REQUIRE(at + out.size() <= file.size());
    std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(at), out.size(), out.begin());
  };
}

Bytes covered(const PageOverlay& overlay, Bytes file) {
  overlay.cover(0, file);
  return file;
}

// A file of three pages and a part of one, with random writes over it.
struct Sample {
  explicit Sample(unsigned seed) : draw{seed}, file{random_bytes(3 * 4096 + 700, draw)} {
    after = file;
    for (int i = 0; i < 20; ++i) write();
  }
  void write() {
    const std::size_t at = draw() % file.size();
    const Bytes bytes = random_bytes(draw() % std::min<std::size_t>(6000, file.size() - at), draw);
    overlay.put(at, bytes, reader_of(file));
    std::copy(bytes.begin(), bytes.end(), after.begin() + static_cast<std::ptrdiff_t>(at));
  }
  std::mt19937 draw;
  Bytes file;
  Bytes after;
  PageOverlay overlay{3 * 4096 + 700};
};

}  // namespace

TEST_CASE("pages laid over a file give what was written last") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    Sample sample{seed};
    CHECK(covered(sample.overlay, sample.file) == sample.after);
    const std::size_t at = sample.draw() % sample.file.size();
    const std::size_t size = sample.draw() % (sample.file.size() - at);
    Bytes part(sample.file.begin() + static_cast<std::ptrdiff_t>(at),
               sample.file.begin() + static_cast<std::ptrdiff_t>(at + size));
    sample.overlay.cover(at, part);
    CHECK(std::equal(part.begin(), part.end(),
                     sample.after.begin() + static_cast<std::ptrdiff_t>(at)));
  }
}

TEST_CASE("a journal at the end of a file gives back its writes") {
  Sample sample{7};
  Bytes file = sample.file;
  const Bytes appended = random_bytes(900, sample.draw);  // since the last commit
  file.insert(file.end(), appended.begin(), appended.end());
  const std::uint64_t begin = file.size();
  const Bytes journal = journal_of(sample.overlay, begin);
  file.insert(file.end(), journal.begin(), journal.end());

  const std::optional<Journal> found = find_journal(file.size(), reader_of(file));
  REQUIRE(found);
  CHECK(found->begin == begin);
  Bytes seen(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(begin));
  found->writes.cover(0, seen);
  CHECK(std::equal(sample.after.begin(), sample.after.end(), seen.begin()));
  CHECK(std::equal(appended.begin(), appended.end(), seen.end() - 900));
}

TEST_CASE("a journal that is not whole stands for nothing") {
  Sample sample{3};
  Bytes file = sample.file;
  const Bytes journal = journal_of(sample.overlay, file.size());
  file.insert(file.end(), journal.begin(), journal.end());
  for (std::size_t lost = 1; lost <= journal.size(); lost += 37) {
    const Bytes cut(file.begin(), file.end() - static_cast<std::ptrdiff_t>(lost));
    CHECK_FALSE(find_journal(cut.size(), reader_of(cut)));
  }
  for (int i = 0; i < 200; ++i) {
    Bytes bad = file;
    const std::size_t at = sample.file.size() + sample.draw() % journal.size();
    bad[at] ^= std::byte{1};
    CHECK_FALSE(find_journal(bad.size(), reader_of(bad)));
  }
  CHECK_FALSE(find_journal(0, reader_of({})));
}
