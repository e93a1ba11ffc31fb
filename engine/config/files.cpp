#include "engine/config/files.hpp"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "engine/config/scalars.hpp"
#include "engine/config/yaml_parser.hpp"

namespace peerwatt::config {
namespace {

std::string read_text(const std::filesystem::path& path, const SourcePosition& named_at) {
  std::error_code error;
  const bool folder = std::filesystem::is_directory(path, error);
  std::ifstream stream{path, std::ios::binary};
  std::ostringstream text;
  if (!folder && stream) text << stream.rdbuf();
  if (folder || !stream || stream.bad()) {
    const char* why = folder                                 ? "is a folder, a file is needed"
                      : std::filesystem::exists(path, error) ? "cannot be read"
                                                             : "no such file";
    throw InputError{{{named_at, fmt::format("{}: {}", path.string(), why)}}};
  }
  return std::move(text).str();
}

void check_format(const Node& root, std::string_view format, Diagnostics& complaints) {
  const Entry* entry = root.find("format");
  if (entry == nullptr) {
    complaints.add(root.position(), fmt::format("format: is required (`format: {}`)", format));
  } else if (entry->value.text != format) {
    complaints.add(entry->value.position(),
                   fmt::format("format: {} expected (got '{}')", format, entry->value.text));
  }
}

void check_version(const Node& root, Diagnostics& complaints) {
  const Entry* entry = root.find("version");
  if (entry == nullptr) {
    complaints.add(root.position(),
                   fmt::format("version: is required (`version: {}`)", kFormatVersion));
    return;
  }
  const Parsed<std::int64_t> version = parse_integer(entry->value);
  if (!version.value) {
    complaints.add(entry->value.position(), "version: " + version.problem);
  } else if (*version.value != kFormatVersion) {
    complaints.add(entry->value.position(), fmt::format("version: this program reads version {} "
                                                        "(got {})",
                                                        kFormatVersion, *version.value));
  }
}

}  // namespace

Node read_yaml_file(const std::filesystem::path& path, std::string_view format,
                    const SourcePosition& named_at) {
  const auto source = std::make_shared<const Source>(Source{path.string(), path.parent_path()});
  Node root = parse_yaml(read_text(path, named_at), source);
  Diagnostics complaints;
  if (root.kind == NodeKind::kNull) {
    complaints.add({path.string(), 0, 0}, fmt::format("is empty (`format: {}` expected)", format));
  } else if (root.kind != NodeKind::kMap) {
    complaints.add(root.position(),
                   fmt::format("`key: value` expected, `format: {}` first (got {})", format,
                               kind_name(root.kind)));
  } else {
    check_format(root, format, complaints);
    check_version(root, complaints);
  }
  complaints.throw_if_any();
  std::erase_if(root.entries,
                [](const Entry& entry) { return entry.key == "format" || entry.key == "version"; });
  return root;
}

}  // namespace peerwatt::config
