#include "engine/config/decimal_commas.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::config {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_whole(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return is_digits(text);
}

// The digits behind a decimal comma, with an exponent: `5`, `5e-3`.
bool is_fraction(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent == text.npos) return is_digits(text);
  return is_digits(text.substr(0, exponent)) && is_whole(text.substr(exponent + 1));
}

bool is_plain_scalar(const Node& node) {
  return node.kind == NodeKind::kScalar && node.quoting == Quoting::kPlain;
}

// Whether an item and the one before it are an integer and digits with a bare comma between them.
bool joins(const Node& list, std::size_t item) {
  if (item == 0 || list.items[item].separation != Separation::kComma) return false;
  const Node& before = list.items[item - 1];
  const Node& after = list.items[item];
  return is_plain_scalar(before) && is_plain_scalar(after) && is_whole(before.text) &&
         is_fraction(after.text);
}

// The first item that joins the one before it, or the number of items.
std::size_t first_joined(const Node& list) {
  std::size_t item = 0;
  while (item < list.items.size() && !joins(list, item)) ++item;
  return item;
}

}  // namespace

std::string decimal_point_advice(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == text.npos || !is_fraction(text.substr(comma + 1))) return {};
  const std::string_view whole = text.substr(0, comma);
  if (!whole.empty() && !is_whole(whole)) return {};
  const std::string_view fraction = text.substr(comma + 1);
  const bool maybe_thousands =
      fraction.size() == 3 && whole.find_first_of("123456789") != whole.npos;
  if (maybe_thousands && is_digits(fraction)) {
    return fmt::format("write {0}.{1}, with a decimal point, or {0}{1}", whole, fraction);
  }
  return fmt::format("write {}.{}, with a decimal point", whole.empty() ? "0" : whole, fraction);
}

std::string split_number_problem(const Entry& before, const Entry& entry) {
  if (entry.value.kind != NodeKind::kNull || !is_fraction(entry.key)) return {};
  if (!is_plain_scalar(before.value) || !is_whole(before.value.text)) return {};
  return fmt::format("{}: a decimal comma? (a comma separates keys: write {}.{})", before.key,
                     before.value.text, entry.key);
}

std::string split_list_problem(const Node& list) {
  const std::size_t item = first_joined(list);
  const auto has_blank = [](const Node& node) {
    return node.separation == Separation::kCommaAndBlank;
  };
  if (item == list.items.size() || std::none_of(list.items.begin(), list.items.end(), has_blank)) {
    return {};
  }
  const std::string& whole = list.items[item - 1].text;
  const std::string& fraction = list.items[item].text;
  return fmt::format(
      "{0},{1}: a decimal comma? (a comma separates values: write {0}.{1}, or {0}, {1} if these "
      "are two)",
      whole, fraction);
}

std::string doubt_of_decimals(const Node& list) {
  const std::vector<Node>& items = list.items;
  if (items.empty() || items.size() % 2 != 0) return {};
  for (std::size_t item = 1; item < items.size(); item += 2) {
    if (!joins(list, item)) return {};
  }
  return fmt::format(
      "reads {0} numbers, {1} and {2} first (write {1}.{2} if that is one number, or {1}, {2} with "
      "a space if it is two)",
      items.size(), items[0].text, items[1].text);
}

std::string comma_advice(const Node& value) {
  if (value.kind == NodeKind::kScalar && value.separation == Separation::kComma &&
      is_fraction(value.text)) {
    return " (is the comma before it a decimal one? write a point)";
  }
  if (value.kind != NodeKind::kList) return {};
  const std::size_t item = first_joined(value);
  if (item == value.items.size()) return {};
  return fmt::format(" (a decimal comma? write {}.{}, with a decimal point)",
                     value.items[item - 1].text, value.items[item].text);
}

}  // namespace peerwatt::config
