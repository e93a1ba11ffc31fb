"""The program that is installed has what makes attacks on memory end it.

usage: hardening_test.py CMAKE BUILD HARDENED SANITIZERS CONFIGURATION
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CMAKE, BUILD, HARDENED, SANITIZERS, CONFIGURATION = sys.argv[1:6]


def why_not():
    if SANITIZERS:
        return f"this is a build with sanitizers ({SANITIZERS}), which do more"
    return "" if HARDENED else "this build has PEERWATT_HARDENING off"


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        subprocess.run([CMAKE, "--install", BUILD, "--prefix", folder.name], check=True,
                       capture_output=True)
        cls.program = Path(folder.name) / "bin" / "peerwatt"

    def readelf(self, *options):
        return subprocess.run(["readelf", "-W", *options, self.program], check=True, text=True,
                              capture_output=True).stdout

    def test_it_is_loaded_anywhere(self):
        self.assertRegex(self.readelf("--file-header"), r"Type:\s+DYN")
        self.assertRegex(self.readelf("--dynamic"), r"FLAGS_1.*\bPIE\b")

    def test_its_table_of_functions_is_read_only(self):
        self.assertIn("GNU_RELRO", self.readelf("--segments"))
        self.assertRegex(self.readelf("--dynamic"), r"BIND_NOW|FLAGS_1.*\bNOW\b")

    def test_its_stack_is_watched_and_no_code(self):
        self.assertIn("__stack_chk_fail", self.readelf("--dyn-syms"))
        self.assertRegex(self.readelf("--segments"), r"GNU_STACK(\s+0x\w+)+\s+RW\s")

    @unittest.skipIf(CONFIGURATION == "Debug", "only optimized code has these")
    def test_calls_and_containers_know_their_sizes(self):
        symbols = self.readelf("--dyn-syms")
        self.assertRegex(symbols, r"__\w+_chk@")
        self.assertIn("__glibcxx_assert_fail", symbols)


if __name__ == "__main__":
    if why_not():
        print("skipped: " + why_not())
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
