#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/meters/input_text.hpp"

namespace peerwatt::meters {

// A whole number of a feed, as it is written, and where its element begins.
struct FeedNumber {
  std::string text;  // empty: there is no such element
  std::size_t offset = 0;

  std::optional<std::int64_t> value() const;
};

struct FeedReading {
  std::size_t offset = 0;
  FeedNumber start, duration, value, quality;
};

// What an entry of a feed holds of the kinds that matter here.
struct FeedBlock {
  std::string home;           // the name of its usage point in its links
  std::string meter_reading;  // link of the meter reading above it
  std::size_t offset = 0;
  std::vector<FeedReading> readings;
};
struct FeedType {
  std::string link;  // its own
  FeedNumber unit, power_of_ten, flow, accumulation;
};
struct FeedMeter {
  std::string link;
  std::vector<std::string> related;
};
struct Feed {
  std::vector<FeedBlock> blocks;
  std::vector<FeedType> types;
  std::vector<FeedMeter> meters;
};

// Throws InputError with the place where the XML breaks, or that it is no Atom feed.
Feed read_feed(const InputText& input);

}  // namespace peerwatt::meters
