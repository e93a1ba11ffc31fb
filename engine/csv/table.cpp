#include "engine/csv/table.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"
#include "engine/core/shown_text.hpp"

#include "engine/csv/cells.hpp"
#include "engine/csv/parser.hpp"

namespace peerwatt::csv {

InputText contents_of(const std::filesystem::path& path) {
  try {
    return input_file_text(path);
  } catch (const InputError& error) {
    throw InputError{fmt::format("{}: {}", path.string(), error.what())};
  }
}

Table::Table(std::shared_ptr<const ParsedText> parsed, std::string file)
    : parsed_{std::move(parsed)}, file_{std::move(file)} {
  Diagnostics diagnostics;
  // Finding a place takes as long as its line.
  const auto complain = [&](std::size_t column, const std::string& message) {
    diagnostics.add_if_shown([&] { return Diagnostic{header_position(column), message}; });
  };
  for (std::size_t column = 0; column < parsed_->columns; ++column) {
    const std::string_view name = trimmed(parsed_->cells[column].text);
    if (!places_.emplace(name, column).second) {
      complain(column, fmt::format("two columns are named '{}'", name));
    }
    if (const std::string problem = text_problem(name); !problem.empty()) {
      complain(column, "the name of a column " + problem);
    }
    header_.emplace_back(name);
  }
  diagnostics.throw_if_any();
  rows_ = parsed_->cells.size() / parsed_->columns - 1;
}

Table Table::read(const std::filesystem::path& path, char separator) {
  return parse(contents_of(path).text, path.string(), separator);
}

Table Table::parse(std::string text, std::string name, char separator) {
  std::shared_ptr<const ParsedText> parsed = parse_cells(std::move(text), name, separator);
  return Table{std::move(parsed), std::move(name)};
}

std::optional<std::size_t> Table::find(std::string_view column) const {
  const auto found = places_.find(column);
  if (found == places_.end()) return std::nullopt;
  return found->second;
}

std::string_view Table::cell(std::size_t row, std::size_t column) const {
  PEERWATT_EXPECTS(row < rows_ && column < columns());
  return parsed_->cells[(row + 1) * columns() + column].text;
}

SourcePosition Table::position(std::size_t row, std::size_t column) const {
  PEERWATT_EXPECTS(row < rows_ && column < columns());
  return parsed_->position(parsed_->cells[(row + 1) * columns() + column].offset, file_);
}

SourcePosition Table::header_position(std::size_t column) const {
  PEERWATT_EXPECTS(column < parsed_->columns);
  return parsed_->position(parsed_->cells[column].offset, file_);
}

}  // namespace peerwatt::csv
