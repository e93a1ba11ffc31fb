#include "engine/profiles/stamp_text.hpp"

#include <chrono>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"
#include "engine/profiles/text_scanner.hpp"

namespace peerwatt::profiles {
namespace {

constexpr std::int64_t kDayS = 86400;
constexpr std::int64_t kLatestEpochS = 7'258'118'400;    // 2200-01-01
constexpr std::int64_t kLeastEpochMs = 100'000'000'000;  // 1973-03-03; fewer would be seconds

bool is_date_sign(char c) {
  return c == '-' || c == '/' || c == '.';
}

// Reads a stamp from its front; every step says whether it may go on.
class StampParser {
 public:
  StampParser(std::string_view text, DateOrder order) : scan_{csv::trimmed(text)}, order_{order} {}

  ReadStamp parse() {
    if (date() && time() && zone()) {
      if (scan_.done()) return {stamp_, {}};
      if (problem_.empty() && scan_.at_letter())
        refuse("must have its zone as an offset such as +01:00");
    }
    return {std::nullopt, std::move(problem_)};
  }

 private:
  bool refuse(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }

  bool date() {
    const std::string_view first = scan_.digits();
    if (is_date_sign(scan_.next()) && first.size() == 4) return year_first(first);
    if (is_date_sign(scan_.next()) && (first.size() == 1 || first.size() == 2))
      return year_last(first);
    if (first.size() == 8 || first.size() == 12 || first.size() == 14) return compact(first);
    if (first.empty() || !scan_.done()) {
      if (first.size() == 1 || first.size() == 2) scan_.blanks();
      const bool month_name = !first.empty() && first.size() <= 2 && scan_.at_letter();
      return month_name && refuse("must have its month as a number");
    }
    if (first.size() == 10 || first.size() == 13) {
      return refuse(fmt::format("looks like {} since 1970; set time_format: {}",
                                first.size() == 10 ? "seconds" : "milliseconds",
                                first.size() == 10 ? "epoch_s" : "epoch_ms"));
    }
    return false;
  }

  bool year_first(std::string_view year) {
    const char sign = scan_.next();
    scan_.literal(sign);
    if (scan_.at_letter()) return refuse("must have its month as a number");
    const std::string_view month = scan_.digits();
    if (!scan_.literal(sign)) return false;
    return calendar_day(number_of(year), month, scan_.digits());
  }

  bool year_last(std::string_view first) {
    const char sign = scan_.next();
    scan_.literal(sign);
    if (scan_.at_letter()) return refuse("must have its month as a number");
    const std::string_view second = scan_.digits();
    if (second.empty() || !scan_.literal(sign)) return false;
    const std::string_view year = scan_.digits();
    if (year.size() != 4) return refuse("must have a year of four digits");
    if (order_ == DateOrder::kAuto && sign != '.') {
      return refuse(
          "may have the day or the month first; set date_order: day_first or month_first");
    }
    const bool month_first = order_ == DateOrder::kMonthFirst;
    return calendar_day(number_of(year), month_first ? first : second,
                        month_first ? second : first);
  }

  // 20240131, perhaps with 0030 or 003000 behind it.
  bool compact(std::string_view digits) {
    if (!calendar_day(number_of(digits.substr(0, 4)), digits.substr(4, 2), digits.substr(6, 2))) {
      return false;
    }
    const std::string_view time = digits.substr(8);
    if (time.empty()) return true;
    stamp_.date_only = false;
    return clock_time(number_of(time.substr(0, 2)), number_of(time.substr(2, 2)),
                      time.size() > 4 ? number_of(time.substr(4)) : 0);
  }

  bool calendar_day(int year, std::string_view month, std::string_view day) {
    const int month_number = number_of(month), day_number = number_of(day);
    if (month.size() > 2 || day.size() > 2 || month_number < 0 || day_number < 0) return false;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month_number)},
                                           std::chrono::day{static_cast<unsigned>(day_number)}};
    if (!date.ok())
      return refuse(fmt::format("is no day of the calendar (year {}, month {}, day {})", year,
                                month_number, day_number));
    stamp_.civil_s = std::chrono::sys_days{date}.time_since_epoch().count() * kDayS;
    stamp_.date_only = true;
    return true;
  }

  bool time() {
    if (!stamp_.date_only) return fraction();  // compact: read with the date
    const bool letter = scan_.literal('T') || scan_.literal('t');
    if (!letter && (!scan_.blanks() || scan_.next() < '0' || scan_.next() > '9')) return true;
    stamp_.date_only = false;
    const std::string_view hour = scan_.digits();
    if (hour.size() == 4 || hour.size() == 6) {
      return clock_time(number_of(hour.substr(0, 2)), number_of(hour.substr(2, 2)),
                        hour.size() > 4 ? number_of(hour.substr(4)) : 0) &&
             fraction();
    }
    if (hour.empty() || hour.size() > 2 || !scan_.literal(':'))
      return refuse("must have its time as HH:MM");
    const std::string_view minute = scan_.digits();
    std::string_view second = "00";
    if (scan_.literal(':')) second = scan_.digits();
    if (minute.size() != 2 || second.size() != 2) return refuse("must have its time as HH:MM");
    if (!fraction()) return false;
    return half_day(number_of(hour), number_of(minute), number_of(second));
  }

  bool fraction() {
    if (!scan_.literal('.') && !scan_.literal(',')) return true;
    const std::string_view digits = scan_.digits();
    if (digits.empty()) return false;
    if (digits.find_first_not_of('0') == std::string_view::npos) return true;
    return refuse("must lie on a whole second");
  }

  // A clock of twelve hours says which half of the day it shows.
  bool half_day(int hour, int minute, int second) {
    TextScanner ahead = scan_;
    ahead.blanks();
    const bool morning = ahead.word("am") || ahead.word("a.m.");
    const bool evening = !morning && (ahead.word("pm") || ahead.word("p.m."));
    if (!morning && !evening) return clock_time(hour, minute, second);
    if (hour < 1 || hour > 12) return refuse("must have an hour from 1 to 12 with AM or PM");
    scan_ = ahead;
    return clock_time(hour % 12 + (evening ? 12 : 0), minute, second);
  }

  // 24:00 is the end of the day.
  bool clock_time(int hour, int minute, int second) {
    const bool end_of_day = hour == 24 && minute == 0 && second == 0;
    if ((hour > 23 && !end_of_day) || minute > 59 || second > 59) {
      return refuse("must have a time from 00:00 to 24:00");
    }
    stamp_.civil_s += hour * 3600 + minute * 60 + second;
    return true;
  }

  bool zone() {
    scan_.blanks();
    if (scan_.done()) return true;
    if (scan_.word("z") || scan_.word("utc") || scan_.word("gmt")) {
      stamp_.offset_s = 0;
      return scan_.done() || refuse("must have its zone as an offset such as +01:00");
    }
    const bool west = scan_.literal('-');
    if (!west && !scan_.literal('+')) return true;  // parse() says what is left
    const std::string_view hours = scan_.digits();
    std::string_view minutes = hours.size() == 4 ? hours.substr(2) : "00";
    if (hours.size() == 2 && scan_.literal(':')) minutes = scan_.digits();
    const int hour = number_of(hours.substr(0, 2)), minute = number_of(minutes);
    if ((hours.size() != 2 && hours.size() != 4) || minutes.size() != 2 || hour > 14 ||
        minute > 59) {
      return refuse("must have its zone as an offset such as +01:00");
    }
    stamp_.offset_s = (west ? -1 : 1) * (hour * 3600 + minute * 60);
    return true;
  }

  TextScanner scan_;
  DateOrder order_;
  StampText stamp_;
  std::string problem_;
};

}  // namespace

ReadStamp read_stamp(std::string_view text, DateOrder order) {
  return StampParser{text, order}.parse();
}

ReadStamp read_epoch(std::string_view text, TimeFormat format) {
  text = csv::trimmed(text);
  if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
    if (text.find_first_not_of('0', point + 1) != std::string_view::npos) {
      return {std::nullopt, "must lie on a whole second"};
    }
    text = text.substr(0, point);
  }
  const std::optional<std::int64_t> count = csv::parse_integer(text);
  if (!count) return {};
  if (format == TimeFormat::kEpochS) {
    if (*count > kLatestEpochS)
      return {std::nullopt, "lies after 2199; milliseconds are time_format: epoch_ms"};
    return {StampText{*count, 0, false}, {}};
  }
  if (*count < kLeastEpochMs || *count > 1000 * kLatestEpochS) {
    return {std::nullopt, "must lie from 1973 to 2199; seconds are time_format: epoch_s"};
  }
  if (*count % 1000 != 0) return {std::nullopt, "must lie on a whole second"};
  return {StampText{*count / 1000, 0, false}, {}};
}

std::optional<OpenDate> open_date(std::string_view text) {
  TextScanner scan{csv::trimmed(text)};
  const std::string_view first = scan.digits();
  const char sign = scan.next();
  if (first.empty() || first.size() > 2 || (sign != '/' && sign != '-')) return std::nullopt;
  scan.literal(sign);
  const std::string_view second = scan.digits();
  if (second.empty() || second.size() > 2 || !scan.literal(sign)) return std::nullopt;
  if (scan.digits().size() != 4) return std::nullopt;
  return OpenDate{number_of(first), number_of(second)};
}

}  // namespace peerwatt::profiles
