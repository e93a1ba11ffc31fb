#include "engine/network/feeder_files/matpower_script.hpp"

#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/network/feeder_files/matpower_lexer.hpp"
#include "engine/network/feeder_files/token_cursor.hpp"

namespace peerwatt::network {
namespace {

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

// Runs statement after statement while it reads them.
class Interpreter {
 public:
  Interpreter(std::string_view text, const std::string& file) : at_{matpower_tokens(text, file)} {}

  MatpowerScript run() {
    while (!ended_ && !at_.is(TokenKind::kEnd)) statement();
    for (auto& [name, value] : values_) {
      if (name.starts_with("mpc.")) script_.fields.emplace(name.substr(4), std::move(value));
    }
    return std::move(script_);
  }

 private:
  bool at_end_of_statement() const {
    return at_.is_symbol(";") || at_.is_symbol(",") || at_.is(TokenKind::kNewline) ||
           at_.is(TokenKind::kEnd);
  }
  void end_statement() {
    if (!at_end_of_statement()) {
      TokenCursor::refuse(at_.peek(), "expected the end of the statement");
    }
    at_.take();
  }

  void statement() {
    if (at_end_of_statement()) {
      at_.take();
    } else if (at_.is_name("function")) {
      at_.take();
      head();
    } else if (at_.is_name("define_constants")) {
      at_.take();
      for (const char* function : {"idx_bus", "idx_brch", "idx_gen"}) {
        for (const Constant& constant : columns_of(function)) {
          values_[std::string{constant.name}] = scalar(constant.value);
        }
      }
      end_statement();
    } else if (at_.is_name("return") || at_.is_name("end")) {
      ended_ = true;  // what stands behind it is never run
    } else if (at_.is_symbol("[")) {
      take_columns();
    } else if (at_.is(TokenKind::kName)) {
      assignment();
    } else {
      TokenCursor::refuse(at_.peek(), "expected a statement");
    }
  }

  // function mpc = case33bw
  void head() {
    if (at_.is_symbol("[")) {
      throw InputError{{at_.peek().position,
                        "a case of version 1 (several results) is not read: save it with savecase "
                        "as version 2"}};
    }
    if (!at_.is_name("mpc")) TokenCursor::refuse(at_.peek(), "expected `mpc`");
    at_.take();
    at_.expect("=");
    if (!at_.is(TokenKind::kName)) TokenCursor::refuse(at_.peek(), "expected the name of the case");
    script_.name = at_.take().text;
    end_statement();
  }

  // [PQ, PV, ~, ...] = idx_bus: names of the columns, by their place.
  void take_columns() {
    const Token begin = at_.take();
    std::vector<std::string> names;
    while (!at_.take_symbol("]")) {
      if (at_.take_symbol(",") || at_.is(TokenKind::kNewline)) {
        if (at_.is(TokenKind::kNewline)) at_.take();
        continue;
      }
      if (!at_.is(TokenKind::kName) && !at_.is_symbol("~"))
        TokenCursor::refuse(at_.peek(), "expected a name");
      names.push_back(at_.take().text);
    }
    at_.expect("=");
    const Token function = at_.take();
    const std::span<const Constant> columns = columns_of(function.text);
    if (function.text == "idx_cost") return end_statement();
    if (columns.empty()) TokenCursor::refuse(function, "expected idx_bus, idx_brch or idx_gen");
    if (names.size() > columns.size()) {
      throw InputError{{begin.position, fmt::format("{} has {} results (got {} names)",
                                                    function.text, columns.size(), names.size())}};
    }
    for (std::size_t i = 0; i < names.size(); ++i) values_[names[i]] = scalar(columns[i].value);
    end_statement();
  }

  void assignment() {
    const Token target = at_.take();
    if (at_.take_symbol("(")) return assign_columns(target);
    if (!at_.is_symbol("=")) {
      TokenCursor::refuse_to_apply(target,
                                   "only tables, numbers and calculations with columns are");
    }
    at_.take();
    const bool is_field = target.text.starts_with("mpc.");
    if (at_.is_symbol("{") || at_.is(TokenKind::kText)) {
      skip_texts();
      if (is_field) script_.unread_fields.push_back(target.text);
      return end_statement();
    }
    if (target.text == "mpc") TokenCursor::refuse_to_apply(target, "the whole case is set");
    values_[target.text] = evaluated_expression(at_, values_);
    if (is_field) script_.positions[target.text.substr(4)] = target.position;
    end_statement();
  }

  // mpc.branch(:, [BR_R BR_X]) = ...
  void assign_columns(const Token& target) {
    const auto found = values_.find(target.text);
    if (found == values_.end()) {
      TokenCursor::refuse_to_apply(target, "there is no such table yet");
    }
    if (!at_.take_symbol(":"))
      TokenCursor::refuse_to_apply(target, "only whole columns are set, `(:, columns)`");
    at_.expect(",");
    const Token place = at_.peek();
    const std::vector<std::size_t> columns =
        indices_of(evaluated_expression(at_, values_), found->second.columns, place.position);
    at_.expect(")");
    at_.expect("=");
    const Token right = at_.peek();
    const Matrix value = evaluated_expression(at_, values_);
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
      if (at_.is(TokenKind::kEnd)) TokenCursor::refuse(at_.peek(), "expected '}'");
      if (at_.is_symbol("{") || at_.is_symbol("[")) ++depth;
      if (at_.is_symbol("}") || at_.is_symbol("]")) --depth;
      at_.take();
    } while (depth > 0);
  }

  TokenCursor at_;
  bool ended_ = false;
  std::map<std::string, Matrix> values_;  // of variables, and of fields as `mpc.bus`
  MatpowerScript script_;
};

}  // namespace

MatpowerScript run_matpower_script(std::string_view text, const std::string& file) {
  return Interpreter{text, file}.run();
}

}  // namespace peerwatt::network
