#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/simulated_time.hpp"

#include "engine/config/node.hpp"
#include "engine/parameters/distribution.hpp"
#include "engine/parameters/visitor.hpp"

// Single values: from YAML, and as YAML that reads back to the very same value, in YAML 1.1 too.
namespace peerwatt::config {

// A value, or what is wrong with the text.
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string problem;
};

Parsed<double> parse_number(const Node& node);  // finite, decimal
Parsed<std::int64_t> parse_integer(const Node& node);
Parsed<bool> parse_flag(const Node& node);
Parsed<std::string> parse_text(const Node& node);  // without control characters
Parsed<std::string> parse_name(const Node& node);  // the same, on one line
Parsed<SimTime> parse_instant(const Node& node);
Parsed<std::int64_t> parse_time_of_day(const Node& node);  // minutes after midnight
Parsed<parameters::Distribution> parse_distribution(const Node& node);

// `must be > 0`; empty where every number will do.
std::string requirement(const parameters::Range& range);

std::string write_number(double value);  // the shortest text that reads back to the value
std::string write_text(const std::string& text);
std::string write_time_of_day(std::int64_t minutes);
std::string write_distribution(const parameters::Distribution& value);
std::string write_flow(const Node& node);  // any value, on one line: `{uniform: [2, 8]}`

// The one form of a distribution that a map gives, or null; beside it, others may be removed.
const Entry* distribution_form(const Node& map);

// The form of a distribution that is called by this key, and back.
std::optional<parameters::Distribution::Kind> distribution_kind(std::string_view key);
std::string_view distribution_key(parameters::Distribution::Kind kind);

}  // namespace peerwatt::config
