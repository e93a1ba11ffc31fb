#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "agents/notes/notes.hpp"

namespace peerwatt::notes {

// Collects notes. Messages follow the parameters' paths and a colon.
class NoteList {
 public:
  // The parameters, as far as the scenario gives them, change nothing because of the causes.
  template <class... Args>
  void idle(std::vector<std::string> paths, std::vector<std::string> causes,
            fmt::format_string<Args...> message, Args&&... args) {
    found_.push_back({Kind::kIdle, std::move(paths),
                      fmt::format(message, std::forward<Args>(args)...), std::move(causes)});
  }
  // The parameter, given or not, does something that its name does not say.
  template <class... Args>
  void surprise(std::string path, std::vector<std::string> causes,
                fmt::format_string<Args...> message, Args&&... args) {
    found_.push_back({Kind::kSurprise,
                      {std::move(path)},
                      fmt::format(message, std::forward<Args>(args)...),
                      std::move(causes)});
  }
  std::vector<Note> take() { return std::move(found_); }

 private:
  std::vector<Note> found_;
};

}  // namespace peerwatt::notes
