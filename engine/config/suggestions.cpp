#include "engine/config/suggestions.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::config {
namespace {

constexpr std::size_t kLongestWord = 64;  // nobody means a key by a longer one
constexpr std::size_t kMostPlaces = 3;

constexpr std::array<std::string_view, 18> kUnits{"s",  "min", "minutes", "h",      "hours", "ms",
                                                  "kw", "w",   "mw",      "kwh",    "wh",    "mwh",
                                                  "km", "m",   "ohm",     "degree", "kva",   "kv"};

// A key without its unit: `capacity_kwh` -> `capacity`.
std::string_view without_unit(std::string_view key) {
  const std::size_t cut = key.rfind('_');
  if (cut == key.npos) return key;
  const bool is_unit = std::find(kUnits.begin(), kUnits.end(), key.substr(cut + 1)) != kUnits.end();
  return is_unit ? key.substr(0, cut) : key;
}

std::string same_but_for_unit(const std::string& key, const std::vector<std::string>& candidates) {
  for (const std::string& candidate : candidates) {
    if (without_unit(candidate) == without_unit(key)) return candidate;
  }
  return {};
}

using Sections = std::map<std::string, std::vector<std::string>>;

void collect(std::span<const Parameter> parameters, const std::string& section, Sections& into) {
  for (const Parameter& parameter : parameters) {
    into[parameter.key].push_back(section);
    std::string inner = section.empty() ? parameter.key : section + '.' + parameter.key;
    if (parameter.type == ParameterType::kSections) inner += "[]";
    collect(parameter.parts, inner, into);
  }
}

std::string place_names(const std::vector<std::string>& sections) {
  std::string names;
  for (std::size_t i = 0; i < std::min(sections.size(), kMostPlaces); ++i) {
    if (i > 0) names += " or ";
    names += sections[i].empty() ? "the top level" : sections[i];
  }
  return names;
}

}  // namespace

Vocabulary::Vocabulary(std::span<const Parameter> parameters) {
  collect(parameters, "", sections_);
}

std::string Vocabulary::advice(const std::string& key,
                               const std::vector<std::string>& section_keys) const {
  if (key.size() > kLongestWord) return {};
  if (const std::string meant = same_but_for_unit(key, section_keys); !meant.empty()) {
    return fmt::format(" (did you mean {}?)", meant);
  }
  const auto elsewhere = sections_.find(key);
  if (elsewhere != sections_.end()) {
    return fmt::format(" ({} belongs in {})", key, place_names(elsewhere->second));
  }
  return did_you_mean(key, section_keys);
}

}  // namespace peerwatt::config
