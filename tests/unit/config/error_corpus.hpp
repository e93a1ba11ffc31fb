#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "tests/unit/config/files_for_tests.hpp"

namespace peerwatt::config {

// A folder of `tests` with bad files, `name.yaml`, and all that is to be said of each, word for
// word, in `name.expected`.
class ErrorCorpus {
 public:
  explicit ErrorCorpus(const std::string& folder)
      : folder_{std::filesystem::path{PEERWATT_SOURCE_DIR} / "tests" / folder} {
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      if (file.path().extension() == ".yaml") files_.push_back(file.path());
    }
    std::sort(files_.begin(), files_.end());
  }

  const std::vector<std::filesystem::path>& files() const { return files_; }

  std::string expected(std::filesystem::path file) const {
    return content_of(file.replace_extension(".expected"));
  }

  // What an action complains of, the same wherever the repository lies.
  template <class Action>
  std::string complaints(Action action) const {
    try {
      action();
    } catch (const InputError& error) {
      std::string text = std::string{error.what()} + '\n';
      replace_all(text, folder_.string() + '/', "");
      replace_all(text, folder_.string(), ".");
      return text;
    }
    return "no complaint\n";
  }

 private:
  static void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }

  std::filesystem::path folder_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace peerwatt::config
