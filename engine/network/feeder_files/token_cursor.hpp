#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/feeder_files/matpower_lexer.hpp"

namespace peerwatt::network {

// The next piece of a MATPOWER case file that is to be read, and complaints about it.
class TokenCursor {
 public:
  explicit TokenCursor(std::vector<Token> tokens) : tokens_{std::move(tokens)} {}

  const Token& peek(std::size_t ahead = 0) const;
  Token take();
  bool is(TokenKind kind) const { return peek().kind == kind; }
  bool is_symbol(std::string_view symbol) const;
  bool is_name(std::string_view name) const;
  bool take_symbol(std::string_view symbol);  // false, and nothing taken, where it is another
  void expect(std::string_view symbol);

  // `problem, not 'x'; what to do instead`.
  [[noreturn]] static void refuse(const Token& token, const std::string& problem);
  // `'x' is not applied: why; what to do instead`.
  [[noreturn]] static void refuse_to_apply(const Token& token, std::string_view why);
  [[noreturn]] static void refuse_unknown(const Token& name);

 private:
  std::vector<Token> tokens_;  // the last one is kEnd
  std::size_t at_ = 0;
};

}  // namespace peerwatt::network
