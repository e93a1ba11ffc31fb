#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/profiles/stamp_text.hpp"

#include "tools/meters/import_options.hpp"

namespace peerwatt::meters {

// One value as it stands in a file; NaN: missing.
struct Reading {
  std::int64_t time_s = 0;  // since 1970, in UTC where the stamps say their instant
  double value = 0;
  std::uint32_t line = 0;
  std::uint16_t column = 0;  // 0: not known
  std::uint16_t file = 0;
};

enum class Flow { kLoad, kGeneration };

// One register or circuit of a home.
struct Channel {
  std::string home;
  std::string name;
  std::vector<Reading> readings;
  std::int64_t estimated = 0;  // readings that the file calls estimated
  bool has_value = false;      // some are not missing
};

void add_reading(Channel& channel, const Reading& reading);

// What a file or its layout says, and how that is known. Empty: nothing does.
template <class Value>
struct Shown {
  std::optional<Value> value;
  std::string by;
};
struct Shows {
  Shown<Layout> layout;
  Shown<Unit> unit;
  Shown<profiles::StampAt> stamp;
  Shown<std::string> time_zone;
  Shown<std::int64_t> step_s;
};

// What was found out about a file.
struct FileFacts {
  std::string path;
  std::string read_as;
  std::int64_t rows = 0;
  int lines_above_header = 0;
  std::string decimal_mark;  // empty: no number of the file has one
  std::string date_order;    // empty: it does not matter
};

// Everything that was read, home by home in the order of the files.
class Readings {
 public:
  std::vector<FileFacts> files;
  std::vector<Channel> channels;
  Shows shows;

  Channel& channel(std::string_view home, std::string_view name);
  // The stamp as a time; nothing, and a problem, where some stamps say their instant and others
  // leave it to a zone.
  std::optional<std::int64_t> time_of(const profiles::StampText& stamp, std::string& problem);
  // Whether times are instants, not those of a wall clock.
  bool instants() const { return instants_.value_or(true); }
  SourcePosition position(const Reading& reading) const;

 private:
  std::optional<bool> instants_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace peerwatt::meters
