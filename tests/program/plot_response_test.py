"""Draws answers to peak prices with tools/plot/plot_response.py, as people do.

usage: plot_response_test.py PEERWATT CONFIGS PLOT_RESPONSE
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from picture_tests import PNG  # first: skips the tests where matplotlib is missing

PEERWATT, CONFIGS, PLOT_RESPONSE = (Path(argument) for argument in sys.argv[1:4])
SLOT = "34"  # of the first day: some sun is left


class PlotResponseTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        for price in ("0.5", "0.7", "0.9"):
            cls.run_once(f"{price}.h5", "leader.rule=time_of_use",
                         "cps.tariff.bands=[{from: '16:00', to: '22:00', price: %s}]" % price)
        cls.run_once("search.h5", "trace.level=orders")
        cls.run_once("summary.h5", "trace.level=summary")

    @classmethod
    def run_once(cls, name, *settings):
        words = [word for setting in ("clock.days=1", *settings) for word in ("--set", setting)]
        subprocess.run([PEERWATT, "run", CONFIGS / "quickstart.yaml", "-q", "-o",
                        cls.folder / name, *words], check=True, timeout=300)

    def setUp(self):
        self.picture = self.folder / f"{self.id()}.png"

    def plot(self, *arguments):
        return subprocess.run([sys.executable, PLOT_RESPONSE, *arguments, "-o", self.picture],
                              cwd=self.folder, text=True, capture_output=True, timeout=300)

    def assert_drawn(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.picture.read_bytes()[:len(PNG)], PNG)

    def assert_refused(self, done, *reasons):
        self.assertNotEqual(done.returncode, 0)
        for reason in reasons:
            self.assertIn(reason, done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse(self.picture.exists())

    def test_prices_and_a_search_become_a_picture(self):
        self.assert_drawn(self.plot("0.5.h5", "0.9.h5", "0.7.h5", "--search", "search.h5",
                                    "--slot", SLOT))

    def test_prices_alone_become_a_picture(self):
        self.assert_drawn(self.plot("0.5.h5", "0.7.h5", "--slot", SLOT))

    def test_a_search_without_orders_is_refused_with_advice(self):
        self.assert_refused(self.plot("0.5.h5", "--search", "0.7.h5", "--slot", SLOT),
                            "0.7.h5", "trace.level=orders")

    def test_a_trace_without_prosumers_is_refused_with_advice(self):
        self.assert_refused(self.plot("summary.h5", "--slot", SLOT), "summary.h5",
                            "trace.level=agents")

    def test_a_slot_that_is_not_there_and_a_missing_file_are_refused(self):
        self.assert_refused(self.plot("0.5.h5", "--slot", "48"), "slot 48")
        self.assert_refused(self.plot("nowhere.h5", "--slot", SLOT), "nowhere.h5")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
