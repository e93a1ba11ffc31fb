#include "tests/unit/config/error_corpus.hpp"

#include <sstream>

#include "engine/config/load_scenario.hpp"

#include <doctest/doctest.h>

// Bad scenarios and, beside each, all that is to be said of it. `# --set key=value` lines at the
// beginning of a scenario are its overrides.
namespace peerwatt::config {
namespace {

namespace fs = std::filesystem;

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

TEST_CASE("every bad scenario gets exactly the complaints written beside it") {
  const ErrorCorpus corpus{"config_errors"};
  CHECK(corpus.files().size() >= 25);
  for (const fs::path& file : corpus.files()) {
    CAPTURE(file.filename().string());
    CHECK(corpus.complaints([&] { load_scenario(file, overrides_in(file)); }) ==
          corpus.expected(file));
  }
}

}  // namespace
}  // namespace peerwatt::config
