#include "engine/config/documents/differences.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "engine/config/scalars.hpp"
#include "engine/config/yaml_parser.hpp"

namespace peerwatt::config {
namespace {

// The same place in every scenario; null where there is nothing.
using Row = std::vector<const Node*>;

// A distribution is one value, although YAML has a map for it.
bool is_section(const Node* node) {
  if (node == nullptr || node->kind != NodeKind::kMap) return false;
  return node->entries.size() != 1 || !distribution_kind(node->entries.front().key);
}

bool is_list_of_sections(const Node* node) {
  return node != nullptr && node->kind == NodeKind::kList && !node->items.empty() &&
         std::all_of(node->items.begin(), node->items.end(),
                     [](const Node& item) { return is_section(&item); });
}

std::string text_of(const Node* node) {
  return node == nullptr ? std::string{} : write_flow(*node);
}

class Comparison {
 public:
  void compare(const std::string& path, const Row& row) {
    if (std::all_of(row.begin(), row.end(), is_section)) return compare_keys(path, row);
    if (std::all_of(row.begin(), row.end(), is_list_of_sections)) return compare_items(path, row);
    compare_values(path, row);
  }
  std::vector<Difference> take() { return std::move(found_); }

 private:
  void compare_keys(const std::string& path, const Row& row) {
    std::vector<std::string> keys;
    for (const Node* map : row) {
      for (const Entry& entry : map->entries) {
        if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) keys.push_back(entry.key);
      }
    }
    for (const std::string& key : keys) {
      Row values;
      for (const Node* map : row) {
        const Entry* entry = map->find(key);
        values.push_back(entry == nullptr ? nullptr : &entry->value);
      }
      compare(path.empty() ? key : fmt::format("{}.{}", path, key), values);
    }
  }

  void compare_items(const std::string& path, const Row& row) {
    const std::size_t size = row.front()->items.size();
    const auto as_long = [&](const Node* list) { return list->items.size() == size; };
    if (!std::all_of(row.begin(), row.end(), as_long)) return compare_values(path, row);
    for (std::size_t i = 0; i < size; ++i) {
      Row items;
      for (const Node* list : row) items.push_back(&list->items[i]);
      compare(fmt::format("{}[{}]", path, i), items);
    }
  }

  void compare_values(const std::string& path, const Row& row) {
    Difference difference{path, {}};
    for (const Node* node : row) difference.values.push_back(text_of(node));
    const auto& values = difference.values;
    const auto other = [&](const std::string& value) { return value != values.front(); };
    if (std::any_of(values.begin(), values.end(), other)) found_.push_back(std::move(difference));
  }

  std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> differences(std::span<const std::string> scenarios) {
  const auto source = std::make_shared<const Source>(Source{"config_yaml", {}});
  std::vector<Node> roots;
  for (const std::string& text : scenarios) roots.push_back(parse_yaml(text, source));
  Row row;
  for (const Node& root : roots) row.push_back(&root);
  Comparison comparison;
  if (!row.empty()) comparison.compare("", row);
  return comparison.take();
}

}  // namespace peerwatt::config
