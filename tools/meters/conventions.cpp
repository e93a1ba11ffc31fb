#include "tools/meters/conventions.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

namespace peerwatt::meters {
namespace {

constexpr std::int64_t kMostTurnedBackS = 3 * 3600;  // clocks go back by less

const std::string& first_path(const Readings& readings) {
  return readings.files.front().path;
}

template <class Value>
Told<Value> told(const std::optional<Value>& given, const Shown<Value>& shown) {
  if (given) return {*given, "given"};
  return {shown.value.value_or(Value{}), shown.value ? shown.by : ""};
}

// The unit that the name of a column has behind its last word boundary; kWh/h may be either.
std::optional<Unit> unit_in(std::string_view name) {
  const std::string text = lower_case(name);
  if (text.find("kwh/h") != text.npos) return std::nullopt;
  std::optional<Unit> found;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto is_letter = [&](std::size_t at) { return text[at] >= 'a' && text[at] <= 'z'; };
    std::size_t end = begin;
    while (end < text.size() && is_letter(end)) ++end;
    const std::string word = text.substr(begin, end - begin);
    if (word == "kwh") found = Unit::kKilowattHour;
    if (word == "wh") found = Unit::kWattHour;
    if (word == "kw") found = Unit::kKilowatt;
    if (word == "w" && text.size() > 1) found = Unit::kWatt;
    begin = std::max(end, begin + 1);
  }
  return found;
}

// The unit that all columns of values name.
Shown<Unit> unit_of_names(const Readings& readings) {
  Shown<Unit> shown;
  for (const Channel& channel : readings.channels) {
    const std::optional<Unit> unit = unit_in(channel.name);
    if (!unit || (shown.value && *shown.value != *unit)) return {};
    shown = {unit, fmt::format("as '{}' says", channel.name)};
  }
  return shown;
}

Told<std::string> zone_of(const Readings& readings, const ImportOptions& options,
                          Diagnostics& diagnostics) {
  const std::string& given = options.time_zone;
  if (!given.empty() && !profiles::WallClock::exists(given)) {
    try {
      profiles::WallClock{given};
    } catch (const InputError& error) {
      diagnostics.add({}, fmt::format("--time-zone: {}", error.what()));
    }
    return {"UTC", ""};
  }
  if (!given.empty()) return {given, "given"};
  if (readings.instants()) return {"UTC", "for the days of this report; --time-zone changes it"};
  if (readings.shows.time_zone.value) {
    return {*readings.shows.time_zone.value, readings.shows.time_zone.by};
  }
  diagnostics.add({first_path(readings), 0, 0},
                  "the stamps have no offset from UTC; give --time-zone ZONE, such as "
                  "Europe/London, or UTC");
  return {"UTC", ""};
}

}  // namespace

Conventions find_conventions(const Readings& readings, const ImportOptions& options,
                             Diagnostics& diagnostics) {
  const auto demand = [&](const std::string& what) {
    diagnostics.add({first_path(readings), 0, 0}, what);
  };
  Conventions found;
  found.unit = told(options.unit, readings.shows.unit);
  if (found.unit.by.empty()) found.unit = told(options.unit, unit_of_names(readings));
  if (found.unit.by.empty()) {
    demand("the columns do not say the unit; give --unit kwh, wh, kw or w");
  }
  found.stamp = told(options.stamp, readings.shows.stamp);
  if (found.stamp.by.empty()) {
    demand(
        "nothing says whether a stamp is the start or the end of its interval; give --stamp "
        "start or end");
  }
  found.time_zone = zone_of(readings, options, diagnostics);
  found.step_s = told(options.step_s, readings.shows.step_s);
  return found;
}

Told<std::int64_t> find_step(Readings& readings, std::int64_t& sorted) {
  std::map<std::int64_t, std::int64_t> counts;
  std::int64_t all = 0;
  for (Channel& channel : readings.channels) {
    std::vector<Reading>& rows = channel.readings;
    std::int64_t back = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      back += rows[i].time_s < rows[i - 1].time_s - kMostTurnedBackS ? 1 : 0;
    }
    if (back > 0) {
      sorted += back;
      std::ranges::stable_sort(rows, {}, &Reading::time_s);
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const std::int64_t step = rows[i].time_s - rows[i - 1].time_s;
      if (step <= 0) continue;
      ++counts[step];
      ++all;
    }
  }
  const auto most = std::ranges::max_element(
      counts, [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end() || 2 * most->second <= all) return {};
  return {most->first, "as the stamps show"};
}

std::string unit_name(Unit unit) {
  switch (unit) {
    case Unit::kKilowattHour:
      return "kWh";
    case Unit::kWattHour:
      return "Wh";
    case Unit::kKilowatt:
      return "kW";
    case Unit::kWatt:
      return "W";
  }
  return {};
}

}  // namespace peerwatt::meters
