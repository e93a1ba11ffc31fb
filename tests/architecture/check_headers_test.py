"""The checker must notice what it is there for."""

import tempfile
import unittest
from pathlib import Path

import check_headers


class Notices(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("engine/core/id.hpp", "#pragma once\n#include <cstdint>\nstd::int32_t id();\n")
        self.write("engine/core/id.cpp", '#include "engine/core/id.hpp"\n\n#include <vector>\n')

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def complaints(self):
        return list(check_headers.complaints(self.root))

    def test_a_header_that_comes_first_is_fine(self):
        self.assertEqual(self.complaints(), [])

    def test_something_before_the_own_header_is_an_error(self):
        self.write("engine/core/id.cpp", '#include <vector>\n\n#include "engine/core/id.hpp"\n')
        self.assertEqual(self.complaints(),
                         ['engine/core/id.cpp:1: includes vector before "engine/core/id.hpp"'])
        self.write("engine/core/id.cpp", "int x;\n")
        self.assertEqual(self.complaints(),
                         ['engine/core/id.cpp:1: includes nothing before "engine/core/id.hpp"'])

    def test_a_source_without_header_includes_what_it_likes(self):
        self.write("tests/unit/id_test.cpp", '#include <vector>\n#include "engine/core/id.hpp"\n')
        self.assertEqual(self.complaints(), [])

    def test_a_path_from_elsewhere_is_an_error(self):
        self.write("engine/core/user.cpp", '#include <vector>\n#include "id.hpp"\n')
        self.assertEqual(self.complaints(), ['engine/core/user.cpp:2: "id.hpp" is no path from the root'])

    def test_a_generated_header_is_known_by_what_it_is_made_from(self):
        self.write("tools/version.cpp", '#include "tools/build.hpp"\n')
        self.assertEqual(len(self.complaints()), 1)
        self.write("tools/build.hpp.in", "")
        self.assertEqual(self.complaints(), [])

    def test_a_name_that_nothing_declares_is_an_error_once(self):
        self.write("agents/a.hpp", "#pragma once\nstd::vector<int> first();\nstd::vector<int> second();\n")
        self.assertEqual(self.complaints(), ["agents/a.hpp:2: std::vector needs #include <vector>"])

    def test_a_name_may_come_by_a_header_of_ours(self):
        self.write("agents/b.hpp", '#include "agents/a.hpp"\nstd::vector<int> f(std::int32_t x);\n')
        self.write("agents/a.hpp", '#include "engine/core/id.hpp"\n#include <vector>\n')
        self.assertEqual(self.complaints(), [])

    def test_a_name_in_a_table_counts_where_a_header_includes_it(self):
        self.write("output/columns.def", "COLUMN(std::optional<double>, price)  // std::map\n")
        self.write("output/record.cpp", '#include "output/columns.def"\n')
        self.assertEqual(self.complaints(), [])
        self.write("output/record.hpp", '#pragma once\n\n#include "output/columns.def"\n')
        self.write("output/record.cpp", '#include "output/record.hpp"\n')
        self.assertEqual(self.complaints(), ["output/record.hpp:3: std::optional needs #include <optional>"])
        self.write("output/record.hpp", '#pragma once\n#include <optional>\n#include "output/columns.def"\n')
        self.assertEqual(self.complaints(), [])

    def test_a_table_includes_from_the_root_too(self):
        self.write("output/columns.def", '#include "other.def"\n')
        self.assertEqual(self.complaints(), ['output/columns.def:1: "other.def" is no path from the root'])

    def test_a_table_that_can_be_included_once_only_is_an_error(self):
        self.write("output/columns.def", "#pragma once\nCOLUMN(price)\n")
        self.assertEqual(self.complaints(),
                         ["output/columns.def:1: has #pragma once, but is included again and again"])

    def test_a_table_undefines_what_it_is_given(self):
        given = "#ifndef COLUMN\n#define COLUMN(...)\n#endif\nCOLUMN(price)\n"
        self.write("output/columns.def", given)
        self.assertEqual(self.complaints(), ["output/columns.def:1: does not undefine COLUMN"])
        self.write("output/columns.def", given + "#undef COLUMN\n")
        self.assertEqual(self.complaints(), [])

    def test_comments_and_texts_use_nothing(self):
        self.write("agents/a.hpp", '// As std::vector\nconstexpr auto kText = "std::span";  // std::map\n')
        self.assertEqual(self.complaints(), [])


if __name__ == "__main__":
    unittest.main()
