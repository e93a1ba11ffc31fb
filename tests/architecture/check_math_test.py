"""The checker must notice what it is there for."""

import tempfile
import unittest
from pathlib import Path

import check_math


class Notices(unittest.TestCase):
    def complaints(self, text, path="agents/sun.cpp"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / path
            file.parent.mkdir(parents=True)
            file.write_text(text)
            return list(check_math.complaints(Path(folder)))

    def test_functions_of_the_c_library_are_errors(self):
        for code in ("std::sin(x)", "std::pow(x, 2)", "::exp(x)", "return log1p(x);", "-lgammal(x)",
                     "apply(std::cos, x)", "std::hypot (x, y)"):
            found = self.complaints("int x;\ndouble y = " + code + ";\n")
            self.assertEqual(len(found), 1, code)
            self.assertTrue(found[0].startswith("agents/sun.cpp:2: "), found)

    def test_each_on_a_line_is_named(self):
        self.assertEqual(len(self.complaints("std::exp(std::log(x))")), 2)

    def test_exact_functions_names_of_others_and_comments_are_fine(self):
        for code in ("std::sqrt(x)", "std::floor(x)", "portable::sin(x)", "book.log(x)", "a->exp(x)",
                     "expected(x)", "asinine(x)", "// std::sin(x)", 'say("std::sin(x)");'):
            self.assertEqual(self.complaints(code), [], code)

    def test_distributions_of_the_library_are_an_error(self):
        self.assertEqual(len(self.complaints("#include <random>\n")), 1)

    def test_only_what_reaches_results_is_looked_at(self):
        for path in ("tools/bench/a.cpp", "tests/unit/a.cpp", "engine/core/portable_math.cpp"):
            self.assertEqual(self.complaints("std::sin(x)", path), [], path)
        for path in ("tools/verification/a.hpp", "output/columns.def"):
            self.assertEqual(len(self.complaints("std::sin(x)", path)), 1, path)


if __name__ == "__main__":
    unittest.main()
