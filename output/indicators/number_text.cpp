#include "output/indicators/number_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace peerwatt::output {
namespace {

constexpr int kMostDecimals = 9;
constexpr double kNoise = 0.5e-9;  // what these decimals do not show: roundings

}  // namespace

int decimals_for(double largest) {
  const double size = std::abs(largest);
  if (size >= 1000) return 0;
  if (size >= 100) return 1;
  if (size >= 1 || size < kNoise) return 2;
  int decimals = 3;  // three significant digits of a number from 0.1 to 1
  for (double scale = 10; decimals < kMostDecimals && size * scale < 1; scale *= 10) ++decimals;
  return decimals;
}

std::string number_text(const std::optional<double>& number, int decimals) {
  if (!number) return "–";
  if (std::abs(*number) < kNoise) return "0";
  std::string text = fmt::format("{:.{}f}", *number, decimals);
  if (text.find_first_not_of("-0.") == text.npos && text.front() == '-') text.erase(0, 1);
  return text;
}

std::string number_text(const std::optional<double>& number) {
  return number_text(number, decimals_for(number.value_or(0)));
}

std::string counted(std::int64_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string bytes_text(std::uint64_t bytes) {
  constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  auto size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  const int decimals = unit > 0 && size < 9.95 ? 1 : 0;
  return fmt::format("{:.{}f} {}", size, decimals, kUnits[unit]);
}

std::vector<std::string> number_texts(std::span<const std::optional<double>> numbers) {
  double largest = 0;
  for (const auto& number : numbers) largest = std::max(largest, std::abs(number.value_or(0)));
  std::vector<std::string> texts;
  for (const auto& number : numbers) texts.push_back(number_text(number, decimals_for(largest)));
  return texts;
}

}  // namespace peerwatt::output
