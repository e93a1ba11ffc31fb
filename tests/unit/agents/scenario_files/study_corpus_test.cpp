#include "engine/config/studies/study.hpp"
#include "engine/config/studies/variant_complaints.hpp"

#include "agents/scenario_files/load_variant.hpp"

#include "tests/unit/agents/scenario_files/error_corpus.hpp"

#include <doctest/doctest.h>

// Bad studies and, beside each, all that is to be said of it.
namespace peerwatt::config {
namespace {

void load_all(const std::filesystem::path& file) {
  const Study study = scenario::read_study(file);
  VariantComplaints complaints{study};
  for (std::size_t i = 0; i < study.variants.size(); ++i) {
    try {
      scenario::load_variant(study, i);
    } catch (const InputError& error) {
      complaints.add(i, error);
    }
  }
  complaints.throw_if_any();
}

TEST_CASE("every bad study gets exactly the complaints written beside it") {
  const ErrorCorpus corpus{"study_errors"};
  CHECK(corpus.files().size() >= 15);
  for (const std::filesystem::path& file : corpus.files()) {
    CAPTURE(file.filename().string());
    CHECK(corpus.complaints([&] { load_all(file); }) == corpus.expected(file));
  }
}

}  // namespace
}  // namespace peerwatt::config
