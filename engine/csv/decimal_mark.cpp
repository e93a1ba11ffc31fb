#include "engine/csv/decimal_mark.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"

namespace peerwatt::csv {
namespace {

bool looks_numeric(std::string_view text) {
  return text.find_first_not_of("0123456789+-.,eE") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

// Whether the marks may stand between groups of thousands, as in 1,234 or 12.345.678.
bool may_group(std::string_view text, char mark) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t lead = std::min(text.find(mark), text.size());
  if (lead == 0 || lead > 3 || text.front() == '0') return false;
  for (text.remove_prefix(lead); !text.empty(); text.remove_prefix(4)) {
    const std::string_view group = text.substr(0, 4);
    if (group.size() < 4 || group.front() != mark ||
        group.find_first_not_of("0123456789", 1) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

}  // namespace

// A number with both marks is complained of where it is used.
bool DecimalMarkFinder::tells(std::string_view text) const {
  const bool point = text.find('.') != std::string_view::npos;
  const bool comma = text.find(',') != std::string_view::npos;
  if (point == comma || !looks_numeric(trimmed(text))) return false;
  const Evidence& evidence = point ? point_ : comma_;
  if (evidence.clear) return false;
  return !evidence.seen || !may_group(trimmed(text), point ? '.' : ',');
}

void DecimalMarkFinder::take(std::string_view text, const SourcePosition& position) {
  text = trimmed(text);
  const bool point = text.find('.') != std::string_view::npos;
  Evidence& evidence = point ? point_ : comma_;
  if (!evidence.seen) evidence = {position, {}, std::string{text}};
  if (!may_group(text, point ? '.' : ',')) evidence.clear = position;
}

DecimalMark DecimalMarkFinder::mark(char separator) {
  if (point_.seen && comma_.seen) {
    diagnostics_.add(*comma_.seen,
                     fmt::format("has a comma ('{}'), while other numbers of the file have a "
                                 "point ('{}', line {}); write all of them in one way",
                                 comma_.example, point_.example, point_.seen->line));
    return DecimalMark::kComma;
  }
  if (comma_.seen) return checked(comma_, separator == ';', DecimalMark::kComma);
  if (point_.seen) return checked(point_, separator != ';', DecimalMark::kPoint);
  return DecimalMark::kPoint;
}

// A mark is taken for the decimal mark where the separator makes it usual, or a number shows it.
DecimalMark DecimalMarkFinder::checked(const Evidence& evidence, bool usual, DecimalMark mark) {
  if (!usual && !evidence.clear) {
    std::string whole = evidence.example;
    std::erase_if(whole, [](char c) { return c == '.' || c == ','; });
    diagnostics_.add(*evidence.seen, fmt::format("'{}' may have decimals or thousands ({}); {}",
                                                 evidence.example, whole, remedy_));
  }
  return mark;
}

std::optional<double> cell_number(std::string_view text, DecimalMark mark) {
  if (mark != DecimalMark::kComma || text.find_first_of(".,") == std::string_view::npos) {
    return parse_number(text);
  }
  if (text.find('.') != std::string_view::npos) return std::nullopt;
  std::string pointed{text};
  std::replace(pointed.begin(), pointed.end(), ',', '.');
  return parse_number(pointed);
}

std::string number_demand(std::string_view text, DecimalMark mark) {
  std::string demand = "a finite number";
  const bool point = text.find('.') != std::string_view::npos;
  const bool comma = text.find(',') != std::string_view::npos;
  if (!looks_numeric(trimmed(text)) || (!point && !comma)) return demand;
  if (point && comma) return demand + " without separators of thousands";
  return demand + (mark == DecimalMark::kComma ? " with a decimal comma" : " with a decimal point");
}

DecimalMark decimal_mark_of(const Table& table, std::span<const std::size_t> columns,
                            DecimalMark wanted, char separator, std::string_view remedy,
                            Diagnostics& diagnostics) {
  if (wanted != DecimalMark::kAuto) return wanted;
  DecimalMarkFinder finder{remedy, diagnostics};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (const std::size_t column : columns) {
      finder.look_at(table.cell(row, column), [&] { return table.position(row, column); });
    }
  }
  return finder.mark(separator);
}

}  // namespace peerwatt::csv
