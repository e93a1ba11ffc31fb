#include "tools/peerwatt/terminal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace peerwatt::tools {
namespace {

constexpr std::size_t kNarrowest = 60;
constexpr std::size_t kWidest = 200;
constexpr std::size_t kInPipes = 120;

std::optional<std::size_t> width_of_environment() {
  const char* text = std::getenv("COLUMNS");
  if (text == nullptr) return std::nullopt;
  const std::string_view digits{text};
  std::size_t columns = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), columns);
  const bool is_number = error == std::errc{} && end == digits.data() + digits.size();
  return is_number && columns > 0 ? std::optional{columns} : std::nullopt;
}

std::optional<std::size_t> width_of_terminal() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

}  // namespace

std::size_t text_width() {
  std::optional<std::size_t> width = width_of_environment();
  if (!width) width = width_of_terminal();
  return std::clamp(width.value_or(kInPipes), kNarrowest, kWidest);
}

}  // namespace peerwatt::tools
