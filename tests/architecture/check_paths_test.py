"""The checker must notice what it is there for."""

import tempfile
import unittest
from pathlib import Path

import check_paths


class Notices(unittest.TestCase):
    def complaints(self, text, name="docs/model.md"):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for path in ("engine/core/id.hpp", "docs", "agents/market"):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).mkdir() if "." not in path else (root / path).write_text("")
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
            return list(check_paths.check(root))

    def test_what_is_there_may_be_named(self):
        self.assertEqual(self.complaints("See `engine/core/id`, `engine/core/*.hpp`, agents/market."), [])

    def test_what_is_gone_is_told(self):
        self.assertEqual(self.complaints("One.\nSee `agents/market/book.cpp`.\n"),
                         ["docs/model.md:2: there is no agents/market/book.cpp"])

    def test_comments_are_read_and_code_is_not(self):
        text = 'f("agents/market/none.hpp");  // as in engine/core/none.hpp\n'
        for name in ("engine/core/f.cpp", "engine/core/f.def"):
            self.assertEqual(self.complaints(text, name), [f"{name}:1: there is no engine/core/none.hpp"])


if __name__ == "__main__":
    unittest.main()
