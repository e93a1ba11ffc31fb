#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::network {

enum class TokenKind { kNumber, kName, kText, kSymbol, kNewline, kEnd };

// A piece of a MATPOWER case file, which is a program of MATLAB.
struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;  // a name with its dots (`mpc.bus`), a symbol (`.*`), a text without quotes
  double number = 0;
  SourcePosition position;
  bool behind_space = false;  // which separates elements inside of brackets
};

// Comments and continued lines are gone; the last token is kEnd. Throws InputError for a character
// that no such file has.
std::vector<Token> matpower_tokens(std::string_view text, const std::string& file);

}  // namespace peerwatt::network
