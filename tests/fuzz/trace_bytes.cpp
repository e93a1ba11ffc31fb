// The bytes of a trace. Eight bytes of the input at a time say how to damage a sample: what to do,
// where, with how many bytes and which.
#include <algorithm>

#include "tests/fuzz/choices.hpp"
#include "tests/fuzz/refusal.hpp"
#include "tests/fuzz/sample_trace.hpp"
#include "tests/fuzz/trace_contents.hpp"

namespace peerwatt::fuzz {
namespace {

using Image = std::vector<std::byte>;
enum class Damage { kFlip, kWrite, kFill, kInsert, kCut, kCopy };

void damage(Image& image, Choices& choices) {
  const auto kind = choices.one_of<Damage>(6);
  const std::size_t at = choices.below(image.size());
  const auto value = static_cast<std::byte>(choices.below(256));
  const std::size_t from = choices.below(image.size());
  const std::size_t length = std::min<std::size_t>(1 + std::to_integer<std::size_t>(value),
                                                   image.size() - std::max(at, from));
  const auto place = image.begin() + static_cast<std::ptrdiff_t>(at);
  const auto count = static_cast<std::ptrdiff_t>(length);
  if (kind == Damage::kFlip) *place ^= value;
  if (kind == Damage::kWrite) *place = value;
  if (kind == Damage::kFill) std::fill_n(place, count, static_cast<std::byte>(from % 256));
  if (kind == Damage::kInsert) image.insert(place, length, static_cast<std::byte>(from % 256));
  if (kind == Damage::kCut) image.erase(place, place + count);
  if (kind == Damage::kCopy) {
    const Image piece(image.begin() + static_cast<std::ptrdiff_t>(from),
                      image.begin() + static_cast<std::ptrdiff_t>(from + length));
    std::copy(piece.begin(), piece.end(), place);
  }
}

}  // namespace
}  // namespace peerwatt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace peerwatt;
  static const std::vector<std::byte> kSample = fuzz::sample_trace();
  std::vector<std::byte> image = kSample;
  fuzz::Choices choices{data, size};
  while (!choices.empty() && image.size() > 1) fuzz::damage(image, choices);
  fuzz::refuse_or([&] { fuzz::read_contents(output::TraceReader{image, "damaged.h5"}); });
  return 0;
}
