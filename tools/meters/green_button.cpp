#include "tools/meters/green_button.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "tools/meters/feed_xml.hpp"

namespace peerwatt::meters {
namespace {

using profiles::Complaint;

constexpr std::int64_t kWattHourCode = 72, kWattCode = 38;  // of ESPI's `uom`
constexpr std::int64_t kReverseFlow = 19;                   // of `flowDirection`
constexpr std::int64_t kDeltaData = 4;                      // of `accumulationBehaviour`
constexpr std::int64_t kLatestS = 7'258'118'400;            // 2200-01-01
constexpr std::int64_t kMostPowerOfTen = 12;
constexpr std::int64_t kLongestS = 31 * 86400;  // of an interval

// Of `quality`: edited by hand, estimated in two ways, questionable, projected or mixed.
bool is_estimated(const FeedNumber& quality) {
  const std::int64_t code = quality.value().value_or(0);
  return (code >= 7 && code <= 10) || code == 12 || code == 13;
}

double scaled(std::int64_t value, std::int64_t power_of_ten) {
  double factor = 1;
  for (std::int64_t i = 0; i < std::abs(power_of_ten); ++i) factor *= 10;
  const auto number = static_cast<double>(value);
  return power_of_ten < 0 ? number / factor : number * factor;
}

class FeedReader {
 public:
  FeedReader(const InputText& input, const Feed& feed, const ImportOptions& options,
             profiles::Complaints& complaints, Readings& readings)
      : input_{input},
        feed_{feed},
        options_{options},
        complaints_{complaints},
        readings_{readings},
        counter_{input.text} {
    for (const FeedBlock& block : feed.blocks) homes_.insert(block.home);
  }

  void read() {
    for (const FeedBlock& block : feed_.blocks) {
      if (const FeedType* type = type_of(block); type != nullptr && is_read(*type, block)) {
        take(block, *type);
      }
    }
    FileFacts& facts = readings_.files[input_.file];
    facts.read_as = "Green Button interval blocks";
    facts.rows = rows_;
    readings_.shows.stamp = {profiles::StampAt::kStart, "of the layout"};
  }

 private:
  void complain(Complaint kind, std::size_t offset, const std::string& message) {
    if (!complaints_.wants(kind)) return;
    complaints_.add(kind, input_.position(offset), message);
  }

  // The reading type of a block: that of its meter reading, or the only one.
  const FeedType* type_of(const FeedBlock& block) {
    for (const FeedMeter& meter : feed_.meters) {
      if (meter.link != block.meter_reading) continue;
      for (const FeedType& type : feed_.types) {
        if (std::ranges::find(meter.related, type.link) != meter.related.end()) return &type;
      }
    }
    if (feed_.types.size() == 1) return &feed_.types.front();
    complain(Complaint::kRow, block.offset,
             feed_.types.empty() ? "the feed has no ReadingType, which says the unit"
                                 : "nothing says which ReadingType this IntervalBlock has");
    return nullptr;
  }

  bool is_read(const FeedType& type, const FeedBlock& block) {
    const std::int64_t unit = type.unit.value().value_or(0);
    const std::int64_t power = type.power_of_ten.value().value_or(0);
    if (unit != kWattHourCode && unit != kWattCode) {
      complain(Complaint::kRow, type.unit.offset != 0 ? type.unit.offset : block.offset,
               fmt::format("uom: must be 72 (Wh) or 38 (W) (got '{}')", type.unit.text));
      return false;
    }
    if (power < -kMostPowerOfTen || power > kMostPowerOfTen) {
      complain(Complaint::kRow, type.power_of_ten.offset,
               fmt::format("powerOfTenMultiplier: must be from -12 to 12 (got {})", power));
      return false;
    }
    const std::int64_t kind = type.accumulation.value().value_or(kDeltaData);
    if (unit == kWattHourCode && kind != 0 && kind != kDeltaData) {
      complain(Complaint::kRow, type.accumulation.offset,
               fmt::format("accumulationBehaviour: must be 4, energy of the interval (got '{}')",
                           type.accumulation.text));
      return false;
    }
    return same_unit(unit == kWattHourCode ? Unit::kWattHour : Unit::kWatt, block);
  }

  bool same_unit(Unit unit, const FeedBlock& block) {
    Shown<Unit>& shown = readings_.shows.unit;
    if (!shown.value) shown = {unit, "as the feed says"};
    if (*shown.value == unit) return true;
    complain(Complaint::kRow, block.offset,
             "is power, and other blocks are energy; import them apart");
    return false;
  }

  // Homes of other files may have the same number: a file gives its name.
  std::string home_of(const FeedBlock& block) const {
    if (!options_.name.empty() && homes_.size() < 2) return options_.name;
    const std::string stem = std::filesystem::path{input_.path}.stem().string();
    return homes_.size() < 2 ? stem : stem + '_' + block.home;
  }

  void take(const FeedBlock& block, const FeedType& type) {
    const bool reverse = type.flow.value() == kReverseFlow;
    Channel& channel = readings_.channel(home_of(block), reverse ? kReverse : kForward);
    const std::int64_t power = type.power_of_ten.value().value_or(0);
    for (const FeedReading& one : block.readings) {
      const auto start_s = one.start.value(), value = one.value.value();
      if (!start_s || *start_s < 0 || *start_s > kLatestS) {
        complain(Complaint::kStamp, one.offset,
                 fmt::format("start: must be seconds since 1970 (got '{}')", one.start.text));
      } else if (!value && !one.value.text.empty()) {
        complain(Complaint::kNumber, one.value.offset,
                 fmt::format("value: must be a whole number (got '{}')", one.value.text));
      } else if (check_length(one)) {
        Reading reading{.time_s = *start_s,
                        .value = value ? scaled(*value, power) : std::nan(""),
                        .file = input_.file};
        counter_.place(one.offset, reading);
        std::string ignored;
        readings_.time_of({*start_s, 0, false}, ignored);
        add_reading(channel, reading);
        channel.estimated += is_estimated(one.quality) ? 1 : 0;
      }
      ++rows_;
    }
  }

  bool check_length(const FeedReading& one) {
    const std::optional<std::int64_t> duration = one.duration.value();
    Shown<std::int64_t>& step = readings_.shows.step_s;
    if (!step.value && duration && *duration > 0 && *duration <= kLongestS)
      step = {*duration, "as the feed says"};
    if (step.value && duration == step.value) return true;
    complain(Complaint::kRaster, one.offset,
             fmt::format("duration: must be {} s, as of the intervals before (got '{}')",
                         step.value.value_or(0), one.duration.text));
    return false;
  }

  const InputText& input_;
  const Feed& feed_;
  const ImportOptions& options_;
  profiles::Complaints& complaints_;
  Readings& readings_;
  PlaceCounter counter_;
  std::set<std::string> homes_;
  std::int64_t rows_ = 0;
};

}  // namespace

void read_green_button(const InputText& input, const ImportOptions& options,
                       profiles::Complaints& complaints, Readings& readings) {
  const Feed feed = read_feed(input);
  if (feed.blocks.empty()) throw InputError{input.path + ": has no IntervalBlock"};
  FeedReader{input, feed, options, complaints, readings}.read();
}

}  // namespace peerwatt::meters
