#include "engine/config/node.hpp"

#include <algorithm>

namespace peerwatt::config {
namespace {

SourcePosition position_in(const std::shared_ptr<const Source>& source, int line, int column) {
  return {source == nullptr ? std::string{} : source->name, line, column};
}

void merge_entry(Node& target, Entry patch) {
  const auto at = std::find_if(target.entries.begin(), target.entries.end(),
                               [&](const Entry& entry) { return entry.key == patch.key; });
  if (at == target.entries.end()) {
    target.entries.push_back(std::move(patch));
  } else {
    at->line = patch.line;
    at->column = patch.column;
    merge(at->value, std::move(patch.value));
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
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

Entry* Node::find(std::string_view key) {
  return const_cast<Entry*>(static_cast<const Node&>(*this).find(key));
}

std::size_t node_count(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items) count += node_count(item);
  for (const Entry& entry : node.entries) count += node_count(entry.value);
  return count;
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
  for (Entry& entry : patch.entries) merge_entry(target, std::move(entry));
}

std::filesystem::path resolved(const Node& text) {
  const std::filesystem::path path{text.text};
  const bool relative = path.is_relative() && text.source != nullptr;
  return (relative ? text.source->folder / path : path).lexically_normal();
}

}  // namespace peerwatt::config
