"""The checker must notice what it is there for."""

import tempfile
import unittest
from pathlib import Path

import check_unit_tests

HEADER = "agents/market/mechanisms/vcg.hpp"
DECLARES_VCG = "#pragma once\nnamespace peerwatt {\n\nclass Vcg final {};\n\n}\n"
TRIES_VCG = f'#include "{HEADER}"\nTEST_CASE("a") {{ Vcg rule; }}\n'


class Notices(unittest.TestCase):
    def complaints(self, tests, exempt=(), rooms=("market",)):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {HEADER: DECLARES_VCG, **tests}.items():
                file = Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            return list(check_unit_tests.complaints(Path(folder), rooms, dict.fromkeys(exempt, "")))

    def test_a_header_that_a_test_of_its_room_uses_is_fine(self):
        for test in ("vcg_test.cpp", "mechanisms/vcg_test.cpp", "allocation/other_test.cpp"):
            self.assertEqual(self.complaints({f"tests/unit/agents/market/{test}": TRIES_VCG}), [])

    def test_a_header_that_no_test_includes_is_an_error(self):
        found = self.complaints({})
        self.assertEqual(found, [f"{HEADER}: is tried by no unit test in tests/unit/agents/market"])

    def test_tests_of_other_rooms_and_samples_do_not_count(self):
        for path in ("tests/unit/agents/bidding/vcg_test.cpp", "tests/property/vcg_test.cpp",
                     "tests/unit/agents/market/sample_books.hpp"):
            self.assertEqual(len(self.complaints({path: TRIES_VCG})), 1, path)

    def test_an_include_without_a_use_is_no_test(self):
        for use in ("", "// Vcg", 'TEST_CASE("Vcg") {}', "VcgRule rule;"):
            text = f'#include "{HEADER}"\n{use}\n'
            found = self.complaints({"tests/unit/agents/market/vcg_test.cpp": text})
            self.assertEqual(len(found), 1, use)
            self.assertIn("names nothing of it", found[0])

    def test_one_test_that_uses_the_header_is_enough(self):
        self.assertEqual(self.complaints({
            "tests/unit/agents/market/a_test.cpp": f'#include "{HEADER}"\n',
            "tests/unit/agents/market/b_test.cpp": TRIES_VCG}), [])

    def test_an_exemption_is_for_what_is_there_and_not_tried(self):
        self.assertEqual(self.complaints({}, [HEADER]), [])
        self.assertEqual(len(self.complaints({}, [HEADER, "agents/market/gone.hpp"])), 1)
        found = self.complaints({"tests/unit/agents/market/vcg_test.cpp": TRIES_VCG}, [HEADER])
        self.assertEqual(found, [f"{HEADER}: is tried by a unit test, so it needs no exemption"])

    def test_only_rooms_that_are_listed_are_looked_at_and_they_must_be_there(self):
        self.assertEqual(self.complaints({}, rooms=()), [])
        self.assertEqual(self.complaints({}, rooms=("bidding",)),
                         ["agents/bidding: is listed as a room, but has no header"])

    def test_types_aliases_constants_functions_and_namespaces_are_declarations(self):
        text = ("class A final : public B {\n  void member();\n};\nstruct C {\nenum class D : int {\n"
                "using E = int;\ninline constexpr std::size_t kF = 2;\nconstexpr double g(int h) {\n"
                "void i(int j);\nstd::optional<double> k(const L& l);\ninline constexpr auto kM =\n"
                "const MechanismEntry& n(O o);\nstd::span<const P> q();\n// comment(r)\n"
                "namespace peerwatt {\nnamespace peerwatt::agents {\nnamespace s {\n")
        self.assertEqual(check_unit_tests.declared_names(text),
                         {"A", "C", "D", "E", "kF", "g", "i", "k", "kM", "n", "q", "s"})


if __name__ == "__main__":
    unittest.main()
