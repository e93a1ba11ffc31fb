#include "engine/network/feeder_files/matpower_script.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/core/portable_math.hpp"

#include "engine/network/feeder_files/matpower_lexer.hpp"

namespace peerwatt::network {
namespace {

constexpr const char* kRemedy =
    "write the tables in MW and per unit without it, or as CSV files (docs/feeders.md)";

constexpr int kDeepest = 100;  // brackets in brackets

struct Constant {
  std::string_view name;
  double value;
};

// What MATPOWER's functions of these names return, in their order.
constexpr auto kBusColumns = std::to_array<Constant>(
    {{"PQ", 1},     {"PV", 2},       {"REF", 3},     {"NONE", 4},  {"BUS_I", 1},    {"BUS_TYPE", 2},
     {"PD", 3},     {"QD", 4},       {"GS", 5},      {"BS", 6},    {"BUS_AREA", 7}, {"VM", 8},
     {"VA", 9},     {"BASE_KV", 10}, {"ZONE", 11},   {"VMAX", 12}, {"VMIN", 13},    {"LAM_P", 14},
     {"LAM_Q", 15}, {"MU_VMAX", 16}, {"MU_VMIN", 17}});
constexpr auto kBranchColumns = std::to_array<Constant>(
    {{"F_BUS", 1},      {"T_BUS", 2},  {"BR_R", 3},    {"BR_X", 4},    {"BR_B", 5},
     {"RATE_A", 6},     {"RATE_B", 7}, {"RATE_C", 8},  {"TAP", 9},     {"SHIFT", 10},
     {"BR_STATUS", 11}, {"PF", 14},    {"QF", 15},     {"PT", 16},     {"QT", 17},
     {"MU_SF", 18},     {"MU_ST", 19}, {"ANGMIN", 12}, {"ANGMAX", 13}, {"MU_ANGMIN", 20},
     {"MU_ANGMAX", 21}});
constexpr auto kGeneratorColumns = std::to_array<Constant>(
    {{"GEN_BUS", 1},   {"PG", 2},       {"QG", 3},         {"QMAX", 4},     {"QMIN", 5},
     {"VG", 6},        {"MBASE", 7},    {"GEN_STATUS", 8}, {"PMAX", 9},     {"PMIN", 10},
     {"MU_PMAX", 22},  {"MU_PMIN", 23}, {"MU_QMAX", 24},   {"MU_QMIN", 25}, {"PC1", 11},
     {"PC2", 12},      {"QC1MIN", 13},  {"QC1MAX", 14},    {"QC2MIN", 15},  {"QC2MAX", 16},
     {"RAMP_AGC", 17}, {"RAMP_10", 18}, {"RAMP_30", 19},   {"RAMP_Q", 20},  {"APF", 21}});

std::span<const Constant> columns_of(std::string_view function) {
  if (function == "idx_bus") return kBusColumns;
  if (function == "idx_brch") return kBranchColumns;
  if (function == "idx_gen") return kGeneratorColumns;
  return {};
}

Matrix scalar(double value) {
  return {1, 1, {value}};
}

// Runs statement after statement while it reads them.
class Interpreter {
 public:
  Interpreter(std::string_view text, const std::string& file)
      : tokens_{matpower_tokens(text, file)} {}

  MatpowerScript run() {
    while (peek().kind != TokenKind::kEnd) statement();
    return std::move(script_);
  }

 private:
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  Token take() {
    Token token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    return peek(ahead).kind == TokenKind::kSymbol && peek(ahead).text == symbol;
  }
  bool is_name(std::string_view name) const {
    return peek().kind == TokenKind::kName && peek().text == name;
  }
  bool take_symbol(std::string_view symbol) {
    if (!is_symbol(symbol)) return false;
    take();
    return true;
  }
  void expect(std::string_view symbol) {
    if (!take_symbol(symbol)) refuse(peek(), fmt::format("expected '{}'", symbol));
  }

  static std::string shown(const Token& token) {
    if (token.kind == TokenKind::kEnd) return "the end of the file";
    if (token.kind == TokenKind::kNewline) return "the end of the line";
    return fmt::format("'{}'", token.text);
  }

  [[noreturn]] static void refuse(const Token& token, const std::string& problem) {
    throw InputError{
        {token.position, fmt::format("{}, not {}; {}", problem, shown(token), kRemedy)}};
  }
  [[noreturn]] static void refuse_statement(const Token& token, std::string_view why) {
    throw InputError{
        {token.position, fmt::format("{} is not applied: {}; {}", shown(token), why, kRemedy)}};
  }

  bool at_end_of_statement() const {
    return is_symbol(";") || is_symbol(",") || peek().kind == TokenKind::kNewline ||
           peek().kind == TokenKind::kEnd;
  }
  void end_statement() {
    if (!at_end_of_statement()) refuse(peek(), "expected the end of the statement");
    if (peek().kind != TokenKind::kEnd) take();
  }

  void statement() {
    if (at_end_of_statement()) {
      take();
    } else if (is_name("function")) {
      take();
      head();
    } else if (is_name("define_constants")) {
      take();
      for (const char* function : {"idx_bus", "idx_brch", "idx_gen"}) {
        for (const Constant& constant : columns_of(function)) {
          variables_[std::string{constant.name}] = scalar(constant.value);
        }
      }
      end_statement();
    } else if (is_name("return") || is_name("end")) {
      take();
      end_statement();
    } else if (is_symbol("[")) {
      take_columns();
    } else if (peek().kind == TokenKind::kName) {
      assignment();
    } else {
      refuse(peek(), "expected a statement");
    }
  }

  // function mpc = case33bw
  void head() {
    if (is_symbol("[")) {
      throw InputError{{peek().position,
                        "a case of version 1 (several results) is not read: save it with savecase "
                        "as version 2"}};
    }
    if (!is_name("mpc")) refuse(peek(), "expected `mpc`");
    take();
    expect("=");
    if (peek().kind != TokenKind::kName) refuse(peek(), "expected the name of the case");
    script_.name = take().text;
    end_statement();
  }

  // [PQ, PV, ~, ...] = idx_bus: names of the columns, by their place.
  void take_columns() {
    const Token begin = take();
    std::vector<std::string> names;
    while (!take_symbol("]")) {
      if (take_symbol(",") || peek().kind == TokenKind::kNewline) {
        if (peek().kind == TokenKind::kNewline) take();
        continue;
      }
      if (peek().kind != TokenKind::kName && !is_symbol("~")) refuse(peek(), "expected a name");
      names.push_back(take().text);
    }
    expect("=");
    const Token function = take();
    const std::span<const Constant> columns = columns_of(function.text);
    if (function.text == "idx_cost") return end_statement();
    if (columns.empty()) refuse(function, "expected idx_bus, idx_brch or idx_gen");
    if (names.size() > columns.size()) {
      throw InputError{{begin.position, fmt::format("{} has {} results (got {} names)",
                                                    function.text, columns.size(), names.size())}};
    }
    for (std::size_t i = 0; i < names.size(); ++i) variables_[names[i]] = scalar(columns[i].value);
    end_statement();
  }

  void assignment() {
    const Token target = take();
    if (take_symbol("(")) return assign_columns(target);
    if (!is_symbol("=")) {
      refuse_statement(target, "only tables, numbers and calculations with columns are");
    }
    take();
    const bool is_field = target.text.starts_with("mpc.");
    if (is_symbol("{") || peek().kind == TokenKind::kText) {
      skip_texts();
      if (is_field) script_.unread_fields.push_back(target.text);
      return end_statement();
    }
    Matrix value = expression();
    if (!is_field) {
      if (target.text == "mpc") refuse_statement(target, "the whole case is set");
      variables_[target.text] = std::move(value);
    } else {
      set_field(target, std::move(value));
    }
    end_statement();
  }

  void set_field(const Token& target, Matrix value) {
    const std::string name = target.text.substr(4);
    script_.positions[name] = target.position;
    script_.fields[name] = std::move(value);
  }

  // mpc.branch(:, [BR_R BR_X]) = ...
  void assign_columns(const Token& target) {
    const std::string name =
        target.text.starts_with("mpc.") ? target.text.substr(4) : std::string{};
    const auto found = script_.fields.find(name);
    if (found == script_.fields.end()) refuse_statement(target, "there is no such table yet");
    if (!take_symbol(":")) refuse_statement(target, "only whole columns are set, `(:, columns)`");
    expect(",");
    const Token place = peek();
    const std::vector<std::size_t> columns = indices(expression(), found->second.columns, place);
    expect(")");
    if (!is_symbol("=")) refuse(peek(), "expected '='");
    take();
    const Token right = peek();
    const Matrix value = expression();
    Matrix& table = found->second;
    const bool fits =
        value.is_scalar() || (value.rows == table.rows && value.columns == columns.size());
    if (!fits) {
      throw InputError{
          {right.position, fmt::format("{} x {} numbers for {} columns of {} rows", value.rows,
                                       value.columns, columns.size(), table.rows)}};
    }
    for (std::size_t row = 0; row < table.rows; ++row) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        table.values[row * table.columns + columns[i]] =
            value.is_scalar() ? value.values[0] : value.at(row, i);
      }
    }
    end_statement();
  }

  // Texts and cell arrays, which hold names: nothing is calculated with them.
  void skip_texts() {
    int depth = 0;
    do {
      if (peek().kind == TokenKind::kEnd) refuse(peek(), "expected '}'");
      if (is_symbol("{") || is_symbol("[")) ++depth;
      if (is_symbol("}") || is_symbol("]")) --depth;
      take();
    } while (depth > 0);
  }

  // From 0.
  static std::vector<std::size_t> indices(const Matrix& numbers, std::size_t limit,
                                          const Token& place) {
    std::vector<std::size_t> found;
    for (const double number : numbers.values) {
      if (number < 1 || number > static_cast<double>(limit) || number != std::floor(number)) {
        throw InputError{
            {place.position, fmt::format("index {} is not within 1 .. {}", number, limit)}};
      }
      found.push_back(static_cast<std::size_t>(number) - 1);
    }
    return found;
  }

  // Inside of brackets `1 -2` are two elements and `1 - 2` is one.
  bool separates() const { return in_brackets_ && peek().behind_space && !peek(1).behind_space; }

  Matrix expression() {
    Matrix sum = term();
    while ((is_symbol("+") || is_symbol("-")) && !separates()) {
      const Token sign = take();
      const Matrix right = term();
      sum = joined(sum, right, sign,
                   [&](double a, double b) { return sign.text == "+" ? a + b : a - b; });
    }
    return sum;
  }

  Matrix term() {
    Matrix product = power();
    while (is_symbol("*") || is_symbol("/") || is_symbol(".*") || is_symbol("./")) {
      const Token sign = take();
      const Matrix right = power();
      const bool divides = sign.text.back() == '/';
      const bool by_element = sign.text.front() == '.';
      // Products of matrices, and systems of equations, are another thing.
      if (!by_element && !right.is_scalar() && (divides || !product.is_scalar())) {
        refuse_statement(sign, "only scalars are multiplied and divided so, columns by .* and ./");
      }
      product =
          joined(product, right, sign, [&](double a, double b) { return divides ? a / b : a * b; });
    }
    return product;
  }

  Matrix power() {
    bool negative = false;
    while (is_symbol("-") || is_symbol("+")) negative = (take().text == "-") != negative;
    Matrix value = unsigned_power();
    if (negative) {
      for (double& number : value.values) number = -number;
    }
    return value;
  }

  Matrix unsigned_power() {
    Matrix base = primary();
    while (is_symbol("^") || is_symbol(".^")) {
      const Token sign = take();
      const bool negative = take_symbol("-");
      Matrix exponent = primary();
      for (double& number : exponent.values) number = negative ? -number : number;
      if (sign.text == "^" && !(base.is_scalar() && exponent.is_scalar())) {
        refuse_statement(sign, "only scalars have powers so, columns by .^");
      }
      base = joined(base, exponent, sign,
                    [](double a, double b) { return b == 2 ? a * a : portable::pow(a, b); });
    }
    if (is_symbol("'")) refuse_statement(peek(), "nothing is transposed");
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
    const Token token = peek();
    if (depth_ > kDeepest) refuse_statement(token, "brackets lie too deep");
    ++depth_;
    Matrix value = primary_of(token);
    --depth_;
    return value;
  }

  Matrix primary_of(const Token& token) {
    if (token.kind == TokenKind::kNumber) return scalar(take().number);
    if (token.kind == TokenKind::kName) return named();
    if (take_symbol("(")) {
      const bool outside = std::exchange(in_brackets_, false);
      Matrix value = expression();
      in_brackets_ = outside;
      expect(")");
      return value;
    }
    if (is_symbol("[")) return matrix();
    refuse(token, "expected a number");
  }

  Matrix named() {
    const Token name = take();
    // Inside of brackets `a (1)` are two elements.
    if (is_symbol("(") && !(in_brackets_ && peek().behind_space)) return called(name);
    if (name.text == "Inf" || name.text == "inf") {
      return scalar(std::numeric_limits<double>::infinity());
    }
    if (name.text == "pi") return scalar(std::numbers::pi);
    return value_of(name);
  }

  const Matrix& value_of(const Token& name) const {
    if (name.text.starts_with("mpc.")) {
      const auto field = script_.fields.find(name.text.substr(4));
      if (field != script_.fields.end()) return field->second;
    } else if (const auto found = variables_.find(name.text); found != variables_.end()) {
      return found->second;
    }
    throw InputError{
        {name.position, fmt::format("'{}' has no value here; {}", name.text, kRemedy)}};
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
    take();  // the bracket
    const bool outside = std::exchange(in_brackets_, false);
    const bool is_function = applied(name.text, 0).has_value();
    Matrix value = is_function ? expression() : part_of(name);
    in_brackets_ = outside;
    expect(")");
    if (is_function) {
      for (double& number : value.values) number = *applied(name.text, number);
    }
    return value;
  }

  Matrix part_of(const Token& name) {
    const Matrix& whole = value_of(name);
    const auto list = [&](std::size_t limit) {
      const Token place = peek();
      if (take_symbol(":")) {
        std::vector<std::size_t> all(limit);
        for (std::size_t i = 0; i < limit; ++i) all[i] = i;
        return all;
      }
      return indices(expression(), limit, place);
    };
    const std::vector<std::size_t> rows = list(whole.rows);
    expect(",");
    const std::vector<std::size_t> columns = list(whole.columns);
    Matrix part{rows.size(), columns.size(), {}};
    for (const std::size_t row : rows) {
      for (const std::size_t column : columns) part.values.push_back(whole.at(row, column));
    }
    return part;
  }

  // Rows end with a semicolon or a line, elements with a comma or a blank.
  Matrix matrix() {
    const Token begin = take();
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
    while (!take_symbol("]")) {
      if (peek().kind == TokenKind::kEnd) {
        throw InputError{{begin.position, "a matrix without its closing bracket"}};
      }
      if (is_symbol(";") || peek().kind == TokenKind::kNewline) {
        take();
        end_row();
        continue;
      }
      if (take_symbol(",")) continue;
      if (in_row == 0) row_begin = peek().position;
      const Matrix element = expression();
      if (element.rows != 1) refuse_statement(begin, "tables are not put together from columns");
      found.values.insert(found.values.end(), element.values.begin(), element.values.end());
      in_row += element.columns;
    }
    end_row();
    in_brackets_ = outside;
    return found;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool in_brackets_ = false;
  int depth_ = 0;
  std::map<std::string, Matrix> variables_;
  MatpowerScript script_;
};

}  // namespace

MatpowerScript run_matpower_script(std::string_view text, const std::string& file) {
  return Interpreter{text, file}.run();
}

}  // namespace peerwatt::network
