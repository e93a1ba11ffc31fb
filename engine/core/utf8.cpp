#include "engine/core/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt {
namespace {

constexpr bool continues(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

// Bytes of the sequence that a byte begins; 0 = none does.
constexpr std::size_t sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

// Overlong forms, surrogates and values above U+10FFFF show in the second byte.
constexpr bool second_byte_fits(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second <= 0x9F;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second <= 0x8F;
    default:
      return true;
  }
}

constexpr bool is_control(unsigned char byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t length = sequence_length(byte(0));
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(byte(i))) return 0;
  }
  return length == 1 || second_byte_fits(byte(0), byte(1)) ? length : 0;
}

std::optional<std::size_t> first_bad_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0 || is_control(static_cast<unsigned char>(text[at]))) return at;
    at += length;
  }
  return std::nullopt;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return !continues(static_cast<unsigned char>(byte));
  }));
}

SourcePosition position_at(std::string_view text, std::size_t offset, const std::string& file) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  return {file, static_cast<int>(lines) + 1,
          static_cast<int>(characters(before.substr(line_start))) + 1};
}

void require_utf8(std::string_view text, const std::string& file) {
  const auto bad = first_bad_byte(text);
  if (!bad) return;
  throw InputError{Diagnostic{position_at(text, *bad, file),
                              fmt::format("the byte 0x{:02X} is not text (UTF-8 is expected)",
                                          static_cast<unsigned char>(text[*bad]))}};
}

}  // namespace peerwatt
