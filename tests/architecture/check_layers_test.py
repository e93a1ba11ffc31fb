"""The checker must notice what it is there for."""

import tempfile
import unittest
from pathlib import Path

import check_layers


class Notices(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.folders = {"core": "engine/core", "agents": "agents", "market": "agents/market"}
        self.direct = {"core": [], "market": ["core"], "agents": ["market"]}

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def complaints(self):
        return list(check_layers.check_includes(self.root, self.folders, self.direct))

    def test_a_declared_dependency_is_fine(self):
        self.write("agents/market/book.hpp", '#include "engine/core/id.hpp"\n')
        self.write("agents/cps.hpp", '#include "agents/market/book.hpp"\n')
        self.assertEqual(self.complaints(), [])

    def test_an_upward_include_is_an_error(self):
        self.write("agents/market/book.hpp", '#pragma once\n#include "agents/cps.hpp"\n')
        self.assertEqual(len(self.complaints()), 1)
        self.assertIn("agents/market/book.hpp:2", self.complaints()[0])

    def test_a_header_of_no_module_is_an_error(self):
        self.write("engine/core/id.hpp", '#include "elsewhere/x.hpp"\n')
        self.assertEqual(len(self.complaints()), 1)

    def test_a_library_away_from_home_is_an_error(self):
        self.write("agents/cps.cpp", "#include <hdf5.h>\n")
        self.assertEqual(len(list(check_layers.check_libraries(self.root))), 1)

    def test_a_circle_of_modules_is_an_error(self):
        self.direct["core"] = ["agents"]
        self.write("engine/core/id.hpp", "")
        with self.assertRaises(SystemExit):
            self.complaints()

    def test_a_header_without_guard_is_an_error(self):
        self.write("engine/core/id.hpp", "int x;\n")
        self.assertEqual(len(list(check_layers.check_headers(self.root))), 1)


if __name__ == "__main__":
    unittest.main()
