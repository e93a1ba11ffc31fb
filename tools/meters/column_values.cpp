#include "tools/meters/column_values.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"
#include "engine/core/shown_text.hpp"

#include "tools/meters/green_button.hpp"

namespace peerwatt::meters {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// The channels of a home that have values, in the order of the file.
struct Home {
  std::string name;
  std::vector<std::size_t> channels;
};

std::vector<Home> homes_of(const Readings& readings) {
  std::vector<Home> homes;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < readings.channels.size(); ++i) {
    const Channel& channel = readings.channels[i];
    const auto [found, is_new] = places.try_emplace(channel.home, homes.size());
    if (is_new) homes.push_back({channel.home, {}});
    homes[found->second].channels.push_back(i);
  }
  return homes;
}

class Planner {
 public:
  Planner(const Readings& readings, const ImportOptions& options)
      : readings_{readings}, options_{options} {
    has_generation_ = std::ranges::any_of(
        readings.channels, [&](const Channel& channel) { return generates(channel.name); });
  }

  std::vector<Column> plan() {
    for (const Home& home : homes_of(readings_)) {
      switch (readings_.shows.layout.value.value_or(Layout::kLong)) {
        case Layout::kAusgrid:
          add(home, Flow::kLoad, with_names(home, {"GC", "CL"}));
          add(home, Flow::kGeneration, with_names(home, {"GG"}));
          break;
        case Layout::kPecanStreet:
          add_circuits(home);
          break;
        default:
          add_each(home);
      }
    }
    check_names();
    return std::move(columns_);
  }

 private:
  bool generates(const std::string& channel) const {
    switch (readings_.shows.layout.value.value_or(Layout::kLong)) {
      case Layout::kAusgrid:
        return channel == "GG";
      case Layout::kPecanStreet:
        return lower_case(channel).starts_with("solar");
      case Layout::kGreenButton:
        return channel == kReverse;
      default:
        return std::ranges::find(options_.generation, channel) != options_.generation.end();
    }
  }

  std::vector<std::size_t> with_names(const Home& home,
                                      std::initializer_list<std::string_view> names) const {
    std::vector<std::size_t> found;
    for (const std::size_t channel : home.channels) {
      const Channel& one = readings_.channels[channel];
      const bool wanted = std::ranges::any_of(
          names, [&](std::string_view name) { return lower_case(one.name) == lower_case(name); });
      if (wanted && one.has_value) found.push_back(channel);
    }
    return found;
  }

  // What a home uses is measured, or the sum of what it takes from the grid and from its PV.
  void add_circuits(const Home& home) {
    std::vector<std::size_t> use = with_names(home, {"use"});
    if (use.empty() && !with_names(home, {"grid"}).empty()) {
      use = with_names(home, {"grid", "solar", "solar2"});
    }
    add(home, Flow::kLoad, std::move(use));
    add(home, Flow::kGeneration, with_names(home, {"solar", "solar2"}));
  }

  void add_each(const Home& home) {
    const auto loads = std::ranges::count_if(home.channels, [&](std::size_t channel) {
      return !generates(readings_.channels[channel].name);
    });
    const bool by_channel = home.name.empty() || loads > 1;
    for (const std::size_t channel : home.channels) {
      const std::string& name = readings_.channels[channel].name;
      const Flow flow = generates(name) ? Flow::kGeneration : Flow::kLoad;
      if (by_channel) {
        columns_.push_back({home.name.empty() ? own_name(name) : base(home.name) + '_' + name,
                            home.name.empty() ? own_name(name) : home.name,
                            flow,
                            {channel}});
      } else {
        add(home, flow, {channel});
      }
    }
  }

  // A file with one column of values may be given the name of its home.
  std::string own_name(const std::string& column) const {
    const bool is_only = readings_.channels.size() == 1;
    return is_only && !options_.name.empty() ? options_.name : column;
  }

  static std::string base(const std::string& home) {
    const bool is_number = home.find_first_not_of("0123456789") == home.npos;
    return is_number ? "home_" + home : home;
  }

  void add(const Home& home, Flow flow, std::vector<std::size_t> channels) {
    if (channels.empty()) return;
    const char* suffix = "";
    if (has_generation_) suffix = flow == Flow::kLoad ? "_load" : "_pv";
    columns_.push_back({base(home.name) + suffix, home.name, flow, std::move(channels)});
  }

  void check_names() const {
    Diagnostics diagnostics;
    std::set<std::string> known{"time"};
    for (const Column& column : columns_) {
      if (std::string problem = name_problem(column.name); !problem.empty()) {
        diagnostics.add({},
                        fmt::format("the name of home '{}' {}", shown_line(column.home), problem));
      } else if (!known.insert(column.name).second) {
        diagnostics.add({},
                        fmt::format("two columns of the table would be named '{}'", column.name));
      }
    }
    diagnostics.throw_if_any();
  }

  const Readings& readings_;
  const ImportOptions& options_;
  bool has_generation_ = false;
  std::vector<Column> columns_;
};

}  // namespace

std::vector<Column> columns_of(const Readings& readings, const ImportOptions& options) {
  return Planner{readings, options}.plan();
}

std::vector<double> column_values(const Column& column, const Readings& readings,
                                  const Raster& raster, Unit unit) {
  std::vector<double> sum;
  for (const std::size_t channel : column.channels) {
    std::vector<double> values(static_cast<std::size_t>(raster.intervals), kMissing);
    for (const Reading& reading : readings.channels[channel].readings) {
      const auto interval = (reading.time_s - raster.begin_s) / raster.step_s;
      values[static_cast<std::size_t>(interval)] = reading.value / divisor(unit);
    }
    if (sum.empty()) {
      sum = std::move(values);
    } else {
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += values[i];
    }
  }
  return sum;
}

}  // namespace peerwatt::meters
