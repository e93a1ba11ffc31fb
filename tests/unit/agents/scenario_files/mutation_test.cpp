#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "engine/config/studies/study.hpp"

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/scenario_files/load_variant.hpp"

#include "tests/unit/engine/config/files_for_tests.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

std::string mutated(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random);
  };
  using namespace std::string_view_literals;
  constexpr auto kSyntax = "{}[]:,-?&*!|>'\"%@`#\n\t ~<\\0\x80"sv;
  for (std::size_t left = 1 + below(6); left > 0 && text.size() > 8; --left) {
    const std::size_t at = below(text.size());
    const std::size_t length = std::min(text.size() - at, 1 + below(40));
    switch (below(6)) {
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text[at] = kSyntax[below(kSyntax.size())];
        break;
      case 2:
        text.insert(at, 1, kSyntax[below(kSyntax.size())]);
        break;
      case 3:
        text.erase(at, length);
        break;
      case 4:
        text.insert(below(text.size()), text.substr(at, length));
        break;
      default:
        text.resize(at);
    }
  }
  return text;
}

TEST_CASE("a damaged file is refused or read, nothing else") {
  const TestFolder folder{"mutations"};
  const std::string original = content_of(complete_scenario());
  folder.put("sun.csv", "time,pv\n0,0\n");
  std::mt19937 random{77};
  int refused = 0;
  int read = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = mutated(original, random);
    const auto file = folder.put("a.yaml", text);
    try {
      scenario::load_scenario(file);
      ++read;
    } catch (const InputError& error) {
      ++refused;
      REQUIRE_FALSE(error.diagnostics().empty());
      REQUIRE(error.diagnostics()[0].position.file.find("a.yaml") != std::string::npos);
    }
  }
  CHECK(refused > 1000);
  CHECK(read > 10);
}

TEST_CASE("a damaged study is refused, or its variants are read or refused") {
  const TestFolder folder{"study_mutations"};
  folder.put("base.yaml", fmt::format("{}{}", kHeader, kSmallest));
  const std::string original =
      "format: peerwatt-study\nversion: 1\ntitle: All\nbase: base.yaml\n"
      "set: {clock.days: 2, \"prosumers[0].count\": 3}\n"
      "grid:\n  market.k: [0, 0.5, 1]\n  prosumers.0.pv: [{share: 1}, null]\n"
      "zip: {market.gate_s: [1, 2], market.report_s: [1, 2]}\nseeds: 1..2\n"
      "baseline: {market.k: 0.5}\n";
  std::mt19937 random{78};
  int refused = 0;
  int read = 0;
  for (int round = 0; round < 2000; ++round) {
    const auto file = folder.put("study.yaml", mutated(original, random));
    try {
      const Study study = scenario::read_study(file);
      scenario::load_variant(study, study.variants.size() - 1);
      ++read;
    } catch (const InputError& error) {
      ++refused;
      REQUIRE_FALSE(error.diagnostics().empty());
    }
  }
  CHECK(refused > 500);
  CHECK(read > 10);
}

}  // namespace
}  // namespace peerwatt::config
