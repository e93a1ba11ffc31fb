#include "engine/core/diagnostics.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/core/letter_case.hpp"
#include "engine/core/shown_text.hpp"

namespace peerwatt {
namespace {

// At most 100 lines, and how many more there are.
std::string joined(const std::vector<Diagnostic>& diagnostics, std::size_t more) {
  std::string text;
  const std::size_t shown = std::min(diagnostics.size(), kMostShown);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += '\n';
    text += diagnostics[i].text();
  }
  more += diagnostics.size() - shown;
  if (more > 0) text += "\nand " + std::to_string(more) + " more";
  return text;
}

// Optimal string alignment distance: the least number of insertions, deletions, replacements and
// swaps of neighbours, if the word has more than these two (`no` is not `on`). Row i has the
// distances of the first i characters of `a` to all beginnings of `b`; the two rows before it are
// kept.
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before, last, row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    before = std::exchange(last, row);
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = last[j] + (a[i] == b[j] ? 0 : 1);
      row[j + 1] = std::min({replaced, row[j] + 1, last[j + 1] + 1});
      const bool swapped = a.size() > 2 && i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
      if (swapped) row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
    }
  }
  return row.back();
}

}  // namespace

std::string Diagnostic::text() const {
  std::string text = shown_line(position.file);
  if (position.line > 0) text += ':' + std::to_string(position.line);
  if (position.line > 0 && position.column > 0) text += ':' + std::to_string(position.column);
  if (!text.empty()) text += ": ";
  if (severity == Severity::kNote) text += "note: ";
  return text + message;
}

std::vector<Diagnostic> sorted_by_position(std::vector<Diagnostic> diagnostics) {
  const auto place = [](const Diagnostic& diagnostic) {
    const SourcePosition& at = diagnostic.position;
    return std::tie(at.file, at.line, at.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  const auto same = [&](const Diagnostic& a, const Diagnostic& b) {
    return place(a) == place(b) && a.message == b.message;
  };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
  return diagnostics;
}

InputError::InputError(std::vector<Diagnostic> diagnostics, std::size_t more)
    : diagnostics_{std::move(diagnostics)}, more_{more}, text_{joined(diagnostics_, more)} {}

InputError::InputError(Diagnostic diagnostic)
    : InputError{std::vector<Diagnostic>{std::move(diagnostic)}} {}

InputError::InputError(std::string message)
    : InputError{std::vector<Diagnostic>(1, {{}, std::move(message)})} {}

void Diagnostics::add(SourcePosition position, std::string message) {
  if (list_.size() < kMostKept) {
    list_.push_back({std::move(position), std::move(message)});
  } else {
    ++more_;
  }
}

void Diagnostics::add(const InputError& error) {
  const std::vector<Diagnostic>& others = error.diagnostics();
  const std::size_t kept = std::min(others.size(), kMostKept - list_.size());
  list_.insert(list_.end(), others.begin(), others.begin() + static_cast<std::ptrdiff_t>(kept));
  more_ += others.size() - kept + error.more();
}

void Diagnostics::throw_if_any() const {
  if (!list_.empty()) throw InputError{list_, more_};
}

void Diagnostics::throw_sorted_if_any() const {
  if (!list_.empty()) throw InputError{sorted_by_position(list_), more_};
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates) {
  const std::size_t farthest = std::max<std::size_t>(1, word.size() / 2);
  std::size_t best = farthest + 1;
  const std::string* nearest = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(lower_case(word), lower_case(candidate));
    // Words of which every letter differs have nothing in common, however short they are.
    if (distance < best && distance < std::max(word.size(), candidate.size())) {
      best = distance;
      nearest = &candidate;
    }
  }
  return nearest == nullptr ? std::string{} : " (did you mean " + *nearest + "?)";
}

}  // namespace peerwatt
