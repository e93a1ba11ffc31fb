#pragma once

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/config/override.hpp"

#include "tests/unit/engine/config/files_for_tests.hpp"

namespace peerwatt::config {

// `# --set key=value` lines at the beginning of a scenario are its overrides.
inline std::vector<Override> overrides_in(const std::filesystem::path& file) {
  const std::string kMark = "# --set ";
  std::vector<Override> overrides;
  std::istringstream lines{content_of(file)};
  for (std::string line; std::getline(lines, line) && line.starts_with(kMark);) {
    const std::size_t equals = line.find('=');
    overrides.push_back(
        {line.substr(kMark.size(), equals - kMark.size()), line.substr(equals + 1)});
  }
  return overrides;
}

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
