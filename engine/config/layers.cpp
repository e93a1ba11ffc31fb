#include "engine/config/layers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/files.hpp"
#include "engine/config/override.hpp"
#include "engine/config/section_reader.hpp"

namespace peerwatt::config {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 1000;

// Two names of one file compare equal.
fs::path identity_of(const fs::path& file) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(file, error);
  return error ? file : canonical;
}

class LayerReader {
 public:
  explicit LayerReader(const AllowedFolder& allowed) : allowed_{allowed} {}

  // What a file extends, merged, with the file itself on top.
  Node read(const fs::path& file, const SourcePosition& named_at) {
    const fs::path identity = identity_of(file);
    if (std::find(open_.begin(), open_.end(), identity) != open_.end()) {
      complaints_.add(named_at,
                      fmt::format("extends: {} extends itself, in the end", file.string()));
      return {};
    }
    if (++reads_ > kMostFiles) {
      throw InputError{{{named_at, fmt::format("extends: more than {} files", kMostFiles)}}};
    }
    Node own;
    try {
      own = read_yaml_file(file, kScenarioFormat, named_at);
    } catch (const InputError& error) {
      complaints_.add(error);
      return {};
    }
    const std::string sha256 = own.source->sha256;
    open_.push_back(identity);
    Node merged = read_bases(own);
    open_.pop_back();
    note_file({file, sha256}, named_at);
    merge(merged, std::move(own));
    return merged;
  }

  const Diagnostics& complaints() const { return complaints_; }
  std::vector<FileRead> take_files() { return std::move(files_); }

 private:
  // A file that several others extend is read for each of them, and must stay what it was.
  void note_file(FileRead read, const SourcePosition& named_at) {
    const auto known = std::find_if(files_.begin(), files_.end(),
                                    [&](const FileRead& other) { return other.path == read.path; });
    if (known == files_.end()) {
      files_.push_back(std::move(read));
    } else if (known->sha256 != read.sha256) {
      complaints_.add(named_at,
                      fmt::format("{}: was changed while it was read", read.path.string()));
    }
  }

  // Takes `extends` out of the file and reads what it names.
  Node read_bases(Node& own) {
    Node merged;
    merged.kind = NodeKind::kMap;
    const Entry* extends = own.find("extends");
    if (extends == nullptr) return merged;
    if (extends->value.kind == NodeKind::kScalar) {
      merge(merged, read_base(extends->value));
    } else if (extends->value.kind == NodeKind::kList) {
      for (const Node& item : extends->value.items) merge(merged, read_base(item));
    } else {
      complaints_.add(extends->value.position(), "extends: a path or a list of paths expected");
    }
    std::erase_if(own.entries, [](const Entry& entry) { return entry.key == "extends"; });
    return merged;
  }

  Node read_base(const Node& name) {
    Node base;
    if (name.kind == NodeKind::kScalar && !name.text.empty()) {
      const std::string problem = allowed_.problem(resolved(name));
      if (problem.empty()) base = read(resolved(name), name.position());
      if (!problem.empty()) complaints_.add(name.position(), "extends: " + problem);
    } else {
      complaints_.add(name.position(), "extends: a path expected");
    }
    if (base.kind != NodeKind::kMap) base.kind = NodeKind::kMap;
    return base;
  }

  const AllowedFolder& allowed_;
  Diagnostics complaints_;
  std::vector<FileRead> files_;
  std::vector<fs::path> open_;  // identities of the files being read, outermost first
  std::size_t reads_ = 0;
};

}  // namespace

Layers read_layers(const fs::path& file, std::span<const Entry> changes, Diagnostics& complaints,
                   const AllowedFolder& allowed) {
  LayerReader reader{allowed};
  Layers layers;
  layers.root = reader.read(file, {});
  reader.complaints().throw_sorted_if_any();
  layers.files = reader.take_files();
  for (const Entry& change : changes) apply(change, layers.root, complaints);
  return layers;
}

}  // namespace peerwatt::config
