#include "tests/unit/agents/scenario_files/error_corpus.hpp"

#include "agents/scenario_files/load_scenario.hpp"

#include <doctest/doctest.h>

// Bad scenarios and, beside each, all that is to be said of it.
namespace peerwatt::config {
namespace {

namespace fs = std::filesystem;

TEST_CASE("every bad scenario gets exactly the complaints written beside it") {
  const ErrorCorpus corpus{"config_errors"};
  CHECK(corpus.files().size() >= 25);
  for (const fs::path& file : corpus.files()) {
    CAPTURE(file.filename().string());
    CHECK(corpus.complaints([&] { scenario::load_scenario(file, overrides_in(file)); }) ==
          corpus.expected(file));
  }
}

}  // namespace
}  // namespace peerwatt::config
