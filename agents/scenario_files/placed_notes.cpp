#include "agents/scenario_files/placed_notes.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "agents/notes/notes.hpp"
#include "agents/scenario_files/changed_parameters.hpp"

namespace peerwatt::scenario {
namespace {

using config::Positions;
using notes::Kind;
using notes::Note;

class NotePlacer {
 public:
  NotePlacer(const Scenario& scenario, const Positions& positions, std::span<const FileRead> files)
      : scenario_{scenario}, positions_{positions}, files_{files} {}

  void place(const Note& note) {
    const std::vector<std::string> paths = note.kind == Kind::kIdle ? given(note) : note.paths;
    if (paths.empty()) return;
    placed_.push_back({.position = position_of(note, paths.front()),
                       .message = fmt::format("{}: {}", fmt::join(paths, ", "), note.message),
                       .severity = Severity::kNote});
  }
  std::vector<Diagnostic> take() { return sorted_by_position(std::move(placed_)); }

 private:
  // Layers count upwards; what is in none of the files was asked for on top of them.
  std::size_t layer_of(const std::string& path) const {
    const SourcePosition position = positions_.find(path);
    const auto file = std::find_if(files_.begin(), files_.end(), [&](const FileRead& read) {
      return read.path == position.file;
    });
    return static_cast<std::size_t>(file - files_.begin());
  }

  // Whether the value, or one within it, is another than the default.
  bool is_changed(const std::string& path) {
    if (!changed_) changed_ = changed_parameters(scenario_);
    const auto begins = [&](const std::string& start) {
      const auto at = std::lower_bound(changed_->begin(), changed_->end(), start);
      return at != changed_->end() && at->starts_with(start);
    };
    return std::binary_search(changed_->begin(), changed_->end(), path) || begins(path + '.') ||
           begins(path + '[');
  }

  // Whether a path was given and is meant to change something. A default that stands beside what
  // makes it idle is not: a scenario that was printed gives all of them.
  bool is_meant(const std::string& path, const Note& note) {
    if (!positions_.knows(path)) return false;
    const auto is_given = [&](const std::string& cause) { return positions_.knows(cause); };
    const auto is_later = [&](const std::string& cause) {
      return is_given(cause) && layer_of(cause) > layer_of(path);
    };
    if (std::any_of(note.causes.begin(), note.causes.end(), is_later)) return false;
    return is_changed(path) || std::none_of(note.causes.begin(), note.causes.end(), is_given);
  }

  std::vector<std::string> given(const Note& note) {
    std::vector<std::string> paths;
    for (const std::string& path : note.paths) {
      if (is_meant(path, note)) paths.push_back(path);
    }
    return paths;
  }

  // The parameter itself, or a cause that was given, or what surrounds the parameter.
  SourcePosition position_of(const Note& note, const std::string& path) const {
    if (positions_.knows(path)) return positions_.find(path);
    for (const std::string& cause : note.causes) {
      if (positions_.knows(cause)) return positions_.find(cause);
    }
    return positions_.find(path);
  }

  const Scenario& scenario_;
  std::optional<std::vector<std::string>> changed_;  // found out when it is needed
  const Positions& positions_;
  std::span<const FileRead> files_;
  std::vector<Diagnostic> placed_;
};

}  // namespace

std::vector<Diagnostic> placed_notes(const Scenario& scenario, const Positions& positions,
                                     std::span<const FileRead> files) {
  NotePlacer placer{scenario, positions, files};
  for (const Note& note : notes::notes_on(scenario)) placer.place(note);
  return placer.take();
}

}  // namespace peerwatt::scenario
