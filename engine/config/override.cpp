#include "engine/config/override.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "engine/config/yaml_parser.hpp"

namespace peerwatt::config {
namespace {

constexpr std::size_t kDeepestKey = 32;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Walks down the tree, making maps where there is nothing yet.
class Walk {
 public:
  Walk(Node& root, const Entry& change) : at_{&root}, change_{change} {}

  // False where the step leads nowhere; then problem() says why.
  bool step(const std::string& step) {
    const bool moved = at_->kind == NodeKind::kList ? into_list(step) : into_map(step);
    if (moved) path_ += at_is_item_ ? fmt::format("[{}]", step) : (path_.empty() ? "" : ".") + step;
    return moved;
  }
  // Where the walk has come to. The change is what gives its value now.
  Node& destination() {
    if (entry_ != nullptr) place(*entry_);
    return *at_;
  }
  const std::string& problem() const { return problem_; }

 private:
  bool into_list(const std::string& step) {
    std::size_t index = 0;
    const auto parsed = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool is_index = parsed.ec == std::errc{} && parsed.ptr == step.data() + step.size();
    if (!is_index || index >= at_->items.size()) {
      problem_ = at_->items.empty() ? fmt::format("{} is an empty list", path_)
                                    : fmt::format("{0} is a list, from {0}[0] to {0}[{1}]", path_,
                                                  at_->items.size() - 1);
      return false;
    }
    at_ = &at_->items[index];
    entry_ = nullptr;
    at_is_item_ = true;
    return true;
  }

  bool into_map(const std::string& step) {
    if (at_->kind != NodeKind::kMap) {
      if (std::all_of(step.begin(), step.end(), is_digit)) {
        problem_ = fmt::format("{} is no list", path_);
        return false;
      }
      *at_ = Node{};
      at_->kind = NodeKind::kMap;
      place(*at_);
      at_->source = change_.value.source;
    }
    Entry* entry = at_->find(step);
    if (entry == nullptr) {
      at_->entries.emplace_back();
      entry = &at_->entries.back();
      entry->key = step;
      entry->value.source = change_.value.source;
      place(*entry);
    }
    at_ = &entry->value;
    entry_ = entry;
    at_is_item_ = false;
    return true;
  }

  // Where the key of the change stands.
  template <class Part>
  void place(Part& part) const {
    part.line = change_.line;
    part.column = change_.column;
  }

  Node* at_;
  Entry* entry_ = nullptr;  // that holds it, if a map does
  const Entry& change_;
  std::string path_;
  std::string problem_;
  bool at_is_item_ = false;
};

void forget_lines(Node& node) {
  node.line = node.column = 0;
  for (Node& item : node.items) forget_lines(item);
  for (Entry& entry : node.entries) {
    entry.line = entry.column = 0;
    forget_lines(entry.value);
  }
}

Node value_of(const Override& override) {
  const auto source = std::make_shared<const Source>(
      Source{fmt::format("--set {}={}", override.key, override.value), {}});
  Node value = parse_yaml(override.value, source);
  forget_lines(value);
  value.source = source;
  return value;
}

}  // namespace

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps{""};
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c == '.' || c == '[') {
      if (steps.back().empty() || (c == '.' && i + 1 == path.size())) return {};
      steps.emplace_back();
    } else if (c == ']') {
      const std::string& index = steps.back();
      if (index.empty() || !std::all_of(index.begin(), index.end(), is_digit)) return {};
      const bool ends = i + 1 == path.size() || path[i + 1] == '.' || path[i + 1] == '[';
      if (!ends) return {};
    } else {
      steps.back() += c;
    }
  }
  if (steps.back().empty() || steps.size() > kDeepestKey) return {};
  return steps;
}

void apply(const Entry& change, Node& root, Diagnostics& complaints) {
  const std::vector<std::string> steps = steps_of(change.key);
  if (steps.empty()) {
    complaints.add(change.position(), "the key must be a path like market.k or prosumers[0].count");
    return;
  }
  Walk walk{root, change};
  for (const std::string& step : steps) {
    if (!walk.step(step)) {
      complaints.add(change.position(), walk.problem());
      return;
    }
  }
  merge(walk.destination(), change.value);
}

std::vector<Entry> changes_of(std::span<const Override> overrides, Diagnostics& complaints) {
  std::vector<Entry> changes;
  for (const Override& override : overrides) {
    try {
      changes.push_back({override.key, 0, 0, value_of(override)});
    } catch (const InputError& error) {
      for (const Diagnostic& complaint : error.diagnostics()) {
        complaints.add({complaint.position.file, 0, 0}, complaint.message);
      }
    }
  }
  return changes;
}

}  // namespace peerwatt::config
