#include "engine/config/yaml_parser.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "engine/core/utf8.hpp"

#include "engine/config/key_checks.hpp"
#include "engine/config/yaml_text.hpp"

namespace peerwatt::config {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostNodes =
    4'000'000;  // of a file: a feeder of 100,000 buses has 1.2 million
constexpr std::size_t kMostCopies = 1'000'000;  // of nodes, made by anchors and aliases
constexpr std::size_t kMostCopiedBytes = std::size_t{16} << 20;  // of texts, made so
constexpr std::size_t kLongestText = std::size_t{64} << 10;      // bytes of one scalar

// Turns the parser's events into a tree. (yaml-cpp's own nodes forget duplicate keys, quotes on
// scalars of some kinds, and where an alias stood.)
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, std::shared_ptr<const Source> source)
      : text_{text}, source_{std::move(source)} {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(node_at(mark), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, NodeKind::kList);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, NodeKind::kMap);
  }
  void OnMapEnd() override { close(); }

  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
  }
  SourcePosition position(const YAML::Mark& mark);
  Diagnostics& complaints() { return complaints_; }
  // What is wrong with keys, which is certain only once the syntax is known to be right.
  const Diagnostics& complaints_of_keys() const { return of_keys_; }
  Node take_root() { return std::move(root_); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    Entry pending;  // of a map: the key that waits for its value
    bool has_key = false;
    std::size_t key_offset = 0;
  };

  struct Counted {  // characters of a line before an offset
    int line = -1;
    std::size_t offset = 0;
    std::size_t characters = 0;
  };

  Node node_at(const YAML::Mark& mark);
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, NodeKind kind);
  void close();
  void add(Node node, YAML::anchor_t anchor);
  void add_to_map(Open& map, Node node);
  void check_tag(const YAML::Mark& mark, const std::string& tag);
  void check_length(const YAML::Mark& mark, const std::string& text);
  void count_copies(const Node& node, const SourcePosition& where);

  std::string_view text_;
  std::shared_ptr<const Source> source_;
  Counted last_;
  std::size_t last_offset_ = 0;  // of the node that was made last
  Diagnostics complaints_;
  Diagnostics of_keys_;
  Node root_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchored_;
  std::size_t nodes_ = 0;  // made so far, without copies
  std::size_t copies_ = 0;
  std::size_t copied_bytes_ = 0;
  int documents_ = 0;
};

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  complaints_.add(position(mark), "a second document begins here (a file holds one)");
  complaints_.throw_if_any();
}

// yaml-cpp counts columns in bytes. Marks mostly move forward, so that what was counted up to the
// last one on the line is kept: a file may be one long line.
SourcePosition TreeBuilder::position(const YAML::Mark& mark) {
  if (mark.is_null() || mark.line < 0) return {source_->name, 0, 0};
  const std::size_t at = offset(mark);
  const auto bytes = std::min(static_cast<std::size_t>(std::max(mark.column, 0)), at);
  if (last_.line != mark.line || last_.offset > at) last_ = {mark.line, at - bytes, 0};
  last_.characters += characters(text_.substr(last_.offset, at - last_.offset));
  last_.offset = at;
  return {source_->name, mark.line + 1, static_cast<int>(last_.characters) + 1};
}

Node TreeBuilder::node_at(const YAML::Mark& mark) {
  const SourcePosition where = position(mark);
  if (++nodes_ > kMostNodes) {
    complaints_.add(where, fmt::format("more than {} values in a file", kMostNodes));
    complaints_.throw_if_any();
  }
  Node node;
  node.line = where.line;
  node.column = where.column;
  last_offset_ = offset(mark);
  node.separation = separation_before(text_, last_offset_);
  node.source = source_;
  return node;
}

// Plain scalars carry the tag `?`, quoted ones `!`; anything else was written by the user.
void TreeBuilder::check_tag(const YAML::Mark& mark, const std::string& tag) {
  if (!tag.empty() && tag != "?" && tag != "!") {
    complaints_.add(position(mark), fmt::format("tags are not supported (remove '{}')", tag));
  }
}

void TreeBuilder::check_length(const YAML::Mark& mark, const std::string& text) {
  if (text.size() <= kLongestText) return;
  complaints_.add(position(mark), fmt::format("a text of more than {} KiB (it has {} bytes)",
                                              kLongestText >> 10U, text.size()));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  check_tag(mark, tag);
  check_length(mark, value);
  Node node = node_at(mark);
  node.kind = NodeKind::kScalar;
  node.quoting = tag == "?" ? Quoting::kPlain : Quoting::kQuoted;
  node.text = with_whole_characters(value);
  if (node.quoting == Quoting::kQuoted && !is_closed(text_, offset(mark))) {
    complaints_.add(node.position(), "not valid YAML: the quotes that open here are not closed");
  }
  add(std::move(node), anchor);
}

void TreeBuilder::open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       NodeKind kind) {
  check_tag(mark, tag);
  if (open_.size() >= kDeepest) {
    complaints_.add(position(mark), fmt::format("nested deeper than {} levels", kDeepest));
    complaints_.throw_if_any();
  }
  Node node = node_at(mark);
  node.kind = kind;
  open_.push_back({std::move(node), anchor, {}});
}

void TreeBuilder::close() {
  Open closed = std::move(open_.back());
  open_.pop_back();
  if (closed.node.kind == NodeKind::kMap) check_keys(closed.node, source_->name, of_keys_);
  add(std::move(closed.node), closed.anchor);
}

void TreeBuilder::count_copies(const Node& node, const SourcePosition& where) {
  copies_ += node_count(node);
  copied_bytes_ += text_size(node);
  if (copies_ > kMostCopies) {
    complaints_.add(where, "anchors and aliases multiply to more than a million values");
  } else if (copied_bytes_ > kMostCopiedBytes) {
    complaints_.add(where, fmt::format("anchors and aliases multiply to more than {} MiB of text",
                                       kMostCopiedBytes >> 20U));
  } else if (open_.size() + height(node) > kDeepest) {
    complaints_.add(where, fmt::format("aliases nest deeper than {} levels", kDeepest));
  } else {
    return;
  }
  complaints_.throw_if_any();
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto found = anchored_.find(anchor);
  if (found == anchored_.end()) {
    complaints_.add(position(mark), "an alias cannot stand inside of what it refers to");
    add(node_at(mark), 0);
    return;
  }
  count_copies(found->second, position(mark));
  Node copy = found->second;
  copy.separation = Separation::kOther;
  add(std::move(copy), 0);
}

void TreeBuilder::add(Node node, YAML::anchor_t anchor) {
  if (anchor != 0) {
    count_copies(node, node.position());
    anchored_[anchor] = node;
  }
  if (open_.empty()) {
    root_ = std::move(node);
  } else if (open_.back().node.kind == NodeKind::kList) {
    open_.back().node.items.push_back(std::move(node));
  } else {
    add_to_map(open_.back(), std::move(node));
  }
}

void TreeBuilder::add_to_map(Open& map, Node node) {
  if (map.has_key) {
    if (node.kind == NodeKind::kNull && !has_colon(text_, map.key_offset, map.pending.key)) {
      node.line = map.pending.line;  // what tells a key that stands alone
      node.column = map.pending.column;
    }
    map.pending.value = std::move(node);
    map.node.entries.push_back(std::move(map.pending));
    map.pending = {};
    map.has_key = false;
    return;
  }
  if (node.kind != NodeKind::kScalar) {
    complaints_.add(node.position(),
                    fmt::format("a key must be a single word, not {}", kind_name(node.kind)));
  }
  map.pending.key = std::move(node.text);
  map.pending.line = node.line;
  map.pending.column = node.column;
  map.key_offset = last_offset_;
  map.has_key = true;
}

void parse_into(TreeBuilder& builder, std::string_view text) {
  std::istringstream stream{std::string{text}};
  try {
    YAML::Parser parser{stream};
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
    for (const Diagnostic& complaint : builder.complaints_of_keys().list()) {
      builder.complaints().add(complaint.position, complaint.message);
    }
  } catch (const YAML::Exception& error) {
    builder.complaints().add(builder.position(error.mark),
                             fmt::format("not valid YAML: {}{}", error.msg,
                                         tab_advice(text, builder.offset(error.mark))));
  }
  builder.complaints().throw_if_any();
}

}  // namespace

Node parse_yaml(std::string_view text, const std::shared_ptr<const Source>& source) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  require_utf8(text, source->name);
  require_readable_characters(text, source->name);
  TreeBuilder builder{text, source};
  parse_into(builder, text);
  return builder.take_root();
}

}  // namespace peerwatt::config
