#include "tools/meters/channel_times.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/profiles/stamp_reader.hpp"
#include "engine/profiles/time_axis.hpp"

namespace peerwatt::meters {
namespace {

using profiles::Complaint;
using profiles::Stamp;

class InstantFinder {
 public:
  InstantFinder(Channel& channel, const profiles::WallClock& clock, const ImportOptions& options,
                const Readings& readings, profiles::Complaints& complaints, ChannelCounts& counts)
      : channel_{channel},
        clock_{clock},
        options_{options},
        readings_{readings},
        complaints_{complaints},
        counts_{counts} {}

  void find(const Conventions& conventions) {
    std::vector<profiles::WrittenStamp> written;
    written.reserve(channel_.readings.size());
    for (const Reading& reading : channel_.readings) {
      written.push_back({written.size(), {reading.time_s, {}, false}});
    }
    std::vector<Reading> kept;
    kept.reserve(channel_.readings.size());
    for (const Stamp& stamp : profiles::local_stamps(written, conventions.stamp.value,
                                                     conventions.step_s.value, clock_)) {
      Reading reading = channel_.readings[stamp.row];
      if (!is_placed(stamp, reading)) continue;
      reading.time_s = stamp.time.seconds();
      kept.push_back(reading);
    }
    channel_.readings = std::move(kept);
  }

 private:
  bool is_placed(const Stamp& stamp, const Reading& reading) {
    if (stamp.kind == Stamp::Kind::kUnclear) {
      complain(Complaint::kRepeatedHour, reading,
               "comes twice where clocks go back, and nothing says which of the two it is");
      return false;
    }
    if (stamp.kind != Stamp::Kind::kSkipped) return true;
    ++counts_.skipped[stamp.time.seconds()];
    const bool is_harmless = std::isnan(reading.value) || reading.value == 0;
    if (!is_harmless && options_.skipped_hour == OutOfPlace::kError) {
      complain(
          Complaint::kDaylightSaving, reading,
          fmt::format("does not exist in {}, whose clocks skip it; give another --time-zone, or "
                      "--skipped-hour drop",
                      clock_.zone()));
    }
    return false;
  }

  void complain(Complaint kind, const Reading& reading, std::string_view problem) {
    if (!complaints_.wants(kind)) return;
    complaints_.add(kind, readings_.position(reading),
                    fmt::format("{} {}: {}", channel_.home,
                                profiles::civil_text(profiles::WallClock{"UTC"},
                                                     SimTime::from_seconds(reading.time_s)),
                                problem));
  }

  Channel& channel_;
  const profiles::WallClock& clock_;
  const ImportOptions& options_;
  const Readings& readings_;
  profiles::Complaints& complaints_;
  ChannelCounts& counts_;
};

std::string home_and_time(const Channel& channel, const Reading& reading) {
  return fmt::format("{} {}", channel.home, format_utc(SimTime::from_seconds(reading.time_s)));
}

bool same_value(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

}  // namespace

void find_instants(Channel& channel, const Conventions& conventions,
                   const profiles::WallClock& clock, const ImportOptions& options,
                   const Readings& readings, profiles::Complaints& complaints,
                   ChannelCounts& counts) {
  if (!readings.instants()) {
    InstantFinder{channel, clock, options, readings, complaints, counts}.find(conventions);
  }
  std::vector<Reading>& rows = channel.readings;
  const std::int64_t back =
      conventions.stamp.value == profiles::StampAt::kEnd ? conventions.step_s.value : 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].time_s -= back;
    if (i > 0 && rows[i].time_s < rows[i - 1].time_s) ++counts.out_of_order;
  }
  if (counts.out_of_order > 0) std::ranges::stable_sort(rows, {}, &Reading::time_s);
}

void keep_to_raster(Channel& channel, const Raster& raster, const ImportOptions& options,
                    const Readings& readings, profiles::Complaints& complaints,
                    ChannelCounts& counts) {
  std::erase_if(channel.readings, [&](const Reading& reading) {
    if ((reading.time_s - raster.begin_s) % raster.step_s == 0) return false;
    if (counts.off_raster++ == 0) counts.off_raster_line = reading.line;
    if (std::isnan(reading.value) || options.off_raster == OutOfPlace::kDrop) return true;
    if (complaints.wants(Complaint::kRaster)) {
      complaints.add(
          Complaint::kRaster, readings.position(reading),
          fmt::format("{}: is no whole number of {} s steps from the other readings; give "
                      "another --step, or --off-raster drop",
                      home_and_time(channel, reading), raster.step_s));
    }
    return true;
  });
}

void join_duplicates(Channel& channel, const ImportOptions& options, const Readings& readings,
                     profiles::Complaints& complaints, ChannelCounts& counts) {
  std::vector<Reading>& rows = channel.readings;
  std::size_t last = 0;
  std::int64_t joined = 1;  // values in the last reading kept
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Reading& kept = rows[last];
    const Reading& next = rows[i];
    if (next.time_s != kept.time_s) {
      rows[++last] = next;
      joined = 1;
      continue;
    }
    if (counts.duplicate_line == 0) counts.duplicate_line = next.line;
    if (same_value(kept.value, next.value) || std::isnan(next.value)) {
      ++counts.identical;
    } else if (std::isnan(kept.value)) {
      ++counts.identical;
      kept = next;
    } else {
      ++counts.conflicting;
      if (options.duplicates == Conflict::kError && complaints.wants(Complaint::kDuplicate)) {
        complaints.add(
            Complaint::kDuplicate, readings.position(next),
            fmt::format("{}: is {} here and {} in line {}; give --duplicates first, last "
                        "or mean",
                        home_and_time(channel, next), next.value, kept.value, kept.line));
      }
      if (options.duplicates == Conflict::kLast) kept = next;
      if (options.duplicates == Conflict::kMean) {
        kept.value += (next.value - kept.value) / static_cast<double>(++joined);
      }
    }
  }
  if (!rows.empty()) rows.resize(last + 1);
}

}  // namespace peerwatt::meters
