#include "engine/core/simulated_time.hpp"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace peerwatt {
namespace {

// Reads fixed-width decimal fields and literal characters from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_{text} {}

  bool literal(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool digits(std::size_t width, int& value) {
    if (rest_.size() < width) return false;
    const char* end = rest_.data() + width;
    if (rest_.front() < '0' || rest_.front() > '9') return false;
    const auto [stop, error] = std::from_chars(rest_.data(), end, value);
    if (error != std::errc{} || stop != end) return false;
    rest_.remove_prefix(width);
    return true;
  }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool scan_civil(Scanner& scan, std::int64_t& seconds) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (!scan.digits(4, year) || !scan.literal('-') || !scan.digits(2, month) || !scan.literal('-') ||
      !scan.digits(2, day)) {
    return false;
  }
  if (scan.literal('T') || scan.literal(' ')) {
    if (!scan.digits(2, hour) || !scan.literal(':') || !scan.digits(2, minute)) return false;
    if (scan.literal(':') && !scan.digits(2, second)) return false;
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return false;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  seconds = days * 86400 + hour * 3600 + minute * 60 + second;
  return true;
}

bool scan_zone(Scanner& scan, std::int64_t& offset_s) {
  if (scan.literal('Z')) return true;
  const bool west = scan.literal('-');
  if (!west && !scan.literal('+')) return false;
  int hours = 0, minutes = 0;
  if (!scan.digits(2, hours)) return false;
  scan.literal(':');
  if (!scan.digits(2, minutes) || hours > 14 || minutes > 59) return false;
  offset_s = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
  return true;
}

}  // namespace

std::optional<std::int64_t> parse_civil_time(std::string_view text) {
  Scanner scan{text};
  std::int64_t seconds = 0;
  if (!scan_civil(scan, seconds) || !scan.done()) return std::nullopt;
  return seconds;
}

std::optional<SimTime> parse_utc(std::string_view text) {
  Scanner scan{text};
  std::int64_t seconds = 0, offset_s = 0;
  if (!scan_civil(scan, seconds) || !scan_zone(scan, offset_s) || !scan.done()) return std::nullopt;
  return SimTime::from_seconds(seconds - offset_s);
}

std::string format_utc(SimTime time) {
  const std::int64_t seconds = time.seconds();
  const std::int64_t days = (seconds - (seconds % 86400 + 86400) % 86400) / 86400;
  const std::int64_t of_day = seconds - days * 86400;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int{date.year()}, unsigned{date.month()},
                  unsigned{date.day()}, of_day / 3600, of_day / 60 % 60, of_day % 60);
  const std::int64_t fraction = time.microseconds() - seconds * 1'000'000;
  if (fraction != 0) text += fmt::format(".{:06}", fraction);
  return text + 'Z';
}

}  // namespace peerwatt
