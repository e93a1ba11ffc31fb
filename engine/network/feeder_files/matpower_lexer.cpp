#include "engine/network/feeder_files/matpower_lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "engine/core/shown_text.hpp"

namespace peerwatt::network {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

class Lexer {
 public:
  Lexer(std::string_view text, const std::string& file) : text_{text}, file_{file} {}

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    add(TokenKind::kEnd, "");
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  SourcePosition position() const {
    return {file_, line_, static_cast<int>(at_ - line_begin_) + 1};
  }

  void add(TokenKind kind, std::string text, double number = 0) {
    tokens_.push_back({kind, std::move(text), number, position(), space_});
    space_ = false;
  }

  void step() {
    const char c = peek();
    if (is_blank(c)) {
      ++at_;
      space_ = true;
    } else if (c == '\n') {
      add(TokenKind::kNewline, "\n");
      next_line();
    } else if (c == '%' || c == '#') {
      skip_comment();
    } else if (text_.substr(at_, 3) == "...") {
      skip_line();
      if (peek() == '\n') next_line();
      space_ = true;
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      number();
    } else if (is_letter(c)) {
      name();
    } else if (c == '"' || (c == '\'' && !is_transpose())) {
      quoted(c);
    } else {
      symbol();
    }
  }

  void next_line() {
    ++at_;
    ++line_;
    line_begin_ = at_;
  }

  void skip_line() {
    while (at_ < text_.size() && peek() != '\n') ++at_;
  }

  // `%{` and `%}`, each alone on its line, hold a comment of several lines.
  void skip_comment() {
    const auto is_alone = [&](std::string_view mark) {
      const std::size_t end = std::min(text_.find('\n', line_begin_), text_.size());
      std::string_view line = text_.substr(line_begin_, end - line_begin_);
      while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
      while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
      return line == mark;
    };
    const bool is_block = is_alone("%{") || is_alone("#{");
    skip_line();
    while (is_block && at_ < text_.size()) {
      next_line();
      const bool ends = is_alone("%}") || is_alone("#}");
      skip_line();
      if (ends) return;
    }
  }

  // A quote straight behind a value is MATLAB's transposition.
  bool is_transpose() const {
    if (tokens_.empty() || space_) return false;
    const Token& last = tokens_.back();
    return last.kind == TokenKind::kNumber || last.kind == TokenKind::kName || last.text == ")" ||
           last.text == "]";
  }

  void number() {
    std::size_t end = at_;
    const auto at = [&](std::size_t i) { return i < text_.size() ? text_[i] : '\0'; };
    while (is_digit(at(end))) ++end;
    // `1./x` is a division element by element.
    const char behind = at(end + 1);
    if (at(end) == '.' && behind != '*' && behind != '/' && behind != '^') {
      ++end;
      while (is_digit(at(end))) ++end;
    }
    if (at(end) == 'e' || at(end) == 'E') {
      std::size_t exponent = end + 1;
      if (at(exponent) == '+' || at(exponent) == '-') ++exponent;
      if (is_digit(at(exponent))) end = exponent;
      while (is_digit(at(end))) ++end;
    }
    double value = 0;
    const auto [unused, error] = std::from_chars(text_.data() + at_, text_.data() + end, value);
    if (error != std::errc{}) {
      throw InputError{{position(), fmt::format("'{}' is no number that can be calculated with",
                                                text_.substr(at_, end - at_))}};
    }
    add(TokenKind::kNumber, std::string{text_.substr(at_, end - at_)}, value);
    at_ = end;
  }

  void name() {
    std::size_t end = at_;
    while (end < text_.size() &&
           (is_letter(text_[end]) || is_digit(text_[end]) ||
            (text_[end] == '.' && end + 1 < text_.size() && is_letter(text_[end + 1])))) {
      ++end;
    }
    add(TokenKind::kName, std::string{text_.substr(at_, end - at_)});
    at_ = end;
  }

  void quoted(char quote) {
    const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
    std::size_t end = at_ + 1;
    while (end < line_end &&
           (text_[end] != quote || (end + 1 < line_end && text_[end + 1] == quote))) {
      end += text_[end] == quote ? 2 : 1;
    }
    if (end >= line_end) throw InputError{{position(), "a text without its closing quote"}};
    add(TokenKind::kText, std::string{text_.substr(at_ + 1, end - at_ - 1)});
    at_ = end + 1;
  }

  void symbol() {
    constexpr std::array<std::string_view, 7> kPairs{".*", "./", ".^", "==", "~=", "&&", "||"};
    for (const std::string_view pair : kPairs) {
      if (text_.substr(at_, 2) != pair) continue;
      add(TokenKind::kSymbol, std::string{pair});
      at_ += 2;
      return;
    }
    constexpr std::string_view kSymbols = "=()[]{}:;,+-*/^'<>&|~@.\\!";
    if (kSymbols.find(peek()) == kSymbols.npos) {
      throw InputError{
          {position(), fmt::format("unexpected character '{}'", shown_line(text_.substr(at_, 1)))}};
    }
    add(TokenKind::kSymbol, std::string(1, peek()));
    ++at_;
  }

  std::string_view text_;
  const std::string& file_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  int line_ = 1;
  bool space_ = false;
};

}  // namespace

std::vector<Token> matpower_tokens(std::string_view text, const std::string& file) {
  return Lexer{text, file}.run();
}

}  // namespace peerwatt::network
