#include "engine/config/studies/variant_names.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/config/override.hpp"
#include "engine/config/scalars.hpp"

namespace peerwatt::config {
namespace {

// File systems take 255 bytes; the writer of a trace adds an ending.
constexpr std::size_t kLongestValue = 40;
constexpr std::size_t kLongestName = 200;

bool is_safe(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

// What is not safe becomes a dash between what is.
std::string safe(const std::string& text) {
  std::string name;
  bool gap = false;
  for (const char c : text) {
    if (is_safe(c)) {
      if (gap && !name.empty()) name += '-';
      name += c;
    }
    gap = !is_safe(c);
  }
  if (name.size() > kLongestValue) name.resize(kLongestValue);
  return name.empty() ? "empty" : name;
}

// The last steps of a path, as many as asked for and more where these begin with a number.
std::string ending(const std::vector<std::string>& steps, std::size_t count) {
  std::size_t first = steps.size() - std::min(count, steps.size());
  while (first > 0 && steps[first][0] >= '0' && steps[first][0] <= '9') --first;
  return fmt::format("{}", fmt::join(steps.begin() + first, steps.end(), "."));
}

std::vector<std::string> short_keys(const std::vector<std::string>& keys) {
  std::vector<std::vector<std::string>> paths;
  for (const std::string& key : keys) paths.push_back(steps_of(key));
  std::vector<std::string> names;
  for (const auto& path : paths) {
    std::size_t count = 1;
    const auto mistaken = [&](const auto& other) {
      return &other != &path && ending(other, count) == ending(path, count);
    };
    while (count < path.size() && std::any_of(paths.begin(), paths.end(), mistaken)) ++count;
    names.push_back(safe(ending(path, count)));
  }
  return names;
}

// Indices of the changes that are not the same in all variants, which have the same keys.
std::vector<std::size_t> varied(const std::vector<Variant>& variants) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < variants.front().changes.size(); ++i) {
    const auto value = [i](const Variant& variant) { return write_flow(variant.changes[i].value); };
    const std::string first = value(variants.front());
    const auto differs = [&](const Variant& variant) { return value(variant) != first; };
    if (std::any_of(variants.begin(), variants.end(), differs)) indices.push_back(i);
  }
  return indices;
}

std::string unique(std::string name, std::set<std::string>& taken) {
  if (name.size() > kLongestName) name.resize(kLongestName);
  std::string candidate = name;
  for (int number = 2; !taken.insert(candidate).second; ++number) {
    candidate = fmt::format("{}-{}", name, number);
  }
  return candidate;
}

}  // namespace

void name_variants(std::vector<Variant>& variants, const std::string& stem) {
  if (variants.empty()) return;
  const std::vector<std::size_t> indices = varied(variants);
  std::vector<std::string> keys;
  for (const std::size_t i : indices) keys.push_back(variants.front().changes[i].key);
  keys = short_keys(keys);
  std::set<std::string> taken;
  for (Variant& variant : variants) {
    std::string name;
    for (std::size_t k = 0; k < indices.size(); ++k) {
      const std::string value = safe(write_flow(variant.changes[indices[k]].value));
      name += fmt::format("{}{}={}", k == 0 ? "" : ",", keys[k], value);
    }
    variant.name = unique(name.empty() ? safe(stem) : std::move(name), taken);
  }
}

}  // namespace peerwatt::config
