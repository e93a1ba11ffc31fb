"""The checker must notice what it is there for."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import check_format


class Notices(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write(".clang-format", "BasedOnStyle: Google\nColumnLimit: 40\n")
        self.write("engine/core/id.hpp", "int first;\nint second;\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def complaints(self):
        program = check_format.formatter()
        if program is None:
            self.skipTest("clang-format 14 not found")
        return check_format.complaints(program, self.root)

    def test_formatted_files_are_fine(self):
        self.assertEqual(self.complaints(), [])

    def test_each_file_is_named_once_with_its_first_line(self):
        self.write("engine/core/id.hpp", "int first;\nint  second;\nint  third;\n")
        self.write("tests/unit/id_test.cpp", "void f( ) {}\n")
        self.assertEqual(self.complaints(), [
            "engine/core/id.hpp:2: not formatted (clang-format -i engine/core/id.hpp)",
            "tests/unit/id_test.cpp:1: not formatted (clang-format -i tests/unit/id_test.cpp)"])

    def test_the_style_is_that_of_the_repository(self):
        self.write("agents/a.cpp", "int number_of_members_of_a_zone = 100000;\n")
        self.assertEqual(len(self.complaints()), 1)
        self.write(".clang-format", "BasedOnStyle: Google\nColumnLimit: 100\n")
        self.assertEqual(self.complaints(), [])

    def test_a_formatter_that_fails_is_an_error(self):
        self.write(".clang-format", "NoSuchOption: 1\n")
        self.assertNotEqual(self.complaints(), [])

    def test_another_version_is_not_used(self):
        program = self.write("bin/clang-format", "#!/bin/sh\necho clang-format version 19.1.4\n")
        program.chmod(0o755)
        with mock.patch.dict(os.environ, PATH=str(program.parent)), mock.patch("builtins.print") as said:
            self.assertIsNone(check_format.formatter())
            self.assertEqual(check_format.main(self.root), 77)
        said.assert_called_once_with("skipped: clang-format 14 not found")
        program.write_text("#!/bin/sh\necho Debian clang-format version 14.0.6\n")
        with mock.patch.dict(os.environ, PATH=str(program.parent)):
            self.assertEqual(check_format.formatter(), str(program))


if __name__ == "__main__":
    unittest.main()
