#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.hpp"

#include "engine/csv/table.hpp"

namespace peerwatt::csv {

// What stands before the decimals. kAuto: as the numbers of the file show it.
enum class DecimalMark { kAuto, kPoint, kComma };

// A finite number that fills the whole cell; kAuto reads a point.
std::optional<double> cell_number(std::string_view text, DecimalMark mark);

// What a cell that is none must be: `a finite number`, and how such a cell may have to be written.
std::string number_demand(std::string_view text, DecimalMark mark);

// Finds the decimal mark that the numbers of a file show.
class DecimalMarkFinder {
 public:
  // The remedy ends the complaint about a file whose numbers leave it open.
  DecimalMarkFinder(std::string_view remedy, Diagnostics& diagnostics)
      : remedy_{remedy}, diagnostics_{diagnostics} {}

  // Looks at a cell that is to hold a number; `place` finds its SourcePosition, which takes long.
  template <class Place>
  void look_at(std::string_view text, Place place) {
    if (tells(text)) take(text, place());
  }
  // Complains where both marks are seen, or where 1,234 may be 1.234 or 1234. Never kAuto.
  DecimalMark mark(char separator);

 private:
  // What the numbers of a file show about one mark.
  struct Evidence {
    std::optional<SourcePosition> seen;   // the first number that has it
    std::optional<SourcePosition> clear;  // the first in which it can only stand before decimals
    std::string example;                  // the first text
  };

  bool tells(std::string_view text) const;  // what no cell before it has told
  void take(std::string_view text, const SourcePosition& position);
  DecimalMark checked(const Evidence& evidence, bool usual, DecimalMark mark);

  std::string_view remedy_;
  Diagnostics& diagnostics_;
  Evidence point_, comma_;
};

// The wanted decimal mark, or where that is kAuto the one that the numbers in these columns show.
DecimalMark decimal_mark_of(const Table& table, std::span<const std::size_t> columns,
                            DecimalMark wanted, char separator, std::string_view remedy,
                            Diagnostics& diagnostics);

}  // namespace peerwatt::csv
