"""Draws comparisons with tools/plot/plot_compare.py, as people do.

usage: plot_compare_test.py PEERWATT CONFIGS PLOT_COMPARE
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from picture_tests import PNG  # first: skips the tests where matplotlib is missing

PEERWATT, CONFIGS, PLOT_COMPARE = (Path(argument) for argument in sys.argv[1:4])


class PlotCompareTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        for name, *settings in (("none", "market.mechanism=none"), ("auction",)):
            words = [word for setting in ("clock.days=1", *settings) for word in ("--set", setting)]
            subprocess.run([PEERWATT, "run", CONFIGS / "quickstart.yaml", "-q", "-o",
                            cls.folder / f"{name}.h5", *words], check=True, timeout=300)

    def setUp(self):
        self.picture = self.folder / f"{self.id()}.png"

    def compare(self, *arguments):
        done = subprocess.run([PEERWATT, "compare", "--json", *arguments], cwd=self.folder,
                              text=True, capture_output=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def plot(self, text, *arguments):
        return subprocess.run([sys.executable, PLOT_COMPARE, "-", "-o", self.picture, *arguments],
                              input=text, text=True, capture_output=True, timeout=300)

    def assert_drawn(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.picture.read_bytes()[:len(PNG)], PNG)

    def assert_refused(self, done, reason):
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(reason, done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse(self.picture.exists())

    def test_a_comparison_becomes_a_picture(self):
        text = self.compare("none.h5", "auction.h5", "--prosumers")
        self.assert_drawn(self.plot(text, "--title", "Two rules"))

    def test_one_run_without_a_price_becomes_a_picture_too(self):
        self.assert_drawn(self.plot(self.compare("none.h5", "--prosumers")))

    def test_a_comparison_without_prosumers_is_refused_with_advice(self):
        self.assert_refused(self.plot(self.compare("none.h5")), "--prosumers")

    def test_what_is_no_comparison_is_refused(self):
        self.assert_refused(self.plot("time,load\n"), "not JSON")
        self.assert_refused(self.plot(json.dumps([1, 2])), "not what peerwatt compare")
        self.assert_refused(self.plot(json.dumps({"runs": [{}]})), "not what peerwatt compare")
        done = subprocess.run([sys.executable, PLOT_COMPARE, "nowhere.json", "-o", self.picture],
                              text=True, capture_output=True, timeout=300)
        self.assert_refused(done, "No such file")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
