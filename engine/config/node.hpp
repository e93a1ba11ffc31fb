#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::config {

// A text that was read: a file, or one `--set`.
struct Source {
  std::string name;              // what messages call it
  std::filesystem::path folder;  // where its relative paths start
  std::string sha256 = {};       // of the bytes that were read; empty: no file
};

enum class NodeKind : std::uint8_t { kNull, kScalar, kList, kMap };
enum class Quoting : std::uint8_t { kPlain, kQuoted };

// What stands between an item of a list in brackets and the item before it: a bare comma, a comma
// with blanks behind it, or anything else (a line break, nothing before the first item).
enum class Separation : std::uint8_t { kOther, kComma, kCommaAndBlank };

struct Entry;

// A piece of YAML: a tree without aliases that knows where every part of it was written.
struct Node {
  NodeKind kind = NodeKind::kNull;
  Quoting quoting = Quoting::kPlain;
  Separation separation = Separation::kOther;
  int line = 0;  // from 1; 0 = not known
  int column = 0;
  std::string text;            // of a scalar
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a map, in the order of the text
  std::shared_ptr<const Source> source;

  SourcePosition position() const;
  // The entry of a key, or null. Entries whose value is null are found too.
  const Entry* find(std::string_view key) const;
  Entry* find(std::string_view key);
};

struct Entry {
  std::string key;
  int line = 0;  // of the key, in the source of the value
  int column = 0;
  Node value;

  SourcePosition position() const;  // of the key
};

// Nodes of a tree, the bytes of their texts and keys, and the levels they stand on.
std::size_t node_count(const Node& node);
std::size_t text_size(const Node& node);
std::size_t height(const Node& node);

// What a message calls the kind of a node: `a list`.
const char* kind_name(NodeKind kind);

// JSON Merge Patch (RFC 7386): maps merge deeply, lists and scalars replace, null removes. The key
// of what was removed stays, with null, so that readers see every key that was written; they take
// null for a value that is absent. Positions are those of the source that supplied the value; of a
// merged map, those of the patch.
void merge(Node& target, Node patch);

// The path in a file, as seen from where the program runs.
std::filesystem::path resolved(const Node& text);

}  // namespace peerwatt::config
