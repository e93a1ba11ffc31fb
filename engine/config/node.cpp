#include "engine/config/node.hpp"

#include <algorithm>
#include <unordered_map>

namespace peerwatt::config {
namespace {

SourcePosition position_in(const std::shared_ptr<const Source>& source, int line, int column) {
  return {source == nullptr ? std::string{} : source->name, line, column};
}

void merge_entries(Node& target, std::vector<Entry> patches) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < target.entries.size(); ++i) places.emplace(target.entries[i].key, i);
  for (Entry& patch : patches) {
    const auto [place, is_new] = places.emplace(patch.key, target.entries.size());
    if (is_new) {
      target.entries.push_back(std::move(patch));
      continue;
    }
    Entry& entry = target.entries[place->second];
    entry.line = patch.line;
    entry.column = patch.column;
    merge(entry.value, std::move(patch.value));
  }
}

}  // namespace

SourcePosition Node::position() const {
  return position_in(source, line, column);
}

SourcePosition Entry::position() const {
  return position_in(value.source, line, column);
}

const Entry* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &*found;
}

Entry* Node::find(std::string_view key) {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &*found;
}

std::size_t node_count(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items) count += node_count(item);
  for (const Entry& entry : node.entries) count += node_count(entry.value);
  return count;
}

std::size_t text_size(const Node& node) {
  std::size_t size = node.text.size();
  for (const Node& item : node.items) size += text_size(item);
  for (const Entry& entry : node.entries) size += entry.key.size() + text_size(entry.value);
  return size;
}

std::size_t height(const Node& node) {
  std::size_t below = 0;
  for (const Node& item : node.items) below = std::max(below, height(item));
  for (const Entry& entry : node.entries) below = std::max(below, height(entry.value));
  return below + 1;
}

const char* kind_name(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNull:
      return "nothing";
    case NodeKind::kScalar:
      return "a single value";
    case NodeKind::kList:
      return "a list";
    case NodeKind::kMap:
      return "a map";
  }
  return "";
}

void merge(Node& target, Node patch) {
  if (patch.kind != NodeKind::kMap || target.kind != NodeKind::kMap || target.entries.empty()) {
    target = std::move(patch);
    return;
  }
  target.source = patch.source;
  target.line = patch.line;
  target.column = patch.column;
  merge_entries(target, std::move(patch.entries));
}

std::filesystem::path resolved(const Node& text) {
  const std::filesystem::path path{text.text};
  const bool relative = path.is_relative() && text.source != nullptr;
  return (relative ? text.source->folder / path : path).lexically_normal();
}

}  // namespace peerwatt::config
