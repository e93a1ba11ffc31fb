#include "engine/config/files.hpp"

#include <fmt/format.h>

#include "engine/core/input_file.hpp"

#include "engine/config/scalars.hpp"
#include "engine/config/yaml_parser.hpp"

namespace peerwatt::config {
namespace {

// A feeder of 100,000 buses takes some 20 MiB.
constexpr std::size_t kLargestFile = std::size_t{64} << 20;

// Only the scenario of the command line, which no file names, may come from a pipe.
InputText read_text(const std::filesystem::path& path, std::string_view format,
                    const SourcePosition& named_at) {
  const bool may_be_pipe = format == kScenarioFormat && named_at.file.empty();
  try {
    return input_file_text(
        path, {.largest = kLargestFile, .pipes = may_be_pipe ? Pipes::kAllow : Pipes::kRefuse});
  } catch (const InputError& error) {
    throw InputError{Diagnostic{named_at, fmt::format("{}: {}", path.string(), error.what())}};
  }
}

// What the file is instead, where it is another kind of ours.
std::string advice_on(std::string_view format) {
  if (format == kStudyFormat) return ": this is a study: use `peerwatt sweep`";
  if (format == kScenarioFormat) {
    return ": this is a scenario: use `peerwatt run`, or name it as `base` of a study";
  }
  if (format == kFeederFormat)
    return ": this is a feeder: name it as `network.feeder` of a scenario";
  return "";
}

void check_format(const Node& root, std::string_view format, Diagnostics& complaints) {
  const Entry* entry = root.find("format");
  if (entry == nullptr) {
    complaints.add(root.position(), fmt::format("format: is required (`format: {}`)", format));
  } else if (entry->value.text != format) {
    complaints.add(entry->value.position(),
                   fmt::format("format: {} expected (got '{}'){}", format, entry->value.text,
                               advice_on(entry->value.text)));
  }
}

// Whose versions are others.
bool is_of_another_format(const Node& root, std::string_view format) {
  const Entry* entry = root.find("format");
  return entry != nullptr && entry->value.text != format;
}

// What rewrites a file of an earlier version; what stands in a trace is nobody's to rewrite.
std::string way_out_of(std::int64_t version, const Source& source, std::string_view format) {
  const bool is_earlier_file = version >= 1 && version < version_of(format);
  if (!is_earlier_file || source.sha256.empty()) return "";
  return fmt::format("; `peerwatt migrate {}` rewrites it", source.name);
}

void check_version(const Node& root, std::string_view format, Diagnostics& complaints) {
  const Entry* entry = root.find("version");
  const int expected = version_of(format);
  if (entry == nullptr) {
    complaints.add(root.position(), fmt::format("version: is required (`version: {}`)", expected));
    return;
  }
  const Parsed<std::int64_t> version = parse_integer(entry->value);
  if (!version.value) {
    complaints.add(entry->value.position(), "version: " + version.problem);
  } else if (*version.value != expected && !is_of_another_format(root, format)) {
    complaints.add(entry->value.position(),
                   fmt::format("version: this program reads version {} (got {}){}", expected,
                               *version.value, way_out_of(*version.value, *root.source, format)));
  }
}

}  // namespace

Node read_yaml_file(const std::filesystem::path& path, std::string_view format,
                    const SourcePosition& named_at) {
  const InputText read = read_text(path, format, named_at);
  const Source source{path.string(), path.parent_path(), read.sha256};
  return read_yaml_text(read.text, std::make_shared<const Source>(source), format);
}

Node read_yaml_text(std::string_view text, const std::shared_ptr<const Source>& source,
                    std::string_view format) {
  Node root = parse_yaml(text, source);
  Diagnostics complaints;
  if (root.kind == NodeKind::kNull) {
    complaints.add({source->name, 0, 0}, fmt::format("is empty (`format: {}` expected)", format));
  } else if (root.kind != NodeKind::kMap) {
    complaints.add(root.position(),
                   fmt::format("`key: value` expected, `format: {}` first (got {})", format,
                               kind_name(root.kind)));
  } else {
    check_format(root, format, complaints);
    check_version(root, format, complaints);
  }
  complaints.throw_if_any();
  std::erase_if(root.entries,
                [](const Entry& entry) { return entry.key == "format" || entry.key == "version"; });
  return root;
}

}  // namespace peerwatt::config
