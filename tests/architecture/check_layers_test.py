"""The checker must notice what it is there for."""

import tempfile
import unittest
from pathlib import Path

import check_layers


class Notices(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.folders = {"core": "engine/core", "cps": "agents/cps", "market": "agents/market",
                        "prosumers": "agents/prosumers"}
        self.direct = {"core": [], "market": ["core"], "cps": ["market"], "prosumers": []}
        self.write("agents/market/book.hpp", '#include "engine/core/id.hpp"\n')
        self.write("agents/cps/cps.hpp", '#include "agents/market/book.hpp"\n')

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def complaints(self):
        return list(check_layers.check_includes(self.root, self.folders, self.direct))

    def test_a_declared_dependency_is_fine(self):
        self.assertEqual(self.complaints(), [])

    def test_what_is_declared_by_another_may_not_be_included(self):
        self.write("agents/cps/price.hpp", '#include "engine/core/id.hpp"\n')
        self.assertEqual(len(self.complaints()), 1)
        self.assertIn("agents/cps/price.hpp:1: cps may not include", self.complaints()[0])

    def test_a_permission_that_nobody_uses_is_an_error(self):
        self.direct["cps"].append("core")
        self.assertEqual(self.complaints(), ["agents/cps/CMakeLists.txt: cps includes nothing of core: "
                                             "take it out of DEPS"])

    def test_walls_stand_whatever_is_declared(self):
        walls = lambda: list(check_layers.check_walls(self.folders, self.direct))
        self.assertEqual(walls(), [])
        self.direct["cps"] = ["prosumers"]
        self.assertEqual(walls(), ["agents/cps/CMakeLists.txt: agents/cps must not see agents/prosumers"])
        self.direct = {"core": ["market"], "market": [], "cps": [], "prosumers": ["core"]}
        self.assertEqual(walls(), ["engine/core/CMakeLists.txt: engine/core must not see agents/market"])

    def test_an_upward_include_is_an_error(self):
        self.write("agents/market/book.hpp",
                   '#include "engine/core/id.hpp"\n#include "agents/cps/cps.hpp"\n')
        self.assertEqual(len(self.complaints()), 1)
        self.assertIn("agents/market/book.hpp:2", self.complaints()[0])

    def test_a_table_is_included_and_includes_as_a_header_does(self):
        self.write("agents/cps/columns.def", '#include "engine/core/id.hpp"\n')
        self.assertEqual(len(self.complaints()), 1)
        self.assertIn("agents/cps/columns.def:1: cps may not include", self.complaints()[0])
        self.write("agents/cps/columns.def", "COLUMN(price)\n")
        self.write("agents/cps/cps.hpp", '#include "agents/market/columns.def"\n')
        self.assertEqual(self.complaints(), [])
        self.direct["cps"] = []
        self.assertIn("agents/cps/cps.hpp:1: cps may not include", self.complaints()[0])

    def test_a_header_of_no_module_is_an_error(self):
        self.write("engine/core/id.hpp", '#include "elsewhere/x.hpp"\n')
        self.assertEqual(len(self.complaints()), 1, self.complaints())

    def test_a_library_away_from_home_is_an_error(self):
        self.write("agents/cps/cps.cpp", "#include <hdf5.h>\n")
        self.assertEqual(len(list(check_layers.check_libraries(self.root))), 1)
        self.write("agents/cps/columns.def", "#include <hdf5.h>\n")
        self.assertEqual(len(list(check_layers.check_libraries(self.root))), 2)

    def test_a_circle_of_modules_is_an_error(self):
        self.direct["core"] = ["cps"]
        with self.assertRaises(SystemExit):
            list(check_layers.check_walls(self.folders, self.direct))

    def test_a_header_without_guard_is_an_error(self):
        # Two of the setup, and this.
        self.write("engine/core/id.hpp", "int x;\n")
        self.assertEqual(len(list(check_layers.check_headers(self.root))), 3)


if __name__ == "__main__":
    unittest.main()
