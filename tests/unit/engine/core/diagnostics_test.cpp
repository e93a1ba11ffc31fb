#include "engine/core/diagnostics.hpp"

#include <algorithm>

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
  CHECK(did_you_mean("d", {"a", "b"}).empty());
  CHECK(did_you_mean("A", {"a", "b"}) == " (did you mean a?)");
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

TEST_CASE("a hundred complaints are told, and how many more there are") {
  Diagnostics diagnostics;
  for (int line = 1; line <= 103; ++line) diagnostics.add({"a.yaml", line, 1}, "wrong");
  try {
    diagnostics.throw_if_any();
    FAIL("nothing was thrown");
  } catch (const InputError& error) {
    const std::string text = error.what();
    CHECK(std::count(text.begin(), text.end(), '\n') == 100);
    CHECK(text.ends_with("a.yaml:100:1: wrong\nand 3 more"));
    CHECK(error.diagnostics().size() == 103);
  }
}

TEST_CASE("of a million complaints ten thousand are kept, and all are counted") {
  const auto thrown_by = [](const Diagnostics& diagnostics) {
    try {
      diagnostics.throw_if_any();
    } catch (const InputError& error) {
      return error;
    }
    return InputError{"nothing was thrown"};
  };
  Diagnostics diagnostics;
  for (int line = 1; line <= 1'000'000; ++line) diagnostics.add({"a.yaml", line, 1}, "wrong");
  CHECK(diagnostics.size() == kMostKept);
  const InputError error = thrown_by(diagnostics);
  CHECK(error.diagnostics().size() == kMostKept);
  CHECK(std::string{error.what()}.ends_with("a.yaml:100:1: wrong\nand 999900 more"));

  Diagnostics of_both;
  of_both.add({"b.yaml", 1, 1}, "wrong, too");
  of_both.add(error);
  CHECK(of_both.size() == kMostKept);
  CHECK(std::string{thrown_by(of_both).what()}.ends_with("and 999901 more"));
}

TEST_CASE("a file's name stays on its line") {
  CHECK(Diagnostic{{"a\nb.yaml", 3, 7}, "wrong"}.text() == "a\\x0ab.yaml:3:7: wrong");
}

TEST_CASE(
    "a complaint that takes long to word is worded while it will be shown, and counted then") {
  Diagnostics diagnostics;
  int worded = 0;
  for (std::size_t i = 0; i < kMostShown + 7; ++i) {
    diagnostics.add_if_shown([&] { return Diagnostic{{}, std::to_string(++worded)}; });
  }
  CHECK(worded == static_cast<int>(kMostShown));
  CHECK(diagnostics.more() == 7);
}
