#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/parameters/distribution.hpp"

namespace peerwatt::network {
struct FeederDescription;
}

namespace peerwatt::parameters {

enum class Presence { kOptional, kRequired };

// What people need to know of a parameter. Its default is the value that a new settings struct has.
struct Field {
  std::string_view key;   // with its unit as a suffix
  std::string_view help;  // one sentence
  Presence presence = Presence::kOptional;
  std::string_view formerly = {};  // its key in an earlier version of the format; empty: none
};

enum class Bound { kClosed, kOpen };

// Admissible values of a number.
struct Range {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  Bound least_bound = Bound::kClosed;

  static constexpr Range at_least(double value) { return {.least = value}; }
  static constexpr Range above(double value) {
    return {.least = value, .least_bound = Bound::kOpen};
  }
  static constexpr Range above_up_to(double least, double most) {
    return {.least = least, .most = most, .least_bound = Bound::kOpen};
  }
  // Of a factor on given values.
  static constexpr Range factor() { return between(0, 1e6); }
  static constexpr Range between(double least, double most) {
    return {.least = least, .most = most};
  }
  bool contains(double value) const {
    return value <= most && (least_bound == Bound::kClosed ? value >= least : value > least);
  }
};

// One value of an enumeration: its name in a scenario, and what it means.
struct Choice {
  std::string_view name;
  std::string_view help;
};

class Visitor;

// A list of sections, one settings struct each.
class SectionList {
 public:
  virtual ~SectionList() = default;
  virtual std::size_t size() const = 0;
  virtual void resize(std::size_t count) = 0;
  virtual void describe(std::size_t index, Visitor& visitor) = 0;
};

// Something that has parameters of its own.
class Section {
 public:
  virtual ~Section() = default;
  virtual void describe(Visitor& visitor) = 0;
};

// Walks the parameters of a settings struct. Every struct declares its parameters once, in its
// `describe` function; reading YAML, printing, the JSON Schema and the tables of the documentation
// are visitors.
class Visitor {
 public:
  virtual ~Visitor() = default;

  virtual void number(const Field& field, double& value, Range range = {}) = 0;
  // A number that may be left open; there is no default.
  virtual void optional_number(const Field& field, std::optional<double>& value,
                               Range range = {}) = 0;
  virtual void integer(const Field& field, std::int64_t& value, Range range = {}) = 0;
  virtual void flag(const Field& field, bool& value) = 0;
  virtual void text(const Field& field, std::string& value) = 0;
  virtual void texts(const Field& field, std::vector<std::string>& values) = 0;
  // Names of columns, or `*` in their place.
  virtual void columns(const Field& field, std::vector<std::string>& values) {
    texts(field, values);
  }
  // A path: relative ones are taken from the folder of the file that names them.
  virtual void path(const Field& field, std::string& value) = 0;
  virtual void instant(const Field& field, SimTime& value) = 0;
  // Minutes after midnight on the wall clock, written `HH:MM`; 24:00 is the end of the day.
  virtual void time_of_day(const Field& field, std::int64_t& minutes) = 0;
  virtual void distribution(const Field& field, Distribution& value, Range range = {}) = 0;
  // A feeder: the path of a feeder file or folder, or the feeder itself.
  virtual void feeder(const Field& field, network::FeederDescription& value) = 0;
  virtual void section(const Field& field, Section& section) = 0;
  virtual void sections(const Field& field, SectionList& list) = 0;

  // `names[static_cast<size_t>(value)]` belongs to each enumerator.
  template <class Enum>
  void choice(const Field& field, Enum& value, std::span<const Choice> names) {
    auto index = static_cast<std::size_t>(value);
    choice_index(field, index, names);
    value = static_cast<Enum>(index);
  }

 protected:
  virtual void choice_index(const Field& field, std::size_t& index,
                            std::span<const Choice> names) = 0;
};

// Calls the `describe` function of a settings struct, which is found by its arguments.
template <class Settings>
void describe_settings(Settings& settings, Visitor& visitor) {
  describe(settings, visitor);
}

// A struct with a `describe(Settings&, Visitor&)` beside it, as a Section.
template <class Settings>
class SettingsSection final : public Section {
 public:
  explicit SettingsSection(Settings& settings) : settings_{settings} {}
  void describe(Visitor& visitor) override { describe_settings(settings_, visitor); }

 private:
  Settings& settings_;
};

template <class Settings>
class SettingsList final : public SectionList {
 public:
  explicit SettingsList(std::vector<Settings>& list) : list_{list} {}
  std::size_t size() const override { return list_.size(); }
  void resize(std::size_t count) override { list_.resize(count); }
  void describe(std::size_t index, Visitor& visitor) override {
    describe_settings(list_[index], visitor);
  }

 private:
  std::vector<Settings>& list_;
};

template <class Settings>
void visit_section(Visitor& visitor, const Field& field, Settings& settings) {
  SettingsSection<Settings> section{settings};
  visitor.section(field, section);
}

template <class Settings>
void visit_sections(Visitor& visitor, const Field& field, std::vector<Settings>& settings) {
  SettingsList<Settings> list{settings};
  visitor.sections(field, list);
}

}  // namespace peerwatt::parameters
