#include "engine/config/migration/migration.hpp"

#include <fmt/format.h>

#include "engine/config/files.hpp"
#include "engine/config/migration/renamed_keys.hpp"
#include "engine/config/migration/text_edits.hpp"
#include "engine/config/scalars.hpp"
#include "engine/config/yaml_parser.hpp"

namespace peerwatt::config {
namespace {

// The format of a file that has had other versions, or whose keys may name such a format's; empty,
// with a complaint, for others.
std::string_view format_of(const Node& root, Diagnostics& complaints) {
  const Entry* entry = root.kind == NodeKind::kMap ? root.find("format") : nullptr;
  for (const std::string_view known : {kScenarioFormat, kStudyFormat, kFeederFormat}) {
    if (entry != nullptr && entry->value.text == known) return known;
  }
  complaints.add(
      entry == nullptr ? root.position() : entry->value.position(),
      fmt::format("format: {} or {} expected{}", kScenarioFormat, kStudyFormat,
                  entry == nullptr ? "" : fmt::format(" (got '{}')", entry->value.text)));
  return {};
}

class Migrator {
 public:
  Migrator(std::string_view text, const Node& root) : root_{root}, edits_{text} {}

  void lift_version(std::string_view format) {
    const Entry* entry = root_.find("version");
    if (entry == nullptr) {
      complaints_.add(root_.position(), "version: is required");
      return;
    }
    const Parsed<std::int64_t> version = parse_integer(entry->value);
    const int newest = version_of(format);
    if (!version.value || *version.value < 1 || *version.value > newest) {
      complaints_.add(entry->value.position(),
                      version.value ? fmt::format("version: this program knows versions up to {} "
                                                  "(got {})",
                                                  newest, *version.value)
                                    : "version: " + version.problem);
    } else if (*version.value < newest) {
      const std::string now = std::to_string(newest);
      replace(entry->value.position(), entry->value.text, now,
              fmt::format("version: {} is now {}", entry->value.text, now));
    }
  }

  void rename(const RenamedKeys& keys) {
    for (const Diagnostic& complaint : keys.complaints().list()) {
      complaints_.add(complaint.position, complaint.message);
    }
    for (const RenamedKey& key : keys.found()) {
      replace(key.position, key.before, key.now,
              fmt::format("{}: renamed to {}", key.before, key.now));
    }
  }

  Migration result() const {
    complaints_.throw_sorted_if_any();
    return {edits_.result(), sorted_by_position(changes_)};
  }

 private:
  void replace(const SourcePosition& at, const std::string& word, const std::string& by,
               const std::string& change) {
    if (edits_.replace(at, word, by)) {
      changes_.push_back({at, change});
    } else {
      complaints_.add(at, fmt::format("{}: cannot be replaced by {}, as it is written with an "
                                      "anchor, a tag or escapes: write it by itself",
                                      word, by));
    }
  }

  const Node& root_;
  TextEdits edits_;
  std::vector<Diagnostic> changes_;
  Diagnostics complaints_;
};

RenamedKeys keys_of(const Node& root, std::string_view format,
                    std::span<const Parameter> parameters) {
  using Values = RenamedKeys::Values;
  RenamedKeys keys;
  if (format == kScenarioFormat) keys.search(root, parameters);
  if (format != kStudyFormat) return keys;
  for (const auto& [section, values] : {std::pair{"set", Values::kSingle},
                                        {"baseline", Values::kSingle},
                                        {"grid", Values::kLists},
                                        {"zip", Values::kLists}}) {
    const Entry* entry = root.find(section);
    if (entry != nullptr) keys.search_paths(entry->value, parameters, values);
  }
  return keys;
}

}  // namespace

Migration migrate(std::string_view text, const std::shared_ptr<const Source>& source,
                  std::span<const Parameter> parameters) {
  const Node root = parse_yaml(text, source);
  Diagnostics complaints;
  const std::string_view format = format_of(root, complaints);
  complaints.throw_if_any();
  Migrator migrator{text, root};
  migrator.lift_version(format);
  migrator.rename(keys_of(root, format, parameters));
  return migrator.result();
}

}  // namespace peerwatt::config
