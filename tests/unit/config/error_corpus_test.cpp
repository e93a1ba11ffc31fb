#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/config/load_scenario.hpp"

#include "tests/unit/config/files_for_tests.hpp"

#include <doctest/doctest.h>

// Bad scenarios and, beside each, all that is to be said of it. `# --set key=value` lines at the
// beginning of a scenario are its overrides.
namespace peerwatt::config {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cases(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& file : fs::directory_iterator{folder}) {
    if (file.path().extension() == ".yaml") found.push_back(file.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Override> overrides_in(const fs::path& file) {
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

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// What it says wherever the repository lies.
std::string seen_from(const fs::path& folder, std::string text) {
  replace_all(text, folder.string() + '/', "");
  replace_all(text, folder.string(), ".");
  return text;
}

std::string complaints_about(const fs::path& file) {
  try {
    load_scenario(file, overrides_in(file));
  } catch (const InputError& error) {
    return std::string{error.what()} + '\n';
  }
  return "no complaint\n";
}

TEST_CASE("every bad scenario gets exactly the complaints written beside it") {
  const fs::path folder = fs::path{PEERWATT_SOURCE_DIR} / "tests/config_errors";
  const std::vector<fs::path> files = cases(folder);
  CHECK(files.size() >= 25);
  for (const fs::path& file : files) {
    CAPTURE(file.filename().string());
    fs::path expected = file;
    expected.replace_extension(".expected");
    CHECK(seen_from(folder, complaints_about(file)) == content_of(expected));
  }
}

}  // namespace
}  // namespace peerwatt::config
