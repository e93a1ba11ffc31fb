#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/network/feeder_files/token_cursor.hpp"

namespace peerwatt::network {

// A matrix of numbers, row after row. A scalar has one row and one column.
struct Matrix {
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::vector<double> values = {0};
  std::vector<SourcePosition> positions = {};  // of its rows, where they were written down

  double at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
  bool is_scalar() const { return rows == 1 && columns == 1; }
};

Matrix scalar(double value);

// The numbers as indices from 0; InputError at the position unless each is within 1 .. limit.
std::vector<std::size_t> indices_of(const Matrix& numbers, std::size_t limit,
                                    const SourcePosition& position);

// Reads an expression, and what it is worth given the values that names have: numbers, tables,
// `mpc.bus(:, [PD QD])`, + - * / ^ and .* ./ .^, and functions of numbers. Throws InputError for
// what is none.
Matrix evaluated_expression(TokenCursor& at, const std::map<std::string, Matrix>& values);

}  // namespace peerwatt::network
