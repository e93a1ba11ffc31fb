#pragma once

#include <string>
#include <string_view>

#include "engine/config/node.hpp"

// Numbers with a decimal comma. YAML separates by commas: it reads `{k: 0,25}` as two keys and
// `[0,25, 0,5]` as four numbers.
namespace peerwatt::config {

// `write 0.25, with a decimal point` for the text `0,25`; empty for any other.
std::string decimal_point_advice(std::string_view text);

// What is wrong where a comma splits a number of a map, as `25` of `{k: 0,25}` tells: the key after
// the entry of `k`. Empty if nothing is.
std::string split_number_problem(const Entry& before, const Entry& entry);

// What is wrong with a list of numbers of which some commas have blanks behind them and others
// stand between digits: `[0,25, 0,5]`. Empty if nothing is.
std::string split_list_problem(const Node& list);

// What to say of a list that may as well be of half as many numbers with decimal commas: `[0,25]`.
// Empty for any other.
std::string doubt_of_decimals(const Node& list);

// ` (a decimal comma? ...)` for a value that is wrong and has a comma before it, as 25 in `[0,25]`,
// or has such a value in it; else nothing.
std::string comma_advice(const Node& value);

}  // namespace peerwatt::config
