#include "engine/network/feeder_files/token_cursor.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::network {
namespace {

constexpr const char* kRemedy =
    "write the tables in MW and per unit without it, or as CSV files (docs/feeders.md)";

std::string shown(const Token& token) {
  if (token.kind == TokenKind::kEnd) return "the end of the file";
  if (token.kind == TokenKind::kNewline) return "the end of the line";
  return fmt::format("'{}'", token.text);
}

}  // namespace

const Token& TokenCursor::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

Token TokenCursor::take() {
  Token token = peek();
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool TokenCursor::is_symbol(std::string_view symbol) const {
  return is(TokenKind::kSymbol) && peek().text == symbol;
}

bool TokenCursor::is_name(std::string_view name) const {
  return is(TokenKind::kName) && peek().text == name;
}

bool TokenCursor::take_symbol(std::string_view symbol) {
  if (!is_symbol(symbol)) return false;
  take();
  return true;
}

void TokenCursor::expect(std::string_view symbol) {
  if (!take_symbol(symbol)) refuse(peek(), fmt::format("expected '{}'", symbol));
}

void TokenCursor::refuse(const Token& token, const std::string& problem) {
  throw InputError{{token.position, fmt::format("{}, not {}; {}", problem, shown(token), kRemedy)}};
}

void TokenCursor::refuse_to_apply(const Token& token, std::string_view why) {
  throw InputError{
      {token.position, fmt::format("{} is not applied: {}; {}", shown(token), why, kRemedy)}};
}

void TokenCursor::refuse_unknown(const Token& name) {
  throw InputError{{name.position, fmt::format("'{}' has no value here; {}", name.text, kRemedy)}};
}

}  // namespace peerwatt::network
