#include "engine/core/diagnostics.hpp"

#include "engine/core/contracts.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

TEST_CASE("a diagnostic says where, as far as that is known") {
  CHECK(Diagnostic{{"a.yaml", 3, 7}, "wrong"}.text() == "a.yaml:3:7: wrong");
  CHECK(Diagnostic{{"a.yaml", 3, 0}, "wrong"}.text() == "a.yaml:3: wrong");
  CHECK(Diagnostic{{"a.yaml", 0, 7}, "wrong"}.text() == "a.yaml: wrong");
  CHECK(Diagnostic{{}, "wrong"}.text() == "wrong");
}

TEST_CASE("all complaints are thrown together, one line each") {
  Diagnostics diagnostics;
  CHECK_NOTHROW(diagnostics.throw_if_any());
  diagnostics.add({"a.yaml", 1, 2}, "one");
  diagnostics.add(InputError{"two"});
  CHECK(diagnostics.size() == 2);
  try {
    diagnostics.throw_if_any();
    FAIL("nothing was thrown");
  } catch (const InputError& error) {
    CHECK(std::string{error.what()} == "a.yaml:1:2: one\ntwo");
    CHECK(error.diagnostics().size() == 2);
  }
}

TEST_CASE("sorted complaints come by file, line and column, and each once") {
  Diagnostics diagnostics;
  CHECK_NOTHROW(diagnostics.throw_sorted_if_any());
  diagnostics.add({"b.yaml", 1, 1}, "four");
  diagnostics.add({"a.yaml", 10, 1}, "three");
  diagnostics.add({"a.yaml", 2, 9}, "two");
  diagnostics.add({"a.yaml", 2, 9}, "also two");
  diagnostics.add({"a.yaml", 2, 1}, "one");
  diagnostics.add({"a.yaml", 10, 1}, "three");
  try {
    diagnostics.throw_sorted_if_any();
    FAIL("nothing was thrown");
  } catch (const InputError& error) {
    CHECK(std::string{error.what()} ==
          "a.yaml:2:1: one\na.yaml:2:9: two\na.yaml:2:9: also two\na.yaml:10:1: three\n"
          "b.yaml:1:1: four");
  }
}

TEST_CASE("a close word is suggested, a far one is not") {
  const std::vector<std::string> keys{"capacity_kwh", "power_kw", "share"};
  CHECK(did_you_mean("capacity_kw", keys) == " (did you mean capacity_kwh?)");
  CHECK(did_you_mean("sahre", keys) == " (did you mean share?)");
  CHECK(did_you_mean("SHARE", keys) == " (did you mean share?)");
  CHECK(did_you_mean("rnu", {"run", "verify"}) == " (did you mean run?)");
  CHECK(did_you_mean("--sede", {"--set", "--seed"}) == " (did you mean --seed?)");
  CHECK(did_you_mean("nur", {"run"}).empty());
  CHECK(did_you_mean("no", {"on", "off"}).empty());
  CHECK(did_you_mean("zzzzz", keys).empty());
  CHECK(did_you_mean("x", {}).empty());
}

TEST_CASE("of equally close words the first is suggested") {
  CHECK(did_you_mean("cat", {"bat", "hat"}) == " (did you mean bat?)");
  CHECK(did_you_mean("cat", {"hat", "bat", "cart"}) == " (did you mean hat?)");
}

TEST_CASE("a broken invariant is a logic error that says where") {
  CHECK_NOTHROW(PEERWATT_VALIDATE(1 + 1 == 2));
  try {
    PEERWATT_VALIDATE(1 + 1 == 3);
    FAIL("nothing was thrown");
  } catch (const LogicError& error) {
    const std::string text = error.what();
    CHECK(text.find("diagnostics_test.cpp") != std::string::npos);
    CHECK(text.find("invariant violated: 1 + 1 == 3") != std::string::npos);
  }
}
