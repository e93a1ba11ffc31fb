#include "engine/profiles/repeated_hour.hpp"

#include <algorithm>

namespace peerwatt::profiles {
namespace {

using Stamps = std::span<const std::int64_t>;

// End stamps may count on to the full hour, 02:15 ... 03:00, in each pass, instead of showing what
// the clock shows when it has gone back, 02:00.
bool counts_to_the_end(const RepeatedHour& hour, Stamps civil_s) {
  return hour.stamp == StampAt::kEnd &&
         std::count(civil_s.begin(), civil_s.end(), hour.end_s) >= 2 &&
         std::count(civil_s.begin(), civil_s.end(), hour.begin_s) <= 1;
}

// Every stamp of the hour stands exactly twice, side by side.
bool in_pairs(const RepeatedHour& hour, Stamps civil_s) {
  if (static_cast<std::int64_t>(civil_s.size()) * hour.step_s != 2 * (hour.end_s - hour.begin_s)) {
    return false;
  }
  for (std::size_t i = 0; i < civil_s.size(); ++i) {
    const bool second = i % 2 == 1;
    if (i > 0 && (civil_s[i] == civil_s[i - 1]) != second) return false;
  }
  return true;
}

// Of stamps that never go back.
std::vector<PassOfRow> rising_passes(const RepeatedHour& hour, Stamps civil_s) {
  const bool pairs = in_pairs(hour, civil_s);
  std::vector<PassOfRow> passes;
  for (std::size_t i = 0; i < civil_s.size(); ++i) {
    const bool doubled = i > 0 && civil_s[i] == civil_s[i - 1];
    passes.push_back(
        {doubled ? (pairs ? Pass::kSecond : Pass::kUnclear) : Pass::kFirst, civil_s[i]});
  }
  return passes;
}

std::vector<PassOfRow> passes_inside(const RepeatedHour& hour, Stamps civil_s) {
  const auto back = std::is_sorted_until(civil_s.begin(), civil_s.end());
  if (back == civil_s.end()) return rising_passes(hour, civil_s);
  std::vector<PassOfRow> passes;
  for (auto at = civil_s.begin(); at != civil_s.end(); ++at) {
    passes.push_back({at < back ? Pass::kFirst : Pass::kSecond, *at});
  }
  return passes;
}

}  // namespace

std::vector<PassOfRow> passes_through(const RepeatedHour& hour, Stamps civil_s) {
  if (!counts_to_the_end(hour, civil_s)) {
    const auto behind = std::find(civil_s.begin(), civil_s.end(), hour.end_s);
    return passes_inside(hour, civil_s.first(static_cast<std::size_t>(behind - civil_s.begin())));
  }
  // The intervals begin inside of the hour; the first of them may end where the hour begins.
  const std::size_t before = civil_s.front() == hour.begin_s ? 1 : 0;
  std::vector<std::int64_t> begins;
  for (const std::int64_t end_s : civil_s.subspan(before)) begins.push_back(end_s - hour.step_s);
  std::vector<PassOfRow> passes = passes_inside(hour, begins);
  for (PassOfRow& row : passes) row.civil_s += hour.step_s;
  if (before > 0) passes.insert(passes.begin(), {Pass::kFirst, hour.begin_s});
  return passes;
}

}  // namespace peerwatt::profiles
