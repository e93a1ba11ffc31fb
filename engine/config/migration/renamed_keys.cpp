#include "engine/config/migration/renamed_keys.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace peerwatt::config {
namespace {

const Parameter* find(std::span<const Parameter> parameters, std::string_view key) {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& one) {
    return one.key == key || (!one.formerly.empty() && one.formerly == key);
  });
  return found == parameters.end() ? nullptr : &*found;
}

// Of a list, or nothing, as between `]` and `.`.
bool is_index(std::string_view step) {
  return step.find_first_not_of("0123456789") == step.npos;
}

struct NamedParameter {
  std::string path;  // in the names of today, otherwise as it was written
  const Parameter* parameter = nullptr;
};

// Follows a path; whatever is no name of a parameter stays as it is written: indices, unknown keys.
NamedParameter follow(const std::string& path, std::span<const Parameter> parameters) {
  NamedParameter named;
  std::size_t from = 0;
  while (from < path.size()) {
    const std::size_t end = std::min(path.find_first_of(".[]", from), path.size());
    const std::string step = path.substr(from, end - from);
    const Parameter* next = find(parameters, step);
    if (next != nullptr) {
      named.parameter = next;
      parameters = next->parts;
    } else if (!is_index(step)) {
      parameters = {};
      named.parameter = nullptr;
    }
    named.path += next == nullptr ? step : next->key;
    if (end < path.size()) named.path += path[end];
    from = end + 1;
  }
  return named;
}

}  // namespace

void RenamedKeys::search(const Node& map, std::span<const Parameter> parameters) {
  if (map.kind != NodeKind::kMap) return;
  for (const Entry& entry : map.entries) {
    const Parameter* parameter = find(parameters, entry.key);
    if (parameter == nullptr) continue;
    if (entry.key != parameter->key) {
      if (map.find(parameter->key) != nullptr) {
        complaints_.add(entry.position(), fmt::format("{}: renamed to {}, which is given, too: "
                                                      "remove one of them",
                                                      entry.key, parameter->key));
      }
      found_.push_back({entry.position(), entry.key, parameter->key});
    }
    search_value(entry.value, *parameter);
  }
}

void RenamedKeys::search_value(const Node& value, const Parameter& parameter) {
  if (parameter.type == ParameterType::kSection) search(value, parameter.parts);
  if (parameter.type != ParameterType::kSections) return;
  search(value, parameter.parts);  // one of them, where a path has named it
  for (const Node& item : value.items) search(item, parameter.parts);
}

void RenamedKeys::search_paths(const Node& map, std::span<const Parameter> parameters,
                               Values values) {
  if (map.kind != NodeKind::kMap) return;
  for (const Entry& entry : map.entries) {
    const NamedParameter named = follow(entry.key, parameters);
    if (named.path != entry.key) found_.push_back({entry.position(), entry.key, named.path});
    if (named.parameter == nullptr) continue;
    if (values == Values::kSingle) {
      search_value(entry.value, *named.parameter);
    } else {
      for (const Node& value : entry.value.items) search_value(value, *named.parameter);
    }
  }
}

}  // namespace peerwatt::config
