#include "engine/config/key_checks.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/config/decimal_commas.hpp"

namespace peerwatt::config {
namespace {

// Without a colon behind it, a key has its null where it stands itself.
bool stands_alone(const Entry& entry) {
  return entry.value.kind == NodeKind::kNull && entry.value.line == entry.line &&
         entry.value.column == entry.column;
}

std::string advice_on_lone(const std::string& key) {
  const std::size_t colon = key.find(':');
  if (colon == key.npos || colon == 0) {
    return fmt::format("'{0}' stands alone (a key has a colon and a value: `{0}: ...`)", key);
  }
  return fmt::format("'{}' has no space after its colon (write `{}: {}`)", key,
                     key.substr(0, colon), key.substr(colon + 1));
}

// What is wrong with a key for itself; empty if nothing is.
std::string problem_of(const Node& map, std::size_t index) {
  const Entry& entry = map.entries[index];
  if (index > 0) {
    std::string problem = split_number_problem(map.entries[index - 1], entry);
    if (!problem.empty()) return problem;
  }
  if (stands_alone(entry)) return advice_on_lone(entry.key);
  if (entry.key == "<<") return "`<<` is not supported (`extends` composes files)";
  if (entry.key.find('\n') != entry.key.npos) return "a key must stand on one line";
  return {};
}

}  // namespace

void check_keys(const Node& map, const std::string& file, Diagnostics& complaints) {
  std::vector<std::size_t> order(map.entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return map.entries[a].key < map.entries[b].key;
  });
  const Entry* first = nullptr;
  for (const std::size_t index : order) {
    const Entry& entry = map.entries[index];
    if (entry.key.empty()) continue;
    std::string problem = problem_of(map, index);
    if (problem.empty() && first != nullptr && first->key == entry.key) {
      problem =
          fmt::format("the key '{}' is given twice (first in line {})", entry.key, first->line);
    } else if (problem.empty()) {
      first = &entry;
    }
    if (!problem.empty()) complaints.add({file, entry.line, entry.column}, std::move(problem));
  }
}

}  // namespace peerwatt::config
