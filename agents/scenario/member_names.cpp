#include "agents/scenario/member_names.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "agents/scenario/consistency.hpp"

namespace peerwatt::scenario {
namespace {

// The number behind the last `-` of a name, as members have one: no sign, no leading zero.
std::optional<std::int64_t> ordinal_in(std::string_view name, std::size_t dash) {
  const std::string_view digits = name.substr(dash + 1);
  std::int64_t ordinal = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
  const bool is_number = error == std::errc{} && end == digits.data() + digits.size();
  if (!is_number || digits.front() == '-' || digits.front() == '0') return std::nullopt;
  return ordinal;
}

}  // namespace

std::string member_name(const ProsumerGroup& group, std::int64_t member) {
  return group.count == 1 ? group.name : fmt::format("{}-{}", group.name, member + 1);
}

// A single member is called like its group, which a member of another group may be too.
void check_member_names(const Scenario& scenario, Checker& check) {
  std::map<std::string_view, std::int64_t> counts;
  for (const ProsumerGroup& group : scenario.prosumers) counts[group.name] = group.count;
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const ProsumerGroup& group = scenario.prosumers[i];
    const std::string_view name = group.name;
    const std::size_t dash = name.rfind('-');
    if (group.count != 1 || dash == name.npos) continue;
    const auto other = counts.find(name.substr(0, dash));
    const auto ordinal = ordinal_in(name, dash);
    const bool taken = other != counts.end() && other->second > 1 && ordinal.has_value() &&
                       *ordinal <= other->second;
    check.require(!taken, fmt::format("prosumers[{}].name", i),
                  "'{}' is what a member of group '{}' is called", name, name.substr(0, dash));
  }
}

}  // namespace peerwatt::scenario
