#include <map>
#include <string>

#include "tests/unit/verification/forgery.hpp"
#include "tests/unit/verification/traced_village.hpp"
#include "tools/verification/verify.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

// What cannot be recomputed from the rest of a trace, and why. The seal alone protects it.
const std::map<std::string, std::string> kSealOnly{};

bool is_caught(const std::filesystem::path& file) {
  try {
    return !verify({file, {}}).holds(Strictness::kUsual);
  } catch (const InputError&) {
    return true;
  }
}

}  // namespace

TEST_CASE("the seal catches every number that was altered") {
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(
      test::village(), {.file = folder / "run.h5", .level = output::TraceLevel::kOrders});
  REQUIRE_FALSE(is_caught(file));
  test::Forgery forgery{file};
  for (const std::string& column : forgery.columns()) {
    for (const std::size_t place : forgery.places(column)) {
      forgery.alter(column, place);
      CAPTURE(forgery.altered());
      CHECK(is_caught(file));
      forgery.put_back();
    }
  }
}

TEST_CASE("a careful forger who seals the trace anew is caught by recomputation") {
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(
      test::village(), {.file = folder / "run.h5", .level = output::TraceLevel::kOrders});
  test::Forgery forgery{file};
  for (const std::string& column : forgery.columns()) {
    for (const std::size_t place : forgery.places(column)) {
      forgery.alter(column, place);
      forgery.reseal();
      CAPTURE(forgery.altered());
      CHECK(is_caught(file) == !kSealOnly.contains(column));
      forgery.put_back();
      forgery.reseal();
      REQUIRE_FALSE(is_caught(file));
    }
  }
  forgery.reseal();
  CHECK_FALSE(is_caught(file));
}

}  // namespace peerwatt::verification
