#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace peerwatt {

// Where a piece of input stands. Lines and columns count from 1; 0 = not known.
struct SourcePosition {
  std::string file;
  int line = 0;
  int column = 0;
};

enum class Severity {
  kError,  // the input is wrong, and nothing can be done with it
  kNote,   // the input is right, but will not do what it seems to
};

// One thing to be said of the user's input: problem, why, and what to do about it.
struct Diagnostic {
  SourcePosition position;
  std::string message;
  Severity severity = Severity::kError;

  // `file:line:column: message`, without the parts that are not known; a note's message begins with
  // `note: `.
  std::string text() const;
};

// In the order of the files and their lines, each once.
std::vector<Diagnostic> sorted_by_position(std::vector<Diagnostic> diagnostics);

// More lines at once would push the first ones off the screen; how many more there are is said.
inline constexpr std::size_t kMostShown = 100;
// Of a file with millions of mistakes, no more are kept; the others are counted.
inline constexpr std::size_t kMostKept = 10'000;

// Everything found wrong with the input, reported together.
class InputError : public std::exception {
 public:
  // `more`: how many others were found that are only counted.
  explicit InputError(std::vector<Diagnostic> diagnostics, std::size_t more = 0);
  explicit InputError(Diagnostic diagnostic);
  explicit InputError(std::string message);

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  std::size_t more() const { return more_; }
  const char* what() const noexcept override { return text_.c_str(); }  // one line each

 private:
  std::vector<Diagnostic> diagnostics_;
  std::size_t more_ = 0;
  std::string text_;
};

// A file that could not be written or read although the input was right: disk full, no permission.
class OutputError : public std::exception {
 public:
  explicit OutputError(std::string message) : text_{std::move(message)} {}
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::string text_;
};

// Collects complaints so that all of them can be reported at once, the first kMostKept as they are.
class Diagnostics {
 public:
  void add(SourcePosition position, std::string message);
  void add(const InputError& error);  // takes over the complaints of another stage
  // Of a complaint that takes long to word or to place: it is made if it will be among those that
  // are shown, else counted. `make` returns the Diagnostic.
  template <class Make>
  void add_if_shown(Make make) {
    if (list_.size() < kMostShown) {
      list_.push_back(make());
    } else {
      ++more_;
    }
  }
  void count_more(std::size_t others) { more_ += others; }
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  const std::vector<Diagnostic>& list() const { return list_; }
  std::size_t more() const { return more_; }  // found, and not in the list
  // Throws an InputError with everything collected, if there is anything.
  void throw_if_any() const;
  // The same, sorted by position, each complaint once.
  void throw_sorted_if_any() const;

 private:
  std::vector<Diagnostic> list_;
  std::size_t more_ = 0;
};

// ` (did you mean x?)` when a candidate is close to the word, else nothing.
std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace peerwatt
