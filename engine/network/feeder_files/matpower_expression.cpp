#include "engine/network/feeder_files/matpower_expression.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/core/portable_math.hpp"

namespace peerwatt::network {
namespace {

constexpr int kDeepest = 100;  // brackets in brackets

class Expression {
 public:
  Expression(TokenCursor& at, const std::map<std::string, Matrix>& values)
      : at_{at}, values_{values} {}

  Matrix evaluate() { return expression(); }

 private:
  // Inside of brackets `1 -2` are two elements and `1 - 2` is one.
  bool separates() const {
    return in_brackets_ && at_.peek().behind_space && !at_.peek(1).behind_space;
  }

  Matrix expression() {
    Matrix sum = term();
    while ((at_.is_symbol("+") || at_.is_symbol("-")) && !separates()) {
      const Token sign = at_.take();
      const Matrix right = term();
      sum = joined(sum, right, sign,
                   [&](double a, double b) { return sign.text == "+" ? a + b : a - b; });
    }
    return sum;
  }

  Matrix term() {
    Matrix product = power();
    while (at_.is_symbol("*") || at_.is_symbol("/") || at_.is_symbol(".*") || at_.is_symbol("./")) {
      const Token sign = at_.take();
      const Matrix right = power();
      const bool divides = sign.text.back() == '/';
      const bool by_element = sign.text.front() == '.';
      // Products of matrices, and systems of equations, are another thing.
      if (!by_element && !right.is_scalar() && (divides || !product.is_scalar())) {
        TokenCursor::refuse_to_apply(
            sign, "only scalars are multiplied and divided so, columns by .* and ./");
      }
      product =
          joined(product, right, sign, [&](double a, double b) { return divides ? a / b : a * b; });
    }
    return product;
  }

  Matrix power() {
    bool negative = false;
    while (at_.is_symbol("-") || at_.is_symbol("+"))
      negative = (at_.take().text == "-") != negative;
    Matrix value = unsigned_power();
    if (negative) {
      for (double& number : value.values) number = -number;
    }
    return value;
  }

  Matrix unsigned_power() {
    Matrix base = primary();
    while (at_.is_symbol("^") || at_.is_symbol(".^")) {
      const Token sign = at_.take();
      const bool negative = at_.take_symbol("-");
      Matrix exponent = primary();
      for (double& number : exponent.values) number = negative ? -number : number;
      if (sign.text == "^" && !(base.is_scalar() && exponent.is_scalar())) {
        TokenCursor::refuse_to_apply(sign, "only scalars have powers so, columns by .^");
      }
      base = joined(base, exponent, sign,
                    [](double a, double b) { return b == 2 ? a * a : portable::pow(a, b); });
    }
    if (at_.is_symbol("'")) TokenCursor::refuse_to_apply(at_.peek(), "nothing is transposed");
    return base;
  }

  static Matrix joined(const Matrix& a, const Matrix& b, const Token& sign,
                       const std::function<double(double, double)>& join) {
    const bool same = a.rows == b.rows && a.columns == b.columns;
    if (!same && !a.is_scalar() && !b.is_scalar()) {
      throw InputError{{sign.position, fmt::format("{} x {} numbers {} {} x {}", a.rows, a.columns,
                                                   sign.text, b.rows, b.columns)}};
    }
    Matrix result = a.is_scalar() ? b : a;
    for (std::size_t i = 0; i < result.values.size(); ++i) {
      result.values[i] = join(a.values[a.is_scalar() ? 0 : i], b.values[b.is_scalar() ? 0 : i]);
    }
    return result;
  }

  Matrix primary() {
    const Token token = at_.peek();
    if (depth_ > kDeepest) TokenCursor::refuse_to_apply(token, "brackets lie too deep");
    ++depth_;
    Matrix value = primary_of(token);
    --depth_;
    return value;
  }

  Matrix primary_of(const Token& token) {
    if (token.kind == TokenKind::kNumber) return scalar(at_.take().number);
    if (token.kind == TokenKind::kName) return named();
    if (at_.take_symbol("(")) {
      const bool outside = std::exchange(in_brackets_, false);
      Matrix value = expression();
      in_brackets_ = outside;
      at_.expect(")");
      return value;
    }
    if (at_.is_symbol("[")) return matrix();
    TokenCursor::refuse(token, "expected a number");
  }

  Matrix named() {
    const Token name = at_.take();
    // Inside of brackets `a (1)` are two elements.
    if (at_.is_symbol("(") && !(in_brackets_ && at_.peek().behind_space)) return called(name);
    if (name.text == "Inf" || name.text == "inf") {
      return scalar(std::numeric_limits<double>::infinity());
    }
    if (name.text == "pi") return scalar(std::numbers::pi);
    return value_of(name);
  }

  const Matrix& value_of(const Token& name) const {
    const auto found = values_.find(name.text);
    if (found == values_.end()) TokenCursor::refuse_unknown(name);
    return found->second;
  }

  static std::optional<double> applied(const std::string& function, double x) {
    if (function == "sin") return portable::sin(x);
    if (function == "cos") return portable::cos(x);
    if (function == "tan") return portable::sin(x) / portable::cos(x);
    if (function == "asin") return portable::asin(x);
    if (function == "acos") return std::numbers::pi / 2 - portable::asin(x);
    if (function == "sqrt") return std::sqrt(x);
    if (function == "abs") return std::abs(x);
    return {};
  }

  // A function, or numbers of a table: mpc.bus(1, BASE_KV), mpc.bus(:, [PD QD]).
  Matrix called(const Token& name) {
    at_.take();  // the bracket
    const bool outside = std::exchange(in_brackets_, false);
    const bool is_function = applied(name.text, 0).has_value();
    Matrix value = is_function ? expression() : part_of(name);
    in_brackets_ = outside;
    at_.expect(")");
    if (is_function) {
      for (double& number : value.values) number = *applied(name.text, number);
    }
    return value;
  }

  Matrix part_of(const Token& name) {
    const Matrix& whole = value_of(name);
    const auto list = [&](std::size_t limit) {
      const Token place = at_.peek();
      if (at_.take_symbol(":")) {
        std::vector<std::size_t> all(limit);
        for (std::size_t i = 0; i < limit; ++i) all[i] = i;
        return all;
      }
      return indices_of(expression(), limit, place.position);
    };
    const std::vector<std::size_t> rows = list(whole.rows);
    at_.expect(",");
    const std::vector<std::size_t> columns = list(whole.columns);
    Matrix part{rows.size(), columns.size(), {}};
    for (const std::size_t row : rows) {
      for (const std::size_t column : columns) part.values.push_back(whole.at(row, column));
    }
    return part;
  }

  // Rows end with a semicolon or a line, elements with a comma or a blank.
  Matrix matrix() {
    const Token begin = at_.take();
    const bool outside = std::exchange(in_brackets_, true);
    Matrix found{0, 0, {}};
    std::size_t in_row = 0;
    SourcePosition row_begin;
    const auto end_row = [&] {
      if (in_row == 0) return;
      if (found.rows > 0 && in_row != found.columns) {
        throw InputError{{row_begin, fmt::format("a row of {} numbers, where those before have {}",
                                                 in_row, found.columns)}};
      }
      found.columns = in_row;
      found.positions.push_back(row_begin);
      ++found.rows;
      in_row = 0;
    };
    while (!at_.take_symbol("]")) {
      if (at_.is(TokenKind::kEnd)) {
        throw InputError{{begin.position, "a matrix without its closing bracket"}};
      }
      if (at_.is_symbol(";") || at_.is(TokenKind::kNewline)) {
        at_.take();
        end_row();
        continue;
      }
      if (at_.take_symbol(",")) continue;
      if (in_row == 0) row_begin = at_.peek().position;
      const Matrix element = expression();
      if (element.rows != 1)
        TokenCursor::refuse_to_apply(begin, "tables are not put together from columns");
      found.values.insert(found.values.end(), element.values.begin(), element.values.end());
      in_row += element.columns;
    }
    end_row();
    in_brackets_ = outside;
    return found;
  }

  TokenCursor& at_;
  const std::map<std::string, Matrix>& values_;
  bool in_brackets_ = false;
  int depth_ = 0;
};

}  // namespace

Matrix scalar(double value) {
  return {1, 1, {value}};
}

std::vector<std::size_t> indices_of(const Matrix& numbers, std::size_t limit,
                                    const SourcePosition& position) {
  std::vector<std::size_t> found;
  for (const double number : numbers.values) {
    const bool fits =
        number >= 1 && number <= static_cast<double>(limit) && number == std::floor(number);
    if (!fits) {
      throw InputError{{position, fmt::format("index {} is not within 1 .. {}", number, limit)}};
    }
    found.push_back(static_cast<std::size_t>(number) - 1);
  }
  return found;
}

Matrix evaluated_expression(TokenCursor& at, const std::map<std::string, Matrix>& values) {
  return Expression{at, values}.evaluate();
}

}  // namespace peerwatt::network
