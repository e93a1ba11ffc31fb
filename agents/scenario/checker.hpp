#pragma once

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

// The parameter to complain of, and the others that the complaint rests on.
struct About {
  About(const char* parameter) : path{parameter} {}             // NOLINT: a path by itself
  About(std::string parameter) : path{std::move(parameter)} {}  // NOLINT: a path by itself
  About(std::string parameter, std::vector<std::string> rest)
      : path{std::move(parameter)}, others{std::move(rest)} {}

  std::string path;
  std::vector<std::string> others;
};

// Collects what does not fit together.
class Checker {
 public:
  template <class... Args>
  void require(bool holds, About about, fmt::format_string<Args...> message, Args&&... args) {
    if (holds) return;
    found_.push_back({std::move(about.path), fmt::format(message, std::forward<Args>(args)...),
                      std::move(about.others)});
  }
  // ` (did you mean x?)`, as long as the complaint will be among those that are shown: to compare a
  // name with all others takes its time.
  std::string advice(const std::string& name, const std::vector<std::string>& known) const {
    return found_.size() < kMostShown ? did_you_mean(name, known) : std::string{};
  }
  std::vector<Inconsistency> take() { return std::move(found_); }

 private:
  std::vector<Inconsistency> found_;
};

}  // namespace peerwatt::scenario
